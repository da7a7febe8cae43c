"""What the reading pages of this app show."""
