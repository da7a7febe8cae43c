"""The rows of a summary: an objection with its people, whose move it is, and the exchange."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from critiques.pages.row.markup import SummaryRow, place_of
from critiques.pages.row.turns import told_turn
from critiques.pages.sufficiency import sufficiency_for
from critiques.record.cards import ObjectionCard
from critiques.record.exchange.beneath import NOTHING
from critiques.record.exchange.exchanges import told_of
from critiques.record.exchange.folding import runs_of
from critiques.record.exchange.moves import ToldMove
from critiques.record.exchange.notes import note_of
from critiques.record.reading import Reading
from critiques.record.sayings.records import records_of
from critiques.record.sayings.sayings import Record, record_of
from critiques.record.sentences import some
from critiques.record.similar import alike_together
from critiques.words import CLOSED, Event
from web.dates import day

# Of each; all stand on its own page.
NAMED = 20
# The longer a discussion, the less is told of each reply in it: so many characters for up to so
# many replies, in whole sentences, and of the longest discussions the first sentence.
ROOM = ((60, 220), (150, 160))
SHORTEST = 120


def room_for(replies: int) -> int:
    """Return how many characters are told of each of so many replies that make a move."""
    return next((room for most, room in ROOM if replies <= most), SHORTEST)


class Rows(NamedTuple):
    """Rows in order, the records behind them, and other replies that were asked for."""

    rows: list[SummaryRow]
    records: dict[int, Record]
    others: dict[int, ToldMove]


def rows_of(
    shown: list[ObjectionCard],
    *,
    reading: Reading,
    new: Mapping[int, str],
    others: Sequence[int] = (),
) -> Rows:
    """Return a row for each of `shown`, in order, and what else is told of the replies `others`.

    Six queries, one more where a reply points to another, and those of `happenings` and `below`.
    """
    cards = reading.cards
    groups = {card.pk: reading.forest.group(card.pk) for card in shown}
    ids = {pk for group in groups.values() for pk in group}
    records = records_of(reading.post, reading.viewer, ids)
    whole = {card.pk: record_of(groups[card.pk], records) for card in shown}
    told = told_of(
        # Of what became part of another that one tells.
        [(card, whole[card.pk]) for card in shown if card.status not in CLOSED],
        reading.below,
        reading.post,
        reading.viewer,
        others,
        room_for(reading.post.reply_count),
    )
    rows = [
        row_of(
            card,
            whole[card.pk],
            told.moves.get(card.pk, []),
            reading,
            sorted((cards[pk] for pk in groups[card.pk][1:]), key=lambda each: each.number),
            new=new.get(card.pk, ""),
        )
        for card in shown
    ]
    return Rows(rows, records, told.others)


def row_of(
    card: ObjectionCard,
    record: Record,
    moves: Sequence[ToldMove],
    reading: Reading,
    parts: list[ObjectionCard],
    new: str = "",
) -> SummaryRow:
    """Return the row of an objection; `parts` were merged into it, `record` has both."""
    post = reading.post
    holding = record.holding
    satisfied = record.said_last(Event.SATISFIED)
    people = {h.user.username: record.name_of(h) for h in holding or satisfied}
    asking = [h.user.shown_name for h in (*holding, *satisfied)]
    # The essay's own words: gone with it.
    passage = card.passage if post.readable else None
    turn, below = reading.turn(card.pk), reading.below.get(card.pk, NOTHING)
    return SummaryRow(
        o=card,
        note=note_of(card, record),
        held_by=[(name, f"/u/{username}/") for username, name in people.items()][:NAMED],
        more=max(0, len(people) - NAMED),
        held=bool(holding),
        main_of=some([h.user.shown_name for h in holding if h.is_main]),
        parts=some([part.address for part in parts]),
        similar=reading.alike(card.pk)[:NAMED],
        move=turn.whose,
        turn="" if post.locked_at else told_turn(turn, reading.happenings.people),
        replies=below.replies,
        levels=below.levels,
        passage=passage.words if passage else "",
        lost=passage is not None and passage.state == "lost",
        runs=runs_of(moves, post.author.username, f"{card.url}#exchange-h"),
        wishes=_wishes(card, record),
        when=day(card.created_at),
        asked_by=some(list(dict.fromkeys([card.raiser.shown_name, *asking]))),
        suffices=sufficiency_for(reading.viewer, record, post.author.shown_name),
        new=new,
        essay_url=reading.essay_url,
    )


def _wishes(card: ObjectionCard, record: Record) -> list[tuple[str, str]]:
    """Return who says what would satisfy them."""
    wishing = [h for h in record.holding if h.would_satisfy and card.claim_shown]
    return [(h.user.shown_name, h.would_satisfy) for h in wishing][:NAMED]


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
