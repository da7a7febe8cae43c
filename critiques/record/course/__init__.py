"""What happened to objections in the course of time, without the words."""
