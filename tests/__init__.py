"""Tests of every package; see README.md."""
