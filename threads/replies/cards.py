"""A reply as pages show it: plain values, so that printing a thread is one quick loop."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from accounts.permissions import may
from critiques.record.cards import ObjectionCard
from forum.markup.translations import translated
from forum.models import Post, State
from forum.states import CHANGEABLE, PURGEABLE
from forum.text import point_labels
from threads.branches import LEVELS, ReplyPlace, ReplyRow
from threads.marks import Marks
from threads.replies.card_words import branch_of, day_of, edited, note_of
from threads.replies.chips import NO_ACTS, Chips
from threads.replies.hints import hint_of
from threads.replies.moved import Pointers
from threads.replies.replycard import NO_REST, ReplyCard, Rest
from threads.replies.replyfooter import NO_HINT, NO_MODERATION, ReplyModeration, Shared
from threads.replies.setting import Setting
from threads.replies.texts import printed, text_of
from threads.replies.tombstones import nameless, nameless_within, tombstone
from web.addresses import address_of
from web.dates import iso
from web.orders import number_of

SHOWN_STATE = {
    State.AUTO_HIDDEN: "hidden",
    State.PURGED: "hidden",
    State.REJECTED: "pending",
}
# The ends of as many nested lists.
CLOSES = [mark_safe("</ol></details></li>" * count) for count in range(LEVELS + 4)]  # noqa: S308 (ours)


def reply_cards(
    places: Sequence[ReplyPlace],
    *,
    post: Post,
    viewer: Any,
    chips: Chips,
    marks: Marks,
    parts: frozenset[int],
    posted: int | None,
    rests: dict[int, Rest],
    pointers: Pointers,
) -> list[ReplyCard]:
    """Return the cards of these places, in their order."""
    names = {place.row.username for place in places}
    setting = Setting(
        post=post,
        viewer=viewer,
        chips=chips,
        marks=marks,
        parts=parts,
        rows={place.row.pk: place.row for place in places},
        posted=posted,
        rests=rests,
        pointers=pointers,
        moderates=may(viewer, "moderation.moderate"),
        purges=may(viewer, "moderation.purge"),
        profiles={name: address_of("profile", name) for name in names},
        days={},
        zone=timezone.get_current_timezone(),
    )
    return [_card(place, setting) for place in places]


def _card(place: ReplyPlace, setting: Setting) -> ReplyCard:
    viewer, chips = setting.viewer, setting.chips
    row = place.row
    made = setting.pointers.made.get(row.pk) if row.essay else None
    acts = chips.acts.get(row.pk, NO_ACTS)
    shown = row.readable and row.essay is None
    html = translated(row.html or "")
    labels = point_labels(html) if shown else []
    # What it says of objections it says of those to another essay.
    away = row.home not in (None, setting.post.pk)
    addresses = {} if away else chips.addresses
    mine = viewer is not None and row.author == viewer.pk
    decided = row.pk in chips.decided and not away
    in_favour = row.pk in chips.in_favour
    # It was written to nobody's reply that stands above it where it was moved.
    parent = setting.rows.get(row.parent) if row.parent and not row.moved else None
    public = row.state == State.VISIBLE
    own_essay = viewer is not None and viewer.pk == setting.post.author_id
    sharable = len(acts.raised) == 1 and public and not mine and not own_essay
    share = _shared(acts.raised[0]) if sharable else None
    unplaced = public and not decided and any(x not in acts.points for x in labels)
    fresh = row.pk == setting.posted and mine and not decided and not labels
    asked = fresh and row.author != setting.post.author_id and row.pk not in chips.acts
    rest = setting.rests.get(row.pk, NO_REST)
    return ReplyCard(
        pk=str(row.pk),
        parent=str(row.parent or ""),
        depth=str(row.level),
        level=str(row.level + 1),
        state=SHOWN_STATE.get(row.state, row.state),
        gone="" if shown or made else tombstone(row),
        note=note_of(row) if shown else "",
        name=row.name if shown else nameless(row),
        url=setting.profiles[row.username] if shown else "",
        by_author=row.author == setting.post.author_id and shown,
        to=(parent.name if parent.readable else nameless_within(parent)) if parent else "",
        to_url=f"#reply-{row.parent}" if parent else "",
        when=day_of(row.created_at, setting),
        iso=iso(row.created_at),
        edited=edited(row.edited_at) if row.edited_at and shown else "",
        votes=row.votes if shown and public and settings.SHOW_VOTES else 0,
        html=text_of(row.pk, html, labels, acts, addresses, decided) if shown else SafeString(),
        long=shown and row.html is None,
        acts=printed(acts.whole, in_favour=in_favour)
        if shown and (acts.whole or in_favour)
        else SafeString(),
        share=share,
        held=share is not None and share.pk in setting.marks.held,
        bookmarked=row.pk in setting.marks.bookmarked,
        worth=row.pk in setting.marks.worth,
        mine=mine and row.state in CHANGEABLE,
        author=row.author,
        came=number_of(row.state_at) if public else 0,
        unplaced=unplaced,
        unfinished=mine and unplaced,
        opens=place.opens,
        branch=branch_of(place) if place.opens else "",
        more=place.more,
        behind=(row.tree, row.lft, row.rght) if place.more else rest.behind,
        closing=CLOSES[place.closes],
        rest=rest.url,
        made=made,
        moved=setting.pointers.moved.get(row.pk, []),
        **(_moderation(row, setting) if setting.moderates else NO_MODERATION),
        **(hint_of(row, setting) if asked else NO_HINT),
    )


def _moderation(row: ReplyRow, setting: Setting) -> ReplyModeration:
    here = row.essay is None
    return ReplyModeration(
        can_hide=row.state == State.VISIBLE,
        can_move=here,
        can_restore=here and row.state in (State.HIDDEN, State.AUTO_HIDDEN),
        can_purge=here and setting.purges and row.state in PURGEABLE,
    )


def _shared(o: ObjectionCard) -> Shared:
    return Shared(o.pk, o.url, o.kind, o.address, o.unresolved)
