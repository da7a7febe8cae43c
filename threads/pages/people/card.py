"""A card about a person, shown beside their name."""

from dataclasses import dataclass
from typing import Self

from django.db.models import QuerySet
from django.utils.translation import ngettext

from accounts.models import User
from critiques.prose.excerpts import whole_sentences
from forum.models import Post, Reply
from forum.text import own_words
from threads.pages.lists.postlines import public_posts
from threads.pages.people.biography import ShownBiography
from web.dates import day
from web.numbers import grouped

SHOWN = 160
# More are not counted.
MOST = 1000


@dataclass(frozen=True)
class PersonCard:
    """Who somebody is and how much they wrote, as the public reads it: the same for everybody.

    Four queries at most, and no more than a thousand texts of each kind are counted.
    """

    name: str
    username: str
    moderates: bool
    since: str
    has_left: bool
    about: str
    essays: str
    replies: str

    @classmethod
    def load(cls, *, username: str) -> Self:
        """Load it; raises User.DoesNotExist."""
        person = User.objects.named(username).get()
        about = ShownBiography.of(person, None).html
        replies = Reply.objects.readable_by(None).filter(author=person)
        return cls(
            name=person.shown_name,
            username=person.username,
            moderates=person.is_moderator,
            since=day(person.date_joined),
            has_left=person.left_at is not None,
            about=whole_sentences(own_words(about), SHOWN) if about else "",
            essays=essays_in(public_posts(None).filter(author=person)),
            replies=_replies_in(replies),
        )


def essays_in(essays: QuerySet[Post]) -> str:
    """Return how many there are, “12 essays” or “more than 1,000 essays”. One query."""
    count = _counted(essays)
    said = ngettext("%(count)s essay", "%(count)s essays", count)
    if count > MOST:
        said = ngettext("more than %(count)s essay", "more than %(count)s essays", MOST)
    return said % {"count": grouped(min(count, MOST))}


def _replies_in(replies: QuerySet[Reply]) -> str:
    count = _counted(replies)
    said = ngettext("%(count)s reply", "%(count)s replies", count)
    if count > MOST:
        said = ngettext("more than %(count)s reply", "more than %(count)s replies", MOST)
    return said % {"count": grouped(min(count, MOST))}


def _counted(texts: QuerySet[Post] | QuerySet[Reply]) -> int:
    return texts.order_by()[: MOST + 1].count()
