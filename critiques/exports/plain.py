"""People's words on one line, for formats in which a line end or a sign means something."""

import re

# Line by line formats know nothing of directions: what is opened in a text would stay open.
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """Return a text with each run of white space as one space, and no control characters."""
    line = " ".join(text.split())
    return "".join(sign for sign in _UNSEEN.sub("", line) if sign >= " " and sign != "\x7f")
