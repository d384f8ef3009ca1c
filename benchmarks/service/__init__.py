"""How the service bears being killed; see README.md in this folder."""
