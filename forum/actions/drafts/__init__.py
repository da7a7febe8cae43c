"""What somebody has typed and not sent: kept, put aside, and forgotten."""
