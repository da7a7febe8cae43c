"""What a link to a page looks like in other places."""

from typing import NamedTuple


class Elsewhere(NamedTuple):
    """What is said of a page where somebody links to it; no title unless everybody may read it."""

    path: str
    title: str = ""
    description: str = ""
