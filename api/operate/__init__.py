"""Running the service: whether it is well, what it measures, starting and stopping it."""
