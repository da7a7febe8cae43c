"""The demo: discussions written for it, and the people in them."""
