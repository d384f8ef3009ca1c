"""What crosses the wire; separate from the domain on purpose."""
