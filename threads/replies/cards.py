"""A reply as pages show it: plain values, so that printing a thread is one quick loop."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from accounts.permissions import may
from critiques.record.cards import ObjectionCard
from critiques.record.closings import closed
from forum.markup.translations import translated
from forum.models import Post, State
from forum.states import CHANGEABLE, PURGEABLE
from forum.text import point_labels
from threads.branches import LEVELS, ReplyPlace, ReplyRow
from threads.marks import Marks
from threads.replies.chips import NO_ACTS, Chips
from threads.replies.hints import alike, suggestion_for
from threads.replies.moved import Pointers
from threads.replies.replycard import NO_REST, NO_SUGGESTION, ReplyCard, Rest, Shared
from threads.replies.texts import printed, text_of
from threads.replies.tombstones import nameless, nameless_within, note, tombstone
from web.addresses import address_of
from web.dates import day, iso
from web.orders import number_of

SHOWN_STATE = {
    State.AUTO_HIDDEN: "hidden",
    State.PURGED: "hidden",
    State.REJECTED: "pending",
}
# Our own constants: the ends of as many nested lists.
CLOSES = [mark_safe("</ol></details></li>" * count) for count in range(LEVELS + 4)]  # noqa: S308


class Setting(NamedTuple):
    """What the cards of one page share.

    `marks` is what is the viewer’s own, `parts` are the objections in which they have a part, where
    a reply of theirs was posted just now, `posted` is a reply that was posted just now, and `rests`
    says, by the last reply of a branch that was cut, where the rest of it is.
    """

    post: Post
    viewer: Any
    chips: Chips
    marks: Marks
    parts: frozenset[int]
    rows: dict[int, ReplyRow]
    posted: int | None
    rests: dict[int, Rest]
    pointers: Pointers
    moderates: bool
    purges: bool
    profiles: dict[str, str]
    days: dict[date, str]
    zone: tzinfo


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
    parent = setting.rows.get(row.parent) if row.parent else None
    public = row.state == State.VISIBLE
    own_essay = viewer is not None and viewer.pk == setting.post.author_id
    sharable = len(acts.raised) == 1 and public and not mine and not own_essay
    share = _shared(acts.raised[0]) if sharable else None
    unplaced = public and not decided and any(x not in acts.points for x in labels)
    fresh = row.pk == setting.posted and mine and not decided and not labels
    hint = fresh and row.author != setting.post.author_id and row.pk not in chips.acts
    rest = setting.rests.get(row.pk, NO_REST)
    near = alike(row, setting.rows, chips) if hint else []
    return ReplyCard(
        pk=str(row.pk),
        parent=str(row.parent or ""),
        depth=str(row.level),
        level=str(row.level + 1),
        state=SHOWN_STATE.get(row.state, row.state),
        gone="" if shown or made else tombstone(row),
        note=_note(row, setting) if shown else "",
        name=row.name if shown else nameless(row),
        url=setting.profiles[row.username] if shown else "",
        by_author=row.author == setting.post.author_id and shown,
        to=(parent.name if parent.readable else nameless_within(parent)) if parent else "",
        to_url=f"#reply-{row.parent}" if parent else "",
        when=_day(row.created_at, setting),
        iso=iso(row.created_at),
        edited=_edited(row.edited_at) if row.edited_at and shown else "",
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
        can_hide=setting.moderates and public,
        can_move=setting.moderates and row.essay is None,
        can_restore=setting.moderates
        and row.essay is None
        and row.state in (State.HIDDEN, State.AUTO_HIDDEN),
        can_purge=setting.purges and row.essay is None and row.state in PURGEABLE,
        opens=place.opens,
        branch=_branch(place) if place.opens else "",
        more=place.more,
        behind=(row.tree, row.lft, row.rght) if place.more else rest.behind,
        closing=CLOSES[place.closes],
        rest=rest.url,
        made=made,
        moved=setting.pointers.moved.get(row.pk, []),
        hint=hint,
        hint_new=hint and closed(setting.post) is None,
        hint_same=[o for o in near if o.pk not in setting.parts],
        hint_about=[o for o in near if o.pk in setting.parts],
        hint_offer=suggestion_for(row.pk, setting.post) if hint else NO_SUGGESTION,
    )


def _note(row: ReplyRow, setting: Setting) -> str:
    """Say what is not public of it, or that it was not written to what it stands beneath."""
    if row.state != State.VISIBLE:
        return note(row)
    return gettext("A moderator moved it here.") if row.pk in setting.pointers.came else ""


def _shared(o: ObjectionCard) -> Shared:
    return Shared(o.pk, o.url, o.kind, o.address, o.unresolved)


def _branch(place: ReplyPlace) -> str:
    name = place.row.name if place.row.readable else nameless_within(place.row)
    said = _replies_to(get_language(), place.beneath)
    return said % {"count": place.beneath, "name": name}


@lru_cache(512)
def _replies_to(language: str, count: int) -> str:
    """Return what is said of so many beneath somebody’s, in the language of who reads."""
    return ngettext("%(count)d reply to %(name)s", "%(count)d replies to %(name)s", count)


def _edited(moment: datetime) -> str:
    return gettext("edited %(day)s") % {"day": day(moment)}


def _day(moment: datetime, setting: Setting) -> str:
    on = moment.astimezone(setting.zone).date()
    if on not in setting.days:
        setting.days[on] = day(moment)
    return setting.days[on]
