"""A discussion, written as its file."""
