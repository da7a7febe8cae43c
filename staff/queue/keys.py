"""What waits for moderators, as forms and addresses name it."""

from typing import NamedTuple, Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from forum.models import Reply
from web.addresses import whole_number

# A page of the queue shows so many, and so many can be chosen at once.
MOST_CHOSEN = 50


class Key(NamedTuple):
    """An essay, one of its replies, or the claim of one of its objections (by number)."""

    post: int
    reply: int | None = None
    objection: int | None = None

    def __str__(self) -> str:
        claim = "" if self.objection is None else f"-{self.objection}"
        return f"{self.post}-{self.reply or ''}{claim}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the key that `str` wrote, or None for anything else."""
        post, *rest = (whole_number(each) for each in text.split("-"))
        if post is None or len(rest) not in (1, 2):
            return None
        key = cls(post, *rest)
        return key if str(key) == text else None


def parse_keys(texts: list[str]) -> list[Key]:
    """Return the keys in these texts, each of which may hold several; nonsense is left out."""
    found = (Key.parse(each) for text in texts for each in text.split())
    return list(dict.fromkeys(key for key in found if key))


def in_lock_order(keys: list[Key]) -> list[Key]:
    """Return the keys so that their posts are locked in the order of their ids. One query.

    A reply may have moved to another post since its key was written. Raises ValidationError for
    more than a page of the queue has.
    """
    if len(keys) > MOST_CHOSEN:
        raise ValidationError(
            gettext("Choose at most %(most)d at once; you sent %(number)d.")
            % {"most": MOST_CHOSEN, "number": len(keys)}
        )
    posts = dict(
        Reply.objects.filter(pk__in=[key.reply for key in keys if key.reply])
        .order_by()
        .values_list("pk", "post")
    )

    def place(key: Key) -> tuple[int, int, int]:
        return posts.get(key.reply, key.post), key.reply or 0, key.objection or 0

    return sorted(keys, key=place)
