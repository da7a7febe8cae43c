"""What somebody wrote, in so many whole sentences as fit."""

from functools import lru_cache

from critiques.prose.sentences import sentences
from forum.text import excerpt

# However long its first sentence is: a text without a full stop is one.
HARD = 700
# Of a text so many times that is looked at.
READ = 4


@lru_cache(maxsize=512)
def whole_sentences(text: str, length: int) -> str:
    """Return the sentences a text begins with that fit into `length` characters, at least one.

    Where they take less than half of that, one more, which may take as much again: after “Fair.”
    comes what is meant. Nothing is cut within a sentence, but with “…” one that is longer than any
    should be. It is kept for a moment: what is told of a text is told again.
    """
    if len(text) <= length:
        return text
    end = 0
    head = text[: READ * max(HARD, length)]
    for _, until in sentences(head, {len(head)}):
        if end and until > (length if end > length / 2 else 2 * length):
            break
        end = until
        if end > length:
            break
    return excerpt(text[:end].rstrip() if end else text, max(HARD, length))


def without_claim(text: str, claim: str) -> str:
    """Return a text without its first sentence where that says no more than `claim`."""
    first = whole_sentences(text, 1)
    said, stands = (each.rstrip(" .!?…。！？").casefold() for each in (first, claim))
    return text[len(first) :].lstrip() if said in stands else text
