"""Lines that a mail program broke, joined again: elsewhere on this site a line’s end is kept."""

import re

# Programs wrap at so many characters; a text with a longer line was not wrapped.
SHORTEST, LONGEST = 60, 82
_QUOTED = re.compile(r"^(?:> ?)*")
# What begins a line because somebody began one: points, lists, headings, tables, fences, rules.
_BEGINS = re.compile(r"\s*(?:[-*+•–—#|=]|```|~~~|\(?[A-Za-z0-9]{1,3}[.):](?:\s|$)|\d+\s*$)|\s{4}")


def unwrapped(text: str, *, flowed: bool = False, joined: bool = False) -> str:
    """Return `text` with the lines joined that were broken to fit.

    `flowed` is RFC 3676’s format, in which a space at the end says so; `joined` its DelSp. In all
    else a line was broken where the next one’s first word would not have fitted. Quoted lines
    stay as they are: whoever sent them wrapped them.
    """
    lines = text.split("\n")
    whole = _flowed(lines, joined) if flowed else _wrapped(lines)
    return "\n".join(whole)


def _flowed(lines: list[str], joined: bool) -> list[str]:
    found: list[str] = []
    goes_on = False
    for line in lines:
        depth = _depth(line)
        own = line if depth else line.removeprefix(" ")
        if goes_on and depth == 0 and own.rstrip("\n") != "-- ":
            found[-1] += own
        else:
            found.append(own)
        # The mark of a signature ends with a space and goes nowhere.
        goes_on = depth == 0 and own.endswith(" ") and own != "-- "
        if goes_on and joined:
            found[-1] = found[-1][:-1]
    return [each if each == "-- " else each.rstrip() for each in found]


def _wrapped(lines: list[str]) -> list[str]:
    width = max((len(line) for line in lines if not _depth(line)), default=0)
    if not SHORTEST <= width <= LONGEST:
        return lines
    found: list[str] = []
    last = ""
    for line in lines:
        words = line.split()
        fits = not words or len(last.rstrip()) + 1 + len(words[0]) <= width
        begins = _BEGINS.match(line) or _depth(line) or _depth(last)
        if not found or fits or begins or not last.strip():
            found.append(line)
        else:
            found[-1] = f"{found[-1].rstrip()} {line.lstrip()}"
        last = line
    return found


def _depth(line: str) -> int:
    return _QUOTED.match(line)[0].count(">")  # it matches anything
