"""What was said of objections, each with the words it was said in."""
