"""What a writer is told of the images in a text: which are not shown, and which say nothing."""

import re

from django.utils.translation import gettext_lazy

from forum.markup.code.fences import find_fences
from forum.markup.images import REFERENCE, Images

ELSEWHERE = gettext_lazy(
    "A picture of another site stands there as a link, as nothing is loaded from elsewhere. To "
    "show it, add it here."
)
UNDESCRIBED = gettext_lazy(
    "A picture has no description. Write between its square brackets what it shows, for those who "
    "cannot see it."
)
UNKNOWN = gettext_lazy(
    "A picture is not here, or not yours to show: its place is empty. Add it again."
)
_IMAGE = re.compile(r"!\[((?:[^\[\]\\]|\\.){0,2000})\]\(\s*<?([^\s()<>]{1,2000})")
_CODE = re.compile(r"(`+)[^`]{1,2000}\1")


def remarks(source: str, images: Images) -> list[str]:
    """Return what is to be said, each once; `images` are those that the text may show."""
    found = set()
    for alt, address in _IMAGE.findall(_without_code(source)):
        reference = REFERENCE.fullmatch(address)
        if address.lower().startswith(("http://", "https://")):
            found.add(ELSEWHERE)
        elif address.startswith("image:") and not (reference and reference[1] in images):
            found.add(UNKNOWN)
        elif reference and not alt.strip():
            found.add(UNDESCRIBED)
    return sorted(map(str, found))


def _without_code(source: str) -> str:
    lines = source.replace("\r\n", "\n").split("\n")
    for fence in reversed(find_fences(lines)):
        del lines[fence.start : fence.end + 1]
    return _CODE.sub("", "\n".join(lines))
