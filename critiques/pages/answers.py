"""What others than its author answered to an essay's objections, since some moment."""

from datetime import datetime
from typing import NamedTuple

from critiques.models import Tag
from critiques.people import Person, columns_of, person_of
from critiques.words import Act
from forum.models import Post, Reply


class OthersAnswer(NamedTuple):
    """An answer to an objection by somebody who did not write the essay."""

    at: datetime
    user: Person
    objection: int


def answers_since(since: datetime, post: Post) -> list[OthersAnswer]:
    """Return the answers after `since` that are not its author's own. One query."""
    tags = Tag.objects.filter(
        objection__post=post,
        act=Act.ANSWER,
        created_at__gt=since,
        reply__in=Reply.objects.heard_on(post),
    )
    found = tags.exclude(reply__author=post.author_id).order_by("created_at", "pk")
    rows = found.values_list("created_at", "objection", *columns_of("reply__author"))
    return [OthersAnswer(at, person_of(*person), pk) for at, pk, *person in rows]
