"""How long a planner waits for an answer; see README.md in this folder."""
