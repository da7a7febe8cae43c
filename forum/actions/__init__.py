"""Everything that writes posts and replies; one function a write."""
