"""Every term of the cost, one function each; see README.md in the folder above."""
