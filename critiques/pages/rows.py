"""The rows of a summary: an objection with its people and the three voices on it."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from critiques.pages.questions import question_to
from critiques.pages.row_markup import SummaryRow, place_of
from critiques.record.cards import ObjectionCard
from critiques.record.exchange import note_of, voices_of
from critiques.record.reading import Reading
from critiques.record.records import records_of
from critiques.record.sayings import Record, record_of
from critiques.record.sentences import some
from critiques.record.similar import alike_together
from critiques.words import Event
from forum.models import Post
from web.dates import day

# Of each; all stand on its own page.
NAMED = 20


def rows_of(
    shown: list[ObjectionCard],
    *,
    reading: Reading,
    new: Mapping[int, str],
) -> tuple[list[SummaryRow], dict[int, Record]]:
    """Return a row for each of `shown`, in order, and the records behind them. Five queries."""
    post, viewer, cards = reading.post, reading.viewer, reading.cards
    groups = {card.pk: reading.forest.group(card.pk) for card in shown}
    records = records_of(post, viewer, {pk for group in groups.values() for pk in group})
    rows = [
        row_of(
            card,
            record_of(groups[card.pk], records),
            sorted((cards[pk] for pk in groups[card.pk][1:]), key=lambda each: each.number),
            post,
            viewer,
            similar=reading.alike(card.pk),
            new=new.get(card.pk, ""),
        )
        for card in shown
    ]
    return rows, records


def row_of(
    card: ObjectionCard,
    record: Record,
    parts: list[ObjectionCard],
    post: Post,
    viewer: Any,
    similar: list[ObjectionCard] | None = None,
    new: str = "",
) -> SummaryRow:
    """Return the row of an objection of `post`; `parts` were merged into it, `record` has both."""
    holding = record.holding
    satisfied = record.said_last(Event.SATISFIED)
    shown, label = (holding, card.terms.shared_by) if holding else (satisfied, "Satisfied:")
    people = {h.user.username: h.user.shown_name for h in shown}
    asking = [h.user.shown_name for h in (*holding, *satisfied)]
    # The essay's own words: gone with it.
    passage = card.passage if post.readable else None
    return SummaryRow(
        o=card,
        note=note_of(card, record),
        held_by=[(name, f"/u/{username}/") for username, name in people.items()][:NAMED],
        more=max(0, len(people) - NAMED),
        holders_are=label,
        main_of=some([h.user.shown_name for h in holding if h.is_main]),
        parts=some([part.address for part in parts]),
        similar=(similar or [])[:NAMED],
        passage=passage.words if passage else "",
        lost=passage is not None and passage.state == "lost",
        voices=voices_of(card, record, post.author.shown_name),
        when=day(card.created_at),
        asked_by=some(list(dict.fromkeys([card.raiser.shown_name, *asking]))),
        question=question_to(viewer, record, post.author.shown_name),
        new=new,
        essay_url=post.get_absolute_url(),
    )


class Part(NamedTuple):
    """Rows of one kind: those on this page, and how many there are on all."""

    rows: list[SummaryRow]
    total: int


def in_order(
    cards: Iterable[ObjectionCard], similar: Mapping[int, set[int]]
) -> list[ObjectionCard]:
    """Return the unresolved, the resolved, then questions; what is similar stands together."""
    ranked = sorted(cards, key=lambda each: each.rank)
    return [
        each
        for place in ("unresolved", "resolved", "questions")
        for each in alike_together([c for c in ranked if place_of(c) == place], similar)
    ]


def part_of(rows: list[SummaryRow], fits: list[ObjectionCard], place: str) -> Part:
    """Return the part “unresolved”, “resolved” or “questions” of a page, `fits` being on all."""
    return Part(
        [row for row in rows if place_of(row.o) == place],
        sum(place_of(each) == place for each in fits),
    )
