"""Others’ words in a mail: kept as quotations where they are the record’s, never as one’s own."""

import re
from collections.abc import Sequence

# Letters and digits that a line has before it is told from chance.
ENOUGH = 30
_QUOTED = re.compile(r"\s{0,3}>")
_PREFIX = re.compile(r"[\s>]*")
# How programs write where words lead.
_LINK = re.compile(r"<[^<>\s]*>")
_ADDRESS = re.compile(r"[^\s@]@[^\s@]|https?://|www\.", re.IGNORECASE)


def is_quoted(line: str) -> bool:
    """Whether a line is marked as quoted."""
    return _QUOTED.match(line) is not None


def content(line: str) -> str:
    """Return a line without the marks of quotation."""
    return line[_PREFIX.match(line).end() :]  # it matches anything


def letters(text: str) -> str:
    """Return the letters and digits of a text alone, small: what mail programs leave as it was."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def marked(lines: Sequence[str], answered: str) -> list[str]:
    """Return the lines with a mark before each that has the words of what is answered.

    `answered` are its `letters`.
    """
    found = []
    for line in lines:
        said = "" if is_quoted(line) else letters(line)
        found.append(f"> {line.strip()}" if len(said) >= ENOUGH and said in answered else line)
    return found


def kept(lines: Sequence[str], answered: str, title: str = "") -> list[str]:
    """Return the lines without what is quoted and is not said in what is answered.

    Where a quotation has any of its words the rest is not theirs: a program’s, the mail’s own, or
    changed. Where it has none it is of something else that the writer quotes, and stays, but for
    lines with addresses, which may be somebody’s own. `title` is what our mail says above the text:
    it goes, with what stands above it. As our mail quotes the text, whoever answers quotes a
    quotation; it is as deep as if they quoted the text itself. Both texts are their `letters`.
    """
    found: list[str] = []
    surplus = _surplus(lines, answered)
    for block in blocks(lines):
        if not is_quoted(block[0]):
            found += block
            continue
        block = _beneath(block, title)
        said = [letters(content(line)) for line in block]
        if any(len(each) >= ENOUGH and each in answered for each in said):
            block = [line for line, each in zip(block, said, strict=True) if each in answered]
        else:
            block = [line for line in block if not _ADDRESS.search(line)]
        found += _trimmed([_raised(line, surplus, answered) for line in block])
    return found


def _surplus(lines: Sequence[str], answered: str) -> int:
    """Return how many marks too many stand before the words of what is answered."""
    depths = [
        _depth(line)
        for line in lines
        if is_quoted(line) and len(said := letters(content(line))) >= ENOUGH and said in answered
    ]
    return min(depths, default=1) - 1


def _raised(line: str, surplus: int, answered: str) -> str:
    """Return a quoted line of what is answered with fewer marks; one is left."""
    fewer = min(surplus, _depth(line) - 1) if letters(content(line)) in answered else 0
    for _ in range(fewer):
        line = line[line.index(">") + 1 :]
    return line


def _depth(line: str) -> int:
    return _PREFIX.match(line)[0].count(">")  # it matches anything


def _beneath(block: list[str], title: str) -> list[str]:
    """Return the lines of a quotation beneath the first that is our mail’s title, if one is."""
    for place, line in enumerate(block):
        if title and letters(_LINK.sub("", content(line))) == title:
            return block[place + 1 :]
    return block


def blocks(lines: Sequence[str]) -> list[list[str]]:
    """Return the lines in runs: quoted, not quoted, quoted, …"""
    found: list[list[str]] = []
    for line in lines:
        if not found or is_quoted(found[-1][-1]) != is_quoted(line):
            found.append([])
        found[-1].append(line)
    return found


def _trimmed(block: list[str]) -> list[str]:
    """Return a quotation without empty lines at either end."""
    while block and not content(block[0]):
        block = block[1:]
    while block and not content(block[-1]):
        block = block[:-1]
    return block
