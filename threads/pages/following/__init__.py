"""What somebody follows and mutes: at each thing, and all of it in lists."""
