"""Discussions as files: reading them, writing them into the database, and back."""
