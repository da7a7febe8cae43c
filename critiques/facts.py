"""What is stored of each objection for speed, computed afresh from the events."""

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from critiques.heard import heard
from critiques.models import Holder, HolderEvent, Objection, Position
from critiques.status import Said, Word, status_of
from critiques.words import HOLDING, Status
from forum.models import Post

BATCH = 500


class Facts(NamedTuple):
    """The derived columns of an objection."""

    status: Status
    holder_count: int
    main_count: int


def compute(post: Post, ids: Collection[int] | None = None) -> dict[int, Facts]:
    """Return the facts of the post's objections by their id: of all, or of those in `ids`.

    People who merged along with an objection speak for the one they are now part of; people
    who left are not counted; a position whose reply readers cannot see does not count.
    """
    objections = {each.pk: each for each in Objection.objects.filter(post=post)}
    wanted = objections.keys() if ids is None else set(ids)
    whole = {pk: each.merged_into_id for pk, each in objections.items()}
    parts = {pk: _with_parts(pk, whole) for pk in wanted}
    involved = {pk for group in parts.values() for pk in group}

    said = defaultdict(list)
    events = HolderEvent.objects.filter(objection__in=involved, user__left_at__isnull=True)
    for event in events.order_by("created_at", "pk"):
        said[event.objection_id].append(Said(event.user_id, event.event, event.created_at))
    words = defaultdict(list)
    for word in Position.objects.filter(heard(), objection__in=wanted).order_by("created_at", "pk"):
        words[word.objection_id].append(Word(word.position, word.created_at))
    mains = set(
        Holder.objects.filter(
            objection__in=involved, is_main=True, user__left_at__isnull=True
        ).values_list("objection", "user")
    )

    facts = {}
    for pk in wanted:
        objection = objections[pk]
        group = sorted((s for part in parts[pk] for s in said[part]), key=lambda each: each.at)
        state = {each.user: each.event for each in group}
        holding = {user for user, event in state.items() if event in HOLDING}
        facts[pk] = Facts(
            status=status_of(
                merged=objection.merged_into_id is not None,
                struck=objection.struck_at is not None,
                said=group,
                words=words[pk],
            ),
            holder_count=len(holding),
            main_count=len({u for part, u in mains if part in parts[pk] and u in holding}),
        )
    return facts


def group_of(objection: Objection) -> set[int]:
    """Return the ids of an objection and of all that were merged into it."""
    same_post = Objection.objects.filter(post=objection.post_id)
    return _with_parts(objection.pk, dict(same_post.values_list("pk", "merged_into")))


def refresh(post: Post, *objections: Objection) -> None:
    """Write the facts of these objections, and of those they are part of, where they changed.

    The post must be locked in this transaction.
    """
    ids = set()
    for objection in objections:
        at: Objection | None = objection
        while at is not None and at.pk not in ids:
            ids.add(at.pk)
            at = at.merged_into
    facts = compute(post, ids)
    store(facts)
    for objection in objections:
        for column, value in facts[objection.pk]._asdict().items():
            setattr(objection, column, value)


def store(facts: dict[int, Facts]) -> None:
    """Write these facts where others are stored."""
    stored = Objection.objects.filter(pk__in=facts).order_by().values_list("pk", *Facts._fields)
    changed = [
        Objection(pk=pk, **facts[pk]._asdict()) for pk, *was in stored if facts[pk] != tuple(was)
    ]
    Objection.objects.bulk_update(changed, Facts._fields, batch_size=BATCH)


def _with_parts(pk: int, whole: dict[int, int | None]) -> set[int]:
    group, fresh = {pk}, {pk}
    while fresh:
        fresh = {part for part, into in whole.items() if into in fresh} - group
        group |= fresh
    return group
