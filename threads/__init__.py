"""The discussion: essays and their threads on pages, and the forms that write in them."""
