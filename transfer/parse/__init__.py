"""A file, read into a plan."""
