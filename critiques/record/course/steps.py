"""The steps of a timeline in words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext, pgettext_lazy

from critiques.record.cards import ObjectionCard
from critiques.record.course.happenings import Happenings
from critiques.record.course.timeline import (
    GAINED,
    LOST,
    MERGED,
    RAISED,
    RESTORED,
    SEPARATED,
    STRUCK,
    UNDOES,
    Step,
)
from critiques.terms import TOLD_OF, deeds_for, shown_status, words_for
from critiques.words import Event, Kind
from web.dates import day, iso

TELLS: dict[str, Any] = {
    Event.SATISFIED: pgettext_lazy("after a name", "is satisfied"),
    **{stance: words.says for stance, words in TOLD_OF.items()},
}


class StatusLine(NamedTuple):
    """A change of status: to which one, when, and by whom or what."""

    status: str
    words: str
    who: str
    what: str
    when: str
    iso: str


def told(
    step: Step,
    happenings: Happenings,
    cards: Mapping[int, ObjectionCard],
    kind: str = Kind.OBJECTION,
) -> tuple[str, str]:
    """Return who took a step and what they did: “Bob”, “says that it still stands”."""
    who = happenings.name(step.user)
    words, deeds = words_for(kind), deeds_for(kind)
    if step.what == MERGED:
        return who, _of(cards[step.other or 0], deeds.made_part)
    if step.what == GAINED:
        return who, _of(cards[step.other or 0], gettext("made %(address)s part of it"))
    if step.what == LOST:
        other = cards[step.other or 0]
        return who, _of(other, gettext("made %(address)s stand by itself again"))
    of_it = {
        RAISED: words.raised,
        Event.HOLD: words.shares,
        Event.REAFFIRM: words.reaffirms,
        Event.WITHDRAW: deeds.took_back,
        STRUCK: deeds.removed,
        RESTORED: deeds.put_back,
        SEPARATED: deeds.separated,
    }
    return who, str((TELLS | of_it)[step.what])


def _of(card: ObjectionCard, said: str) -> str:
    return said % {"address": card.address}


def with_former(steps: Iterable[Step], author: int) -> Iterator[tuple[Step, bool]]:
    """Yield each step with whether the author's word of then is of who wrote another essay, which
    became part of this one, by `author`."""
    spoke: int | None = author
    for step in steps:
        spoke = step.user if step.what in TOLD_OF else spoke
        yield step, spoke != author


def status_lines(
    objection: ObjectionCard,
    happenings: Happenings,
    cards: Mapping[int, ObjectionCard],
    author: int,
) -> list[StatusLine]:
    """Return each change of what readers see as an objection's status, oldest first.

    `author` is who wrote the essay.
    """
    lines: list[StatusLine] = []
    for step, former in with_former(happenings.steps[objection.pk], author):
        status, words = shown_status(
            objection.kind,
            step.after,
            former=former,
            earlier=objection.was_put_otherwise(step.at),
        )
        # Where nobody knows when it was merged, it is told at least that it is no more.
        now = lines and (lines[-1].status, lines[-1].words)
        if now != (status, words) or step.what in UNDOES:
            done = told(step, happenings, cards, objection.kind)
            lines.append(StatusLine(status, words, *done, day(step.at), iso(step.at)))
    return lines
