"""What is stored of each objection for speed, computed afresh from the events."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from accounts.statements import Statement
from critiques.groups import Count, Forest
from critiques.models import Holder, HolderEvent, Objection, Position
from critiques.querysets.positions import heard
from critiques.status import Said, Word, status_of
from critiques.words import Status
from forum.models import Post

BATCH = 500


class Facts(NamedTuple):
    """The derived columns of an objection."""

    status: Status
    holder_count: int
    main_count: int
    whole_id: int | None
    by_former: bool


def compute(post: Post, ids: Collection[int] | None = None) -> dict[int, Facts]:
    """Return the facts of the post's objections by their id: of all, or of the groups of `ids`.

    People who merged along with an objection speak for the one they are now part of; people
    who left hold nothing, and what else they said stays said; a position whose reply readers
    cannot see does not count. Four queries.
    """
    objections = {pk: (into, struck) for pk, into, struck in _objections.rows(None, post.pk)}
    forest = Forest({pk: into for pk, (into, _) in objections.items()})
    ends = forest.ends
    tops = dict.fromkeys(ends[pk] for pk in (objections if ids is None else ids))
    groups = {top: forest.group(top) for top in tops}
    involved = [pk for group in groups.values() for pk in group]

    said: dict[int, list[Said]] = defaultdict(list)
    for pk, *each in _events.rows(None, involved):
        said[pk].append(Said(*each, of=pk))
    words: dict[int, list[Word]] = defaultdict(list)
    spoke: dict[int, int] = {}
    for pk, *each in _words.rows(None, involved):
        *word, spoke[pk] = each
        words[pk].append(Word(*word))
    mains: dict[int, list[int]] = defaultdict(list)
    for pk, user in _mains.rows(None, involved):
        mains[pk].append(user)

    facts = {}
    for top, group in groups.items():
        counts: dict[int, Count] = {}
        # Parts before what they are part of.
        for pk in reversed(group):
            into, struck_at = objections[pk]
            count = counts.pop(pk, Count()).absorb(Count.of(said[pk], mains[pk]))
            facts[pk] = Facts(
                status=status_of(
                    objection=pk,
                    merged=into is not None,
                    struck=struck_at is not None,
                    said=_in_time(said, group) if pk == top else (),
                    words=words[pk],
                ),
                holder_count=count.holding,
                main_count=count.main,
                whole_id=top if pk != top else None,
                by_former=spoke.get(pk, post.author_id) != post.author_id,
            )
            if into is not None and pk != top:
                counts[into] = counts.get(into, Count()).absorb(count)
    return facts


@Statement
def _objections(_: Any, post_id: int) -> QuerySet:
    rows = Objection.objects.filter(post=post_id).order_by("number", "pk")
    return rows.values_list("pk", "merged_into", "struck_at")


@Statement
def _events(_: Any, objections: Sequence[int]) -> QuerySet:
    events = HolderEvent.objects.filter(objection__in=objections).as_counted()
    events = events.order_by("created_at", "objection", "pk")
    return events.values_list("objection", "user", "counts", "created_at")


@Statement
def _words(_: Any, objections: Sequence[int]) -> QuerySet:
    positions = Position.objects.filter(heard(), objection__in=objections)
    positions = positions.order_by("created_at", "pk")
    return positions.values_list("objection", "position", "created_at", "author")


@Statement
def _mains(_: Any, objections: Sequence[int]) -> QuerySet:
    chosen = Holder.objects.filter(
        objection__in=objections, is_main=True, user__left_at__isnull=True
    )
    return chosen.values_list("objection", "user")


@Statement
def _stored(_: Any, objections: Sequence[int]) -> QuerySet:
    stored = Objection.objects.filter(pk__in=objections).order_by()
    return stored.values_list("pk", *Facts._fields)


def refresh(post: Post, *objections: Objection) -> None:
    """Write the facts of these objections, and of all in their groups, where they changed.

    The post must be locked in this transaction. Five queries, and one for each 500 that changed.
    """
    facts = compute(post, {each.pk for each in objections})
    store(facts)
    for objection in objections:
        for column, value in facts[objection.pk]._asdict().items():
            setattr(objection, column, value)


def store(facts: dict[int, Facts]) -> None:
    """Write these facts where others are stored."""
    changed = [
        Objection(pk=pk, **facts[pk]._asdict())
        for pk, *was in _stored.rows(None, list(facts))
        if facts[pk] != tuple(was)
    ]
    if changed:
        Objection.objects.bulk_update(changed, Facts._fields, batch_size=BATCH)


def _in_time(said: dict[int, list[Said]], group: list[int]) -> list[Said]:
    every = [each for pk in group for each in said[pk]]
    return sorted(every, key=lambda each: (each.at, each.of))
