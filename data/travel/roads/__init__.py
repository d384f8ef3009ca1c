"""Roads from a map file: see ../README.md."""
