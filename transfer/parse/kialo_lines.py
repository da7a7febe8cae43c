"""The lines of Kialo’s text export, each read by itself."""

import re
from typing import NamedTuple

from transfer.values import wrong

TITLE = re.compile(r"^Discussion (?:Title|Name):\s*(.+)$")
CLAIM = re.compile(r"^(\d+(?:\.\d+)*)\.(?:\s+(?:(Pro|Con)(?:\s*:\s*|$))?(.*))?$", re.IGNORECASE)
LINK = re.compile(r"^->\s*See\s+(\d+(?:\.\d+)*)\.?$", re.IGNORECASE)
# In Kialo these are signs like others at the start of a claim: “> 50 %”, “1984. A year”, “- 5 °C”.
BLOCK = re.compile(r"^(?:(\d{1,9})(?=\.\s)|(?=>|[+*-]\s|#{1,6}\s))")


class ClaimLine(NamedTuple):
    """A line with a claim: its address, its side (“Pro”, “Con” or “”), its words."""

    number: int
    place: str
    address: str
    side: str
    words: str

    @property
    def link(self) -> str | None:
        """The address of another claim, where it only points there."""
        match = LINK.match(self.words.strip())
        return match[1] if match else None

    @property
    def above(self) -> str:
        """The address of the claim that it is beneath."""
        return self.address.rpartition(".")[0]


def place_of(line: int) -> str:
    """Return what names a line in what is refused."""
    return f"line {line}, column 1"


def title_in(line: str, place: str) -> str:
    """Return the title that the first line has; raises ValidationError where it has none."""
    match = TITLE.match(line)
    if not match:
        raise wrong(place, "expected “Discussion Title: …”.")
    return match[1]


def claim_line(number: int, line: str) -> ClaimLine:
    """Read a line without the space around it; raises ValidationError where it is no claim."""
    match, place = CLAIM.match(line), place_of(number)
    if not match:
        raise wrong(place, "expected a claim like “1.2. Con: …”.")
    words = BLOCK.sub(r"\1\\", match[3] or "")
    return ClaimLine(number, place, match[1], (match[2] or "").capitalize(), words)
