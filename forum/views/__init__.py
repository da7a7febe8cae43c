"""Pages on which posts and replies are written."""
