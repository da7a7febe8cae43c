"""The author's page after a revision: which objections does it answer?"""

from dataclasses import dataclass, replace
from typing import Any, Self

from django.http import QueryDict

from critiques.models import Receipt
from critiques.models.receipts import WORDS_LIMIT
from critiques.record.cards import ObjectionCard, cards_for
from critiques.record.receipts import difference
from critiques.words import Status
from forum.actions.checks import check_may_revise
from forum.models import Post, PostRevision
from web.refusals import refused_as_page

CLOSED = (Status.MERGED, Status.STRUCK, Status.WITHDRAWN)


@dataclass(frozen=True)
class Answerable:
    """One objection that a revision may answer, with what was ticked and typed so far."""

    o: ObjectionCard
    given: bool
    ticked: bool = False
    words: str = ""


@dataclass(frozen=True)
class ReceiptsPage:
    """The objections that a revision may answer, unresolved first. Four queries."""

    title: str
    url: str
    post: int
    revision: int
    changes: str
    lines: list[Answerable]
    limit: int = WORDS_LIMIT

    @classmethod
    def load(cls, *, viewer: Any, post_id: int, revision: int) -> Self:
        """Load it for the post's author.

        Raises Post.DoesNotExist, PostRevision.DoesNotExist, or PermissionDenied for anybody else
        and where the discussion is locked.
        """
        post = Post.objects.known_to(viewer).get(pk=post_id)
        with refused_as_page():
            check_may_revise(viewer, post)
        later = PostRevision.objects.filter(post=post, number__gt=1)
        wording = later.only("pk").get(number=revision)
        cards = sorted(cards_for([post_id], viewer).values(), key=lambda card: card.rank)
        given = set(Receipt.objects.filter(revision=wording).values_list("objection", flat=True))
        return cls(
            title=post.title,
            url=post.get_absolute_url(),
            post=post_id,
            revision=revision,
            changes=difference(post_id, revision - 1, revision),
            lines=[Answerable(o, o.pk in given) for o in cards if o.status not in CLOSED],
        )

    def with_typed(self, data: QueryDict) -> Self:
        """Return the page with what was ticked and typed."""
        ticked = set(data.getlist("answers"))
        return replace(
            self,
            lines=[
                replace(
                    line,
                    ticked=str(line.o.number) in ticked,
                    words=data.get(f"words-{line.o.number}", ""),
                )
                for line in self.lines
            ],
        )
