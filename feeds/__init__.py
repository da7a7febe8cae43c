"""Feeds for readers’ programs: essays, a thread, a topic, a person; all as the public reads it."""
