"""What a text says of an image before anybody sees it: its size, and where its files are."""

from typing import NamedTuple

# Of phones and columns, and the largest that is kept.
WIDTHS = (480, 960, 1600)
TALLEST = 6_400
DIGEST = "[0-9a-f]{32}"
SUFFIXES = {"webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}


class ImageFacts(NamedTuple):
    """An image as it is kept: `width` by `height` pixels, as WebP and, for the rest, `fallback`.

    `digest` is of the largest WebP file, which is the image; the others were made beside it.
    """

    digest: str
    width: int
    height: int
    fallback: str

    @property
    def widths(self) -> list[int]:
        """How wide its files are, the whole image last."""
        return [each for each in WIDTHS if each < self.width] + [self.width]

    @property
    def whole(self) -> str:
        """The name of the file that is the image."""
        return f"{self.width}.webp"

    def address(self, width: int, suffix: str) -> str:
        """Return where one of its files is on this site."""
        return f"/images/{self.digest}/{width}.{suffix}"

    def addresses(self, suffix: str) -> str:
        """Return all of a kind, as `srcset` names them."""
        return ", ".join(f"{self.address(each, suffix)} {each}w" for each in self.widths)
