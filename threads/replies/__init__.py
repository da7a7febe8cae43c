"""A reply as pages print it: what all see of it, and what who reads it may do there."""
