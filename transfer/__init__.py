"""Discussions and critiques as files: in, out, and the demo's own."""
