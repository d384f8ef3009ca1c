"""Every hard rule, one function each; see README.md in the folder above."""
