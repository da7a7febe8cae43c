"""The rows of a summary: an objection with its people and the three voices on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.safestring import SafeString, mark_safe

from critiques.pages.questions import Question, question_to
from critiques.pages.row_markup import held_markup, meta_markup, row_markup
from critiques.record.cards import ObjectionCard
from critiques.record.exchange import Voice, note_of, voices_of
from critiques.record.origins import Origin
from critiques.record.reading import Reading
from critiques.record.records import Record, record_of, records_of
from critiques.record.sentences import some
from critiques.record.similar import alike_together
from critiques.words import Event, Kind
from forum.models import Post
from web.dates import day

# Of each; all stand on its own page.
NAMED = 20


@dataclass(frozen=True)
class SummaryRow:
    """One objection (or question) on the summary; `new` says what it is since the last visit.

    `more` people hold it than are named in `held_by`.
    """

    o: ObjectionCard
    note: str
    held_by: list[tuple[str, str]]
    more: int
    holders_are: str
    main_of: str
    parts: str
    similar: list[ObjectionCard]
    passage: str
    lost: bool
    voices: list[Voice]
    when: str
    raiser: str
    # Whose question it is: the raiser first, then those who ask it too or did.
    asked_by: str
    question: Question | None
    new: str
    essay_url: str

    @property
    def markup(self) -> SafeString:
        """The row as its template prints it."""
        held = held_markup(self.o, self.holders_are, self.held_by, self.more, self.parts)
        meta = meta_markup(
            self.o,
            note=self.note,
            held=held if self.held_by else "",
            raiser=self.raiser,
            main_of=self.main_of,
            similar=self.similar,
        )
        printed = row_markup(
            self.o,
            folded=_place(self.o) == "resolved",
            new=self.new,
            meta=meta,
            passage=self.passage,
            lost=self.lost,
            voices=self.voices,
            essay_url=self.essay_url,
        )
        # What people wrote is escaped in it.
        return mark_safe(printed)  # noqa: S308


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
            reading.origins[card.pk],
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
    objection: Origin,
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
    shown, label = (holding, "Held by") if holding else (satisfied, "Satisfied:")
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
        when=day(objection.created_at),
        raiser=objection.raiser.shown_name,
        asked_by=some(list(dict.fromkeys([objection.raiser.shown_name, *asking]))),
        question=question_to(viewer, record, post.author.shown_name),
        new=new,
        essay_url=post.get_absolute_url(),
    )


class Part(NamedTuple):
    """Rows of one kind: those on this page, and how many there are on all."""

    rows: list[SummaryRow]
    total: int


def _place(card: ObjectionCard) -> str:
    if card.kind == Kind.QUESTION:
        return "questions"
    return "unresolved" if card.unresolved else "resolved"


def in_order(
    cards: Iterable[ObjectionCard], similar: Mapping[int, set[int]]
) -> list[ObjectionCard]:
    """Return the unresolved, the resolved, then questions; what is similar stands together."""
    ranked = sorted(cards, key=lambda each: each.rank)
    return [
        each
        for place in ("unresolved", "resolved", "questions")
        for each in alike_together([c for c in ranked if _place(c) == place], similar)
    ]


def part_of(rows: list[SummaryRow], fits: list[ObjectionCard], place: str) -> Part:
    """Return the part “unresolved”, “resolved” or “questions” of a page, `fits` being on all."""
    return Part(
        [row for row in rows if _place(row.o) == place],
        sum(_place(each) == place for each in fits),
    )
