"""Which objection a reply that was just posted may be about, though its writer has not said so."""

from collections.abc import Mapping

from critiques.prose.claims import claim_from
from critiques.prose.passages import find_passage
from critiques.record.cards import ObjectionCard
from critiques.record.closings import closed
from critiques.words import CLOSED, Kind
from forum.models import Post, Reply
from forum.text import excerpt
from threads.branches import ReplyRow
from threads.mentions import mentioned
from threads.replies.chips import NO_ACTS, Chips
from threads.replies.replyfooter import ReplyHint, Suggestion
from threads.replies.setting import Setting

MOST = 3
# Characters of a passage, by which one knows it again.
SHOWN = 120


def hint_of(row: ReplyRow, setting: Setting) -> ReplyHint:
    """Return what is asked of a reply without points that its viewer has just posted."""
    near = _alike(row, setting.rows, setting.chips)
    return ReplyHint(
        hint=True,
        hint_new=closed(setting.post) is None,
        hint_same=[o for o in near if o.pk not in setting.parts],
        hint_about=[o for o in near if o.pk in setting.parts],
        hint_offer=suggestion_for(row.pk, setting.post),
    )


def suggestion_for(reply_id: int, post: Post) -> Suggestion:
    """Return what a reply without points would say as an objection to `post`. Two queries."""
    body = Reply.objects.values_list("body", flat=True).get(pk=reply_id)
    plain = post.revisions.values_list("plain", flat=True).get(number=post.revision)
    passage = find_passage(body, plain)
    return Suggestion(claim_from(body), excerpt(passage.exact, SHOWN) if passage else "")


def _alike(row: ReplyRow, rows: Mapping[int, ReplyRow], chips: Chips) -> list[ObjectionCard]:
    """Return the objections that the reply mentions, else the one spoken of above it."""
    addresses = chips.addresses
    named = [addresses[each] for each in mentioned(row.html or "") if each in addresses]
    named = [o for o in named if _may_be_same(o)]
    nearest = _nearest(rows.get(row.parent or 0), rows, chips)
    return sorted(named, key=lambda o: o.number)[:MOST] or ([nearest] if nearest else [])


def _nearest(
    row: ReplyRow | None, rows: Mapping[int, ReplyRow], chips: Chips
) -> ObjectionCard | None:
    """Return the objection that the nearest reply above speaks of."""
    while row is not None:
        acts = chips.acts.get(row.pk, NO_ACTS)
        cards = [*acts.raised, *(chip.o for chip in acts.whole if chip.o)]
        if cards:
            return cards[0] if _may_be_same(cards[0]) else None
        row = rows.get(row.parent or 0)
    return None


def _may_be_same(o: ObjectionCard) -> bool:
    return o.kind == Kind.OBJECTION and o.status not in CLOSED
