"""Choosing how often mail comes, stopping it by a link, and letting it go on."""
