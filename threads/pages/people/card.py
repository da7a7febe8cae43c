"""A card about a person, shown beside their name."""

from dataclasses import dataclass
from typing import Self

from django.db.models import QuerySet

from accounts.models import User
from critiques.prose.excerpts import whole_sentences
from critiques.prose.quotations import own_words
from forum.models import Post, Reply
from threads.pages.people.biography import ShownBiography
from threads.pages.postlines import public_posts
from web.dates import day

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
            essays=counted(public_posts(None).filter(author=person), "essay", "essays"),
            replies=counted(replies, "reply", "replies"),
        )


def counted(texts: QuerySet[Post] | QuerySet[Reply], one: str, many: str) -> str:
    """Return how many there are, “12 essays” or “more than 1,000 replies”. One query."""
    count = texts.order_by()[: MOST + 1].count()
    if count > MOST:
        return f"more than {MOST:,} {many}"
    return f"{count:,} {one if count == 1 else many}"
