"""Everything that moderators do, and reporting to them; one function a write."""
