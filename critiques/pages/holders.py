"""Who shares an objection, and what each says of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext, ngettext

from critiques.people import Holding
from critiques.record.cards import ObjectionCard
from critiques.record.sayings.sayings import Record, Saying
from critiques.terms import deeds_for, words_for
from critiques.words import CLARIFIED, Event
from web.dates import day
from web.sentences import in_quotes


class HolderLine(NamedTuple):
    """One line of “who shares it”."""

    name: str
    url: str
    says: str


class People(NamedTuple):
    """Who shares an objection, or did while anybody did."""

    heading: str
    count: str
    lines: list[HolderLine]


def people_of(
    holders: Sequence[Holding],
    card: ObjectionCard,
    records: Mapping[int, Record],
) -> People:
    """Return the people of an objection; `holders` are who speaks for it and for its parts."""
    words = words_for(card.kind)
    said = {
        (pk, each.username, each.at): each
        for pk, record in records.items()
        for each in record.events
    }
    there = {holder.user_id for holder in holders if not holder.user.left}
    shared = card.holder_count > 0 and card.status != CLARIFIED
    return People(
        heading=words.who_shares if shared else words.who_shared,
        count=_counted(card.holder_count or len(there), len(holders) if shared else 0),
        lines=[
            _person(
                holder,
                card,
                said.get((holder.objection_id, holder.user.username, holder.state_at)),
                earlier=holder.id in records[card.pk].earlier,
            )
            for holder in holders
        ],
    )


def _counted(count: int, named: int) -> str:
    """Say how many that are; those who share it no longer are `named` with them."""
    if not count:
        return gettext("nobody who is still here")
    if count < named:
        said = ngettext("%(count)d of %(named)d person", "%(count)d of %(named)d people", named)
        return said % {"count": count, "named": named}
    return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}


def _person(
    holder: Holding, card: ObjectionCard, last: Saying | None, *, earlier: bool
) -> HolderLine:
    words = words_for(card.kind)
    facts = [
        words.raised if holder.user_id == card.raiser.pk else words.shares,
        gettext("an earlier wording") if earlier else "",
        gettext("main disagreement") if holder.is_main and holder.holds else "",
        *_in_their_words(holder, card),
        "" if holder.user.left and holder.holds else _said_last(holder, card, last),
        _has_left(holder) if holder.user.left else "",
        in_quotes(last.text) if last and last.text else "",
        "" if holder.objection_id == card.pk else words.came_along,
    ]
    return HolderLine(
        holder.user.shown_name, holder.user.url, "; ".join(map(str, filter(None, facts)))
    )


def _in_their_words(holder: Holding, card: ObjectionCard) -> Iterator[str]:
    if holder.readable_wording:
        yield gettext("also put as “%(wording)s”") % {"wording": holder.readable_wording}
    if holder.would_satisfy and holder.holds and card.claim_shown:
        yield gettext("would be satisfied by: %(wish)s") % {"wish": holder.would_satisfy}


def _has_left(holder: Holding) -> str:
    """Say it of somebody; what they said before, other than that they share it, counts still."""
    return gettext("has left; not counted") if holder.holds else gettext("has left")


def _said_last(holder: Holding, card: ObjectionCard, last: Saying | None) -> str:
    """Return where they stand, and since when; nothing of who shares it as at first."""
    if holder.state == Event.HOLD:
        return ""
    if holder.state == Event.REAFFIRM:
        return words_for(card.kind).stands_since % {"day": day(holder.state_at)}
    if holder.state == Event.WITHDRAW:
        said = deeds_for(card.kind).took_back_on
    elif last is not None and last.outdated:
        said = gettext("satisfied with an earlier wording, %(day)s")
    else:
        said = gettext("satisfied since %(day)s")
    return said % {"day": day(holder.state_at)}
