"""What was said of a post’s objections, as every page and file tells it."""
