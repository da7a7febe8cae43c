"""The desk: what waits for somebody’s word, and what they are asked."""
