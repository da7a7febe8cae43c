"""What has happened to a post's objections since a moment, in one sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext, pgettext

from critiques.pages.letters import letter
from critiques.pages.news.words import (
    AGAIN,
    BECAME_PART,
    DID,
    ONE,
    OTHERS,
    SEVERAL,
    YOU,
    YOU_AMONG_SEVERAL,
)
from critiques.people import Person
from critiques.record.cards import ObjectionCard
from critiques.record.course.happenings import Happenings
from critiques.record.course.timeline import MERGED, RAISED, Deed
from critiques.record.sentences import more_of, names
from critiques.record.sentences import others as others_of
from critiques.words import Stance

MOST = 8
MOST_LETTERS = 5
MOST_NAMES = 3
KEEP = '<span class="keep">'


class OthersAnswer(NamedTuple):
    """An answer to an objection by somebody who did not write the essay."""

    at: datetime
    user: Person
    objection: int


class Phrase(NamedTuple):
    """Who, in words, `did` what to these objections and so many `others`: “Alice answered a, c and
    3 more again”. `sentence` puts both together. Or what became of them, and whose they were:
    “Carol’s 2b became part of a”."""

    sentence: Any
    who: str
    did: Any
    objections: list[ObjectionCard]
    others: int = 0
    into: ObjectionCard | None = None

    @property
    def html(self) -> SafeString:
        """The phrase, the letters of the objections as links."""
        who = f"<bdi>{escape(self.who)}</bdi>"
        did = self.did % {
            "count": len(self.objections) + self.others,
            "whose": who,
            "keep": KEEP,
            "objections": self._letters,
            "into": letter(self.into) if self.into else "",
        }
        # What people wrote is escaped.
        return mark_safe(self.sentence % {"who": who, "did": did})  # noqa: S308

    @property
    def _letters(self) -> str:
        """The letters, of which the first stands in what no line divides."""
        first = [letter(each) for each in self.objections]
        last = f"{KEEP}{first.pop()}</span>" if len(first) > 1 and not self.others else ""
        head = f",</span> {KEEP}".join(first) + "</span>"
        last = more_of(self.others) if self.others else last
        return gettext("%(others)s and %(last)s") % {"others": head, "last": last} if last else head


@dataclass(frozen=True)
class Phrases:
    """The sentence, and which rows it is about: “New” or “Changed”, by objection."""

    since: datetime
    phrases: list[Phrase]
    more: int
    rows: dict[int, str] = field(default_factory=dict)

    @property
    def html(self) -> SafeString:
        """The sentence, but for its end."""
        *first, last = [each.html for each in self.phrases] or [gettext("nothing new")]
        if self.more:
            both = ngettext(
                "%(said)s, and %(count)d more", "%(said)s, and %(count)d more", self.more
            )
            last = both % {"said": ", ".join([*first, last]), "count": self.more}
        elif first:
            said = {"others": ", ".join(first), "last": last}
            last = gettext("%(others)s, and %(last)s") % said
        # What people wrote is escaped.
        return mark_safe(last)  # noqa: S308


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
            changed = gettext("Changed")
            rows[pk] = gettext("New") if deed.what == RAISED else rows.get(pk, changed)
            if whole:
                rows.setdefault(whole.pk, changed)
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
        owner = gettext("%(name)s’s") % {"name": happenings.name(raiser)}
        if raiser == me:
            owner = gettext("your")
        return Phrase("%(did)s", owner, BECAME_PART, objections, into=whole)
    you = pgettext("who did something", "you")
    moderator = pgettext("who did something", "a moderator")
    who = [you if u == me else happenings.name(u) if u else moderator for u in users]
    if len(who) > MOST_NAMES + 1:
        who = [*who[:MOST_NAMES], others_of(len(who) - MOST_NAMES)]
        users = users[:MOST_NAMES]
    named = objections if len(objections) <= MOST_LETTERS + 1 else objections[:MOST_LETTERS]
    others = len(objections) - len(named)
    sentence = SEVERAL if len(who) > 1 else ONE
    if me in users:
        sentence = YOU_AMONG_SEVERAL if len(who) > 1 else YOU
    return Phrase(sentence, names(who), AGAIN if again else DID[what], named, others)
