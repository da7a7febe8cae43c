"""Everything that writes critique; one function a write, under the post's lock."""
