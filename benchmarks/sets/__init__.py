"""Published and common instances as Problems; see README.md in this folder."""
