"""The formats in which a critique goes out: by address and by command, the same bytes."""

from collections.abc import Callable
from dataclasses import dataclass

from critiques.discussion.exporting import exported
from critiques.exports.annotations import PROFILE, annotations
from critiques.exports.argdown import argdown
from critiques.exports.markdown import markdown
from critiques.exports.spreadsheet import spreadsheet


@dataclass(frozen=True)
class Format:
    """A format by its name on the command line, and by the ending of its address.

    `write` takes the id of a post and what goes before every path.
    """

    name: str
    suffix: str
    content_type: str
    # Shown by a browser, not saved.
    inline: bool
    write: Callable[[int, str], str]


def _discussion(post_id: int, base: str) -> str:
    # The discussion file holds no addresses.
    return exported(post_id)


FORMATS = (
    Format("markdown", "md", "text/markdown", True, markdown),
    Format("csv", "csv", "text/csv", False, spreadsheet),
    Format("argdown", "argdown", "text/vnd.argdown", False, argdown),
    Format("jsonld", "jsonld", PROFILE, True, annotations),
    Format("json", "json", "application/json", True, _discussion),
)
NAMES = {each.name: each for each in FORMATS}
SUFFIXES = {each.suffix: each for each in FORMATS}
