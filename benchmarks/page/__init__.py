"""How fast the planner's page is, in a real browser."""
