"""What changed between two texts, in bounded time. Nothing here knows of Django."""
