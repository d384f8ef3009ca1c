"""How the service bears many people at once and being killed; see README.md in this folder."""
