"""Noting that somebody has read what they were told."""
