"""People's words on one line, for formats in which a line end or a sign means something."""

# In a line of its own a direction that is not closed would turn what comes after it.
_DIRECTIONS = range(0x202A, 0x202F), range(0x2066, 0x206A)


def one_line(text: str) -> str:
    """Return a text with each run of white space as one space, and no control characters."""
    return " ".join("".join(sign for sign in text if _is_shown(sign)).split())


def _is_shown(sign: str) -> bool:
    if any(ord(sign) in each for each in _DIRECTIONS):
        return False
    return sign.isspace() or (sign >= " " and sign != "\x7f")
