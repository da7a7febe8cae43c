"""People's words on one line, for formats in which a line end or a sign means something."""

import re

from web.writing import one_line

# Control characters; and directions, which in a line of its own would turn what comes after them
# if they are not closed.
_UNSHOWN = re.compile("[\0-\x08\x0e-\x1b\x7f\u202a-\u202e\u2066-\u2069]")


def safe_line(text: str) -> str:
    """Return a text on one line, without control characters."""
    return one_line(_UNSHOWN.sub("", text))
