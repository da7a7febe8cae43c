"""Pages that show posts, replies and objections together."""
