"""How often which mail comes, as its reader sees it; and what a link in a mail stops."""
