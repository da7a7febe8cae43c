"""What people are mailed, how often, and how it gets there."""
