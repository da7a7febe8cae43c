"""Wordings of a text, what changed between two, and which objections a change answers."""
