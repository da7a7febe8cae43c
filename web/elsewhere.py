"""What a link to a page looks like in other places."""

from typing import NamedTuple

from web.addresses import address_of


class Elsewhere(NamedTuple):
    """What is said of a page where somebody links to it; no title unless everybody may read it."""

    path: str
    title: str = ""
    description: str = ""
    # The essay whose picture it has.
    post: int = 0

    @property
    def picture(self) -> str:
        """The address of its picture."""
        return address_of("link-picture", self.post)
