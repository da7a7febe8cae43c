"""Code in a text: where it stands, in a line and on its own, and how its syntax is marked."""
