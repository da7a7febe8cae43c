"""What a page of notices speaks of, read at once, as far as its reader may read it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Self

from django.db.models import Q

from critiques.models import (
    ClaimVersion,
    HolderEvent,
    Objection,
    Position,
    Proposal,
    Receipt,
    Tag,
)
from critiques.querysets.positions import heard
from critiques.record.cards import ObjectionCard, card
from critiques.record.hydration import hydrated
from forum.models import Post, PostRevision, Reply, Thanks
from notifications.clicks import clicks, day_of, within
from notifications.models import Notification
from notifications.words import Thing
from threads.replies.chips import Chips, chips_for


@dataclass(frozen=True)
class NoticeFacts:
    """Rows by their numbers; `receipts` by revision, `clicks` by essay and day."""

    posts: dict[int, Post]
    replies: dict[int, Reply]
    chips: Chips
    cards: dict[int, ObjectionCard]
    positions: dict[int, Position]
    lines: dict[int, HolderEvent]
    revisions: dict[int, PostRevision]
    receipts: dict[int, list[Receipt]]
    proposals: dict[int, Proposal]
    wordings: dict[int, ClaimVersion]
    thanks: dict[int, Thanks]
    clicks: dict[tuple[int, int], list[HolderEvent]]

    @classmethod
    def load(cls, rows: Sequence[Notification], viewer: Any) -> Self:
        """Read it. Twenty-four queries at most, whatever the number of rows."""
        of: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            of[row.thing].append(row.number)
        replies = _by_pk(
            Reply.objects.readable_by(viewer).select_related("author", "parent"), of[Thing.REPLY]
        )
        positions = _by_pk(
            Position.objects.filter(heard()).select_related("author", "reply__author"),
            of[Thing.POSITION],
        )
        lines = _by_pk(
            HolderEvent.objects.for_reading(viewer).select_related("user"), of[Thing.LINE]
        )
        revisions = _by_pk(
            PostRevision.objects.defer("body", "plain", "title", "in_short"), of[Thing.REVISION]
        )
        receipts = defaultdict(list)
        if revisions:
            for each in Receipt.objects.filter(revision__in=revisions):
                receipts[each.revision_id].append(each)
        proposals = _by_pk(Proposal.objects.select_related("proposer"), of[Thing.PROPOSAL])
        wordings = _by_pk(
            ClaimVersion.objects.for_reading(
                viewer, reply="objection__raised_in", words="text"
            ).select_related("writer"),
            of[Thing.WORDING],
        )
        thanks = _by_pk(
            Thanks.objects.got_by(viewer).select_related("giver", "reply"), of[Thing.THANKS]
        )
        clicked = _clicks([row for row in rows if row.thing == Thing.CLICKS])
        spoken: list[Any] = [*positions.values(), *lines.values(), *wordings.values()]
        spoken += [*proposals.values(), *(each for some in clicked.values() for each in some)]
        spoken += [each for some in receipts.values() for each in some]
        objections = {each.objection_id for each in spoken} | set(of[Thing.MERGE])
        objections |= {each.into_id for each in proposals.values() if each.into_id}
        cards = _cards(objections, replies, viewer)
        cards |= _cards({c.merged_into_id for c in cards.values() if c.merged_into_id}, (), viewer)
        posts = {each.post_id for each in (*replies.values(), *revisions.values(), *cards.values())}
        posts |= {t.reply.post_id if t.reply else t.post_id for t in thanks.values()}
        posts |= {*of[Thing.ESSAY], *of[Thing.CLICKS]}
        return cls(
            posts=_by_pk(Post.objects.known_to(viewer).select_related("author"), posts),
            replies=replies,
            chips=chips_for(replies, cards),
            cards=cards,
            positions=positions,
            lines=lines,
            revisions=revisions,
            receipts=receipts,
            proposals=proposals,
            wordings=wordings,
            thanks=thanks,
            clicks=clicked,
        )


def _by_pk(found: Any, pks: Collection[int]) -> dict[int, Any]:
    return {each.pk: each for each in found.filter(pk__in=pks)} if pks else {}


def _cards(pks: set[int], replies: Collection[int], viewer: Any) -> dict[int, ObjectionCard]:
    if replies:
        for model in (Tag, HolderEvent):
            said = model.objects.filter(reply__in=replies).order_by()
            pks = pks | set(said.values_list("objection", flat=True))
    if not pks:
        return {}
    found = Objection.objects.known_to(viewer).filter(pk__in=pks).for_cards()
    return {each.pk: card(each, viewer) for each in hydrated(found, viewer)}


def _clicks(rows: Sequence[Notification]) -> dict[tuple[int, int], list[HolderEvent]]:
    found: dict[tuple[int, int], list[HolderEvent]] = defaultdict(list)
    if rows:
        wanted = (Q(objection__post=row.number) & within(row.day) for row in rows)
        said = clicks().filter(reduce(or_, wanted)).select_related("user", "objection")
        for each in said:
            found[each.objection.post_id, day_of(each.created_at)].append(each)
    return found
