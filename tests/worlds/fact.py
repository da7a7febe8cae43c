"""What readers of the thread know, as one plain sentence each."""

from typing import NamedTuple


class Fact(NamedTuple):
    """`words` stand together `where` the critique's summary tells of it.

    That is the row of the objection or question with this number, or a section of the page:
    “head”, “favour”, “coverage”.
    """

    where: int | str
    says: str
    words: tuple[str, ...]
