"""What was said of a post's objections, read once for each version of it and then kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from django.db.models import QuerySet

from accounts.statements import Statement
from critiques.groups import Forest
from critiques.models import Objection, Round
from critiques.record.cards import ObjectionCard, card
from critiques.record.course.happenings import Happenings, Story, happenings_in, story_of
from critiques.record.course.presence import wrote_in
from critiques.record.course.undone import Undone
from critiques.record.coverage import Coverage, coverage_in
from critiques.record.exchange.beneath import Below, beneath
from critiques.record.exchange.discussion import Discussion, discussion_of
from critiques.record.hydration import hydrated_and_seen
from critiques.record.insiders import sees_as_public
from critiques.record.mark import MarkSeen, kept
from critiques.record.similar import similar_in
from critiques.record.turns import Turn, turn_of
from critiques.status import Said, Word
from forum.models import Post

T = TypeVar("T")


class OpenedRound(NamedTuple):
    """A round of letters, and since when there is one."""

    number: int
    opened_at: datetime


class Course(NamedTuple):
    """What happened to them in the course of time, which are alike, and the rounds of letters."""

    story: Story
    similar: dict[int, set[int]]
    rounds: list[OpenedRound]
    # When each person last wrote in the discussion.
    wrote: Mapping[int, datetime]


@dataclass(frozen=True)
class Reading:
    """A post's critique as one viewer may see it; each part is read when it is first asked for.

    Where that is as the public sees it, parts are kept, as long as nothing is written to the
    essay, its thread or its critique, and shared. They are plain values: nobody may change them.
    """

    post: Post
    viewer: Any
    # Whether the viewer sees what the public sees.
    public: bool

    @cached_property
    def cards(self) -> dict[int, ObjectionCard]:
        """What pages show of each objection, by its id. Three queries, or none."""
        # What is kept for all is made for nobody.
        viewer = None if self.public else self.viewer
        return self.keep("cards", lambda: _cards_of(self.post, viewer))

    @cached_property
    def forest(self) -> Forest:
        """Which became part of which."""
        return Forest({pk: each.merged_into_id for pk, each in self.cards.items()})

    @cached_property
    def happenings(self) -> Happenings:
        """What happened to each. Seven queries, or none."""
        return happenings_in(self._course.story, self.cards)

    @property
    def undone(self) -> Sequence[Undone]:
        """What moderators took back."""
        return self._course.story.undone

    def turn(self, pk: int) -> Turn:
        """Return whose move an objection is. Nothing is asked but what `happenings` asks."""
        told, card = self._course.story.told, self.cards[pk]
        said = [
            Said(deed.user or 0, deed.counts, deed.at, of)
            for of in self.forest.group(pk)
            for deed in told[of].said
        ]
        return turn_of(
            status=card.status,
            objection=pk,
            author=self.post.author_id,
            raised_at=card.created_at,
            words=[Word(deed.what, deed.at) for deed in told[pk].words],
            said=sorted(said, key=lambda each: (each.at, each.of)),
            wrote=self._course.wrote,
        )

    def alike(self, pk: int) -> list[ObjectionCard]:
        """Return the cards of what is similar to an objection."""
        return [self.cards[each] for each in sorted(self.similar.get(pk, ())) if each in self.cards]

    @property
    def similar(self) -> Mapping[int, set[int]]:
        """Which are alike, for those that are like any."""
        return self._course.similar

    @property
    def rounds(self) -> list[OpenedRound]:
        """The rounds of letters, in their order."""
        return self._course.rounds

    @cached_property
    def essay_url(self) -> str:
        """Where the essay is read."""
        return self.post.get_absolute_url()

    @cached_property
    def coverage(self) -> Coverage:
        """What the replies do; it is the same for all viewers. Three queries, or none."""

        def made() -> tuple[Coverage, MarkSeen | None]:
            branches, _, tags, seen = self._replies
            return coverage_in(branches, tags), seen

        return kept("coverage", self.post, made)

    @cached_property
    def below(self) -> Mapping[int, Below]:
        """What was said beneath each, the same for all viewers; the queries of `coverage`."""
        ends, author = self.forest.ends, self.post.author_id

        def made() -> tuple[dict[int, Below], MarkSeen | None]:
            return beneath(self._replies, ends, author), self._replies.seen

        return kept("beneath", self.post, made)

    def keep(self, what: str, make: Callable[[], tuple[T, MarkSeen | None]]) -> T:
        """Return what `make` made of this reading, kept as `what` where it is the public's."""
        return kept(what, self.post, make) if self.public else make()[0]

    @cached_property
    def _replies(self) -> Discussion:
        return discussion_of(self.post.pk)

    @cached_property
    def _course(self) -> Course:
        return self.keep("course", lambda: _course_of(self.post, self.cards))


def reading_of(post: Post, viewer: Any) -> Reading:
    """Return the reading of a post that `viewer` may know of. One query if signed in, else none.

    It must be asked of no post that is locked in this transaction.
    """
    return Reading(post, viewer, sees_as_public(viewer, post))


def _cards_of(post: Post, viewer: Any) -> tuple[dict[int, ObjectionCard], MarkSeen | None]:
    found, seen = hydrated_and_seen(_numbered.rows(None, post.pk), viewer, post)
    return {each.pk: card(each, viewer) for each in found}, seen


def _course_of(post: Post, cards: Mapping[int, ObjectionCard]) -> tuple[Course, MarkSeen | None]:
    story, similar = story_of(post, cards), dict(similar_in(post.pk))
    wrote = wrote_in(post, story.told.values())
    rows = _rounds.rows(None, post.pk)
    rounds = [OpenedRound(number, at) for number, at, *_ in rows]
    return Course(story, similar, rounds, wrote), MarkSeen(*rows[-1][2:]) if rows else None


@Statement
def _numbered(_: Any, post_id: int) -> QuerySet[Objection]:
    found = Objection.objects.filter(post=post_id, number__isnull=False)
    return found.order_by("number").for_cards()


@Statement
def _rounds(_: Any, post_id: int) -> QuerySet[Any, tuple[Any, ...]]:
    rounds = Round.objects.filter(post=post_id).order_by("number")
    return rounds.values_list("number", "opened_at", "post__version", "post__stamp")
