"""What became of a post’s objections, as entries of a feed: each raised, each change of status."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy

from critiques.people import Person
from critiques.record.cards import ObjectionCard
from critiques.record.course.steps import told, with_former
from critiques.record.course.timeline import RAISED, Step
from critiques.record.exchange.exchanges import told_of
from critiques.record.exchange.moves import ToldMove
from critiques.record.reading import Reading
from critiques.record.sayings.records import records_of
from critiques.record.sayings.sayings import record_of, said_by
from critiques.terms import shown_status
from critiques.words import Act, Kind
from feeds.newest import ENTRIES
from forum.text import excerpt
from web.atom import AtomEntry
from web.urns import urn

TITLE = 120
NAMES = {
    Kind.OBJECTION: gettext_lazy("Objection %(address)s"),
    Kind.QUESTION: gettext_lazy("Question %(address)s"),
}
WERE_RAISED = {
    Kind.OBJECTION: gettext_lazy("Objection %(address)s, raised by %(name)s: %(claim)s"),
    Kind.QUESTION: gettext_lazy("Question %(address)s, asked by %(name)s: %(claim)s"),
}


class ToldStep(NamedTuple):
    """A step after which an objection stands elsewhere, who took it, and what they said."""

    card: ObjectionCard
    step: Step
    # Whether the author's word by which it stands there is of another essay's author.
    former: bool
    person: Person | None = None
    move: ToldMove | None = None


def critique_entries(reading: Reading, origin: str, site: UUID) -> list[AtomEntry]:
    """Return the latest thirty for the public, newest first.

    Thirteen queries, fewer where the reading is kept; one more for an essay that was revised, for
    what was said in replies of their own, and where one of these points to another. That an
    objection was raised is told as long as it can be read where it was. What followed is told as
    on its page, in the words of each if they said any.
    """
    cards = reading.cards.values()
    every = [ToldStep(card, *step) for card in cards for step in _told_steps(card, reading)]
    # Of one moment, too, what was done last comes first.
    latest = sorted(every, key=lambda each: (each.step.at, each.card.number))[: -ENTRIES - 1 : -1]
    moves = _moves(latest, reading)
    return [_entry(_said(each, reading, moves), reading, origin, site) for each in latest]


def _told_steps(card: ObjectionCard, reading: Reading) -> Iterator[tuple[Step, bool]]:
    for step, former in with_former(reading.happenings.steps[card.pk], reading.post.author_id):
        if card.raised_readable if step.what == RAISED else step.moved:
            yield step, former


def _moves(steps: Sequence[ToldStep], reading: Reading) -> dict[int, list[ToldMove]]:
    """Return what those did who took these steps, by objection, as the public reads it."""
    if not steps:
        return {}
    cards = {each.card.pk: each.card for each in steps}
    people: dict[int, set[str]] = {pk: set() for pk in cards}
    for card, step, *_ in steps:
        if person := reading.happenings.people.get(step.user or 0):
            people[card.pk].add(person.username)
    groups = {pk: reading.forest.group(pk) for pk in cards}
    records = records_of(reading.post, None, {pk for group in groups.values() for pk in group})
    # Of a thousand who hold it nothing else is told here.
    own = {pk: {of: said_by(records[of], people[pk]) for of in groups[pk]} for pk in cards}
    wholes = [(card, record_of(groups[pk], own[pk])) for pk, card in cards.items()]
    return told_of(wholes, {}, reading.post, None).moves


def _said(told_step: ToldStep, reading: Reading, moves: Mapping[int, list[ToldMove]]) -> ToldStep:
    """Return it with who took the step, and with the move that it is, if it is one."""
    card, step, former, *_ = told_step
    person = reading.happenings.people.get(step.user or 0)
    for move in moves[card.pk] if person else ():
        same = move.act == Act.RAISE if step.what == RAISED else move.at == step.at
        if same and move.by == person.username:
            return ToldStep(card, step, former, person, move)
    return ToldStep(card, step, former, person)


def _entry(told_step: ToldStep, reading: Reading, origin: str, site: UUID) -> AtomEntry:
    card, step, former, person, move = told_step
    name, url = NAMES[Kind(card.kind)] % {"address": card.address}, f"{origin}{card.url}"
    who, does = told(step, reading.happenings, reading.cards, card.kind)
    if step.what == RAISED:
        raised = {"address": card.address, "name": who, "claim": excerpt(card.claim, TITLE)}
        title = WERE_RAISED[Kind(card.kind)] % raised
    else:
        moved = {"objection": name, "name": who, "does": move.says if move else does}
        title = gettext("%(objection)s: %(name)s %(does)s") % moved
    earlier = card.was_put_otherwise(step.at)
    _, stands = shown_status(card.kind, step.after, former=former, earlier=earlier)
    told_stands = gettext("Where it stands after that: %(status)s.") % {"status": stands}
    words = filter(None, (move.wording, move.text)) if move else ()
    html = [
        format_html('<p><a href="{}">{}</a>: {}</p>', url, name, card.claim),
        *([format_html("<p>{} {}.</p>", who, move.says)] if move and card.came_along else []),
        *(format_html("<blockquote><p>{}</p></blockquote>", each) for each in words),
        format_html("<p>{}</p>", told_stands),
    ]
    # Of a raising the moment may be told anew, by an import; it is but one.
    which = () if step.what == RAISED else (step.user or 0, step.at.isoformat())
    return AtomEntry(
        id=urn(site, "objection", card.pk, step.what, *which),
        title=title,
        url=url,
        html="\n".join(html),
        published=step.at,
        updated=step.at,
        author=who,
        author_url=f"{origin}{person.url}" if person else "",
    )
