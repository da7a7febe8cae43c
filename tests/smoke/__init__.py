"""The real thing: the site in a folder of its own, as it runs on a server and at home."""
