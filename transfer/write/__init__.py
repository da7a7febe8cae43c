"""A plan, written into the database."""
