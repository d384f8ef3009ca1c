"""How the service bears many people at once, and what it costs to plan through it."""
