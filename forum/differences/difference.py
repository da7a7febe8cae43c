"""The difference of two wordings: it never changes, so it is found once and kept."""

import json
from hashlib import sha256

from forum.differences.changes import Stretch, TextPiece, changes, difference
from web.page_cache import page_cache

# What is kept is of this kind: raise it with any change to how differences are found.
VERSION = 2
SECONDS = 7 * 24 * 60 * 60


def changes_between(before: str, after: str) -> list[TextPiece]:
    """Return what changed from one text to another, with what is far from any change folded.

    Only the lengths of its stretches are kept, and under a digest of both texts: no word that is
    removed stays behind.
    """
    words = f"{len(before)} {before}{after}".encode()
    key = f"difference:{VERSION}:{sha256(words).hexdigest()}"
    text = page_cache.kept(key, lambda: json.dumps(difference(before, after)), SECONDS)
    return changes(before, after, (Stretch(*each) for each in json.loads(text)))
