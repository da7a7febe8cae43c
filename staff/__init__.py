"""What moderators see and do, and what those concerned see of it."""
