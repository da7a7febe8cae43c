"""Who is told of what happened, and how."""
