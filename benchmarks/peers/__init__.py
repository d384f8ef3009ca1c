"""Other solvers on the set ``week``, side by side; see README.md in this folder."""
