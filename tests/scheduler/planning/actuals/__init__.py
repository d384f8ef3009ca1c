"""Learning from what really happened."""
