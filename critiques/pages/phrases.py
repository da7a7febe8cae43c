"""What has happened to a post's objections since a moment, in one sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from critiques.pages.letters import letter
from critiques.people import Person
from critiques.record.cards import ObjectionCard
from critiques.record.course.happenings import Happenings
from critiques.record.course.timeline import MERGED, RAISED, RESTORED, SEPARATED, STRUCK, Deed
from critiques.record.sentences import names
from critiques.terms import TOLD_OF
from critiques.words import Event, Stance

OTHERS = "others"
MOST = 8
MOST_LETTERS = 5
MOST_NAMES = 3
# What stands before the letters of the objections, and after them: of one, of several.
SAID = {
    RAISED: ("raised", "", ""),
    Event.HOLD: ("joined", "", ""),
    Event.REAFFIRM: ("said that", "still stands", "still stand"),
    Event.SATISFIED: ("said that", "is answered", "are answered"),
    Event.WITHDRAW: ("took back", "", ""),
    **{stance: (words.did, "", "") for stance, words in TOLD_OF.items()},
    STRUCK: ("removed", "", ""),
    RESTORED: ("put back", "", ""),
    SEPARATED: ("let", "stand by itself again", "stand by themselves again"),
    OTHERS: ("answered", "(not the author)", "(not the author)"),
}


class OthersAnswer(NamedTuple):
    """An answer to an objection by somebody who did not write the essay."""

    at: datetime
    user: Person
    objection: int


class Phrase(NamedTuple):
    """“Alice” “answered” a, c “and 3 more” “again”, or “Carol’s” “” 2b “became part of” a."""

    who: str
    does: str
    objections: list[ObjectionCard]
    others: int
    after: str
    into: ObjectionCard | None = None

    @property
    def letters(self) -> list[SafeString]:
        """The letters of the objections, as links."""
        return [letter(each) for each in self.objections]

    @property
    def into_letter(self) -> SafeString:
        """The letter of what they became part of, if they did."""
        return letter(self.into) if self.into else SafeString()


@dataclass(frozen=True)
class Phrases:
    """The sentence, and which rows it is about: “New” or “Changed”, by objection."""

    since: datetime
    phrases: list[Phrase]
    more: int
    rows: dict[int, str] = field(default_factory=dict)


def phrases_since(
    since: datetime,
    happenings: Happenings,
    cards: Mapping[int, ObjectionCard],
    viewer: Any,
    answers: Sequence[OthersAnswer] = (),
) -> Phrases:
    """Return what happened after `since`, in order; what the viewer did marks no row.

    `answers` are those since then that are not the author's own.
    """
    answerers = {each.user.pk: each.user for each in answers}
    happenings = happenings._replace(people={**answerers, **happenings.people})
    me = viewer.pk if viewer is not None and viewer.is_authenticated else 0
    found: list[tuple[Deed, int, bool]] = [
        (deed, pk, again) for pk in cards for deed, again in _after(since, happenings.deeds[pk])
    ]
    found += [
        (Deed(OTHERS, each.at, each.user.pk), each.objection, False)
        for each in answers
        if each.objection in cards
    ]
    found.sort(key=lambda each: each[0].at)
    # By what was done and to which, in order.
    grouped: dict[tuple, dict[int, ObjectionCard]] = {}
    rows: dict[int, str] = {}
    for deed, pk, again in found:
        whole = cards.get(deed.other or 0)
        into = whole.pk if whole else None
        key = (deed.user, deed.what, again, into, pk if deed.what == MERGED else None)
        grouped.setdefault(key, {})[pk] = cards[pk]
        if deed.user != me:
            rows[pk] = "New" if deed.what == RAISED else rows.get(pk, "Changed")
            if whole:
                rows.setdefault(whole.pk, "Changed")
    # Who did the same to the same ones is named together.
    together: dict[tuple, list[int | None]] = {}
    for (user, what, again, into, _), objections in grouped.items():
        together.setdefault((what, again, into, tuple(objections)), []).append(user)
    phrases = [
        _phrase(users, what, again, cards.get(into or 0), [cards[pk] for pk in pks], happenings, me)
        for (what, again, into, pks), users in islice(together.items(), MOST)
    ]
    return Phrases(since, phrases, max(len(together) - MOST, 0), rows)


def _after(since: datetime, deeds: list[Deed]) -> Iterator[tuple[Deed, bool]]:
    """Yield the deeds after a moment, each with whether it answers what was answered before."""
    answered = False
    for deed in deeds:
        if deed.at > since:
            yield deed, answered and deed.what == Stance.ANSWERED
        answered = answered or deed.what == Stance.ANSWERED


def _phrase(
    users: list[int | None],
    what: str,
    again: bool,
    whole: ObjectionCard | None,
    objections: list[ObjectionCard],
    happenings: Happenings,
    me: int,
) -> Phrase:
    if what == MERGED:
        raiser = happenings.deeds[objections[0].pk][0].user
        owner = "your" if raiser == me else f"{happenings.name(raiser)}’s"
        return Phrase(owner, "", objections, 0, "became part of", whole)
    who = ["you" if u == me else happenings.name(u) if u else "a moderator" for u in users]
    if len(who) > MOST_NAMES + 1:
        who = [*who[:MOST_NAMES], f"{len(who) - MOST_NAMES} others"]
    before, one, several = SAID[what]
    after = "again" if again else one if len(objections) == 1 else several
    named = objections if len(objections) <= MOST_LETTERS + 1 else objections[:MOST_LETTERS]
    others = len(objections) - len(named)
    return Phrase(names(who), before, named, others, after)
