"""Tables and plots from files of rows; see README.md in the folder above."""
