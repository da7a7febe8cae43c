"""Objections with what a viewer may see of their claims, added to a whole page at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from accounts.rules import is_moderator
from accounts.statements import Statement
from critiques.models import Holder, Objection
from critiques.querysets.wordings import removed_words
from critiques.record.mark import MarkSeen, seen_now, seen_of
from critiques.record.passages import shown_passages
from critiques.words import HOLDING, Status
from forum.models import Post, Reply, ReplyRevision, State

NO_POST = -1
RAISING = ("pk", "post", "state", "essay__state", "readable", "reworded")


class Raised(NamedTuple):
    """The reply that raised an objection; `reworded`: moderators removed a wording of it."""

    state: str
    readable: bool
    away: bool
    reworded: bool


class HolderWording(NamedTuple):
    """How somebody puts an objection that they hold since then; `after_answers`: after all that
    its author said of it."""

    words: str
    since: datetime
    after_answers: bool


def hydrated(objections: Iterable[Objection], viewer: Any) -> list[Any]:
    """Return objections of posts that `viewer` may know of, ready for reading.

    Each gains `raised_state`, `raised_readable` (may `viewer` read the reply that raised it?),
    `raised_away` (is that elsewhere now?), `other_wording` (a present holder's own words that
    `viewer` may read, where that reply was withdrawn; it is put so since they hold it),
    `claim_removed` (do only removed wordings of it say this?) and `shown_passage`. One query, and
    one more where a reply that raised one was withdrawn, moved, or has a removed wording, and where
    a passage was lost.
    """
    return hydrated_and_seen(objections, viewer, None)[0]


def objections_in(rows: Iterable[Any]) -> list[Objection]:
    """Return the objections of rows that were read with `put_so` of them."""
    found = []
    for row in rows:
        row.objection.worded_at, row.objection.outworded = row.worded_at, row.outworded
        found.append(row.objection)
    return found


def hydrated_and_seen(
    objections: Iterable[Objection], viewer: Any, post: Post | None
) -> tuple[list[Any], MarkSeen | None]:
    """Return them, all of `post` where that is given, and as what it was seen at the end.

    That is one query more where `hydrated` asks more than one.
    """
    found: list[Any] = list(objections)
    raised, seen, away = _raised(found, viewer, post)
    removed = _removed(found, raised, viewer)
    orphans = [each.pk for each in found if raised[each.raised_in_id].state == State.WITHDRAWN]
    wordings: dict[int, HolderWording] = {}
    if orphans:
        holders = Holder.objects.for_reading(viewer).filter(
            objection__in=orphans, state__in=HOLDING
        )
        for holder in holders.joining_after_answers().order_by("since", "pk"):
            if holder.readable_wording:
                own = HolderWording(holder.readable_wording, holder.since, holder.after_answers)
                wordings.setdefault(holder.objection_id, own)
    passages = shown_passages(found, viewer)
    for each in found:
        each.shown_passage = passages.get(each.pk)
        each.claim_removed = each.pk in removed
        each.raised_state, each.raised_readable, each.raised_away, _ = raised[each.raised_in_id]
        if each.raised_elsewhere:
            each.raised_state, each.raised_readable, each.raised_away = State.VISIBLE, True, True
        put = wordings.get(each.pk)
        each.other_wording = put.words if put else ""
        if put and not each.raised_readable and each.status != Status.CONCEDED:
            each.worded_at, each.outworded = put.since, put.after_answers
    asked_more = away or removed or orphans or any(r.reworded for r in raised.values())
    asked_more = asked_more or any(each.passage_state == "lost" for each in found)
    return found, seen_now(post) if post and asked_more else seen


def readable_claim(objection: Any, viewer: Any) -> str | None:
    """Return the claim that `viewer` may read, or None where it was removed or taken back."""
    if objection.struck_at and not is_moderator(viewer):
        return None
    claim = None if objection.claim_removed else objection.claim or None
    if objection.raised_readable:
        return claim
    if objection.raised_state == State.WITHDRAWN and objection.holder_count:
        # It lives on with those who still hold it, in their words where they gave some; what the
        # author agreed with only as that was put.
        agreed = objection.status == Status.CONCEDED
        return claim if agreed else objection.other_wording or claim
    return None


def _removed(objections: list[Any], raised: dict[int, Raised], viewer: Any) -> set[int]:
    """Return the objections whose claims stand only in wordings that moderators removed."""
    asked = [each.pk for each in objections if raised[each.raised_in_id].reworded]
    if not asked:
        return set()
    removed = removed_words(viewer, reply="raised_in", words="claim")
    return set(Objection.objects.filter(removed, pk__in=asked).values_list("pk", flat=True))


@Statement
def _raising(viewer: Any, post_id: int, replies: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    reworded = ReplyRevision.objects.filter(reply=OuterRef("pk")).removed_for(viewer)
    found: QuerySet[Reply] = Reply.objects.filter(pk__in=replies).with_readable(viewer)
    seen = seen_of(Post.objects.filter(pk=post_id))
    found = found.annotate(reworded=Exists(reworded), **seen)
    return found.values_list(*RAISING, *seen)


def _raised(
    objections: list[Any], viewer: Any, of: Post | None
) -> tuple[dict[int, Raised], MarkSeen | None, bool]:
    homes = {each.raised_in_id: each.post_id for each in objections}
    rows = _raising.rows(viewer, of.pk if of else NO_POST, list(homes))
    seen = MarkSeen(*rows[-1][len(RAISING) :]) if of and rows else None
    elsewhere = {post for pk, post, *_ in rows if post != homes[pk]}
    known: set[int] = set()
    if elsewhere:
        posts = Post.objects.known_to(viewer).filter(pk__in=elsewhere)
        known = set(posts.values_list("pk", flat=True))
    raised = {}
    for pk, post, state, made, readable, reworded, *_ in rows:
        if post != homes[pk] and post not in known:
            raised[pk] = Raised(State.HIDDEN, False, True, reworded)
        else:
            away = post != homes[pk] or made is not None
            shown = State.WITHDRAWN if made == State.WITHDRAWN else state
            raised[pk] = Raised(shown, readable, away, reworded)
    return raised, seen, bool(elsewhere)
