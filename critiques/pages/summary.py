"""The critique of a post: letter by letter, what was objected, who holds it, where it stands."""

from dataclasses import dataclass
from typing import Any, Self

from django.urls import reverse

from critiques.asking import Question, question_to
from critiques.cards import ObjectionCard, cards_for
from critiques.coverage import KINDS, coverage_of
from critiques.models import Objection, Round
from critiques.pages.composer import UNANSWERED
from critiques.pages.essay import Essay
from critiques.pages.thread import readable_post
from critiques.records import Record, records_of
from critiques.sentences import ask_tally, names, tally
from critiques.voices import Voice, note_of, voices_of
from critiques.words import Event, Kind
from forum.dates import day
from forum.models import Post


@dataclass(frozen=True)
class Row:
    """One objection (or question) on the summary."""

    o: ObjectionCard
    note: str
    held_by: list[tuple[str, str]]
    holders_are: str
    main_of: str
    parts: str
    passage: str
    voices: list[Voice]
    when: str
    raiser: str
    question: Question | None


@dataclass(frozen=True)
class SummaryPage:
    """A post's critique summary. Twelve queries, whatever the size."""

    essay: Essay
    sentence: str
    unresolved: list[Row]
    resolved: list[Row]
    questions: list[Row]
    coverage: list[tuple[str, str, int, str]]
    total: int
    placed: int
    inherited: int
    other: int
    needs: list[tuple[ObjectionCard, str]]
    round: int
    can_open_round: bool

    @classmethod
    def load(cls, *, viewer: Any, post_id: int) -> Self:
        """Load it; raises Post.DoesNotExist where `viewer` may not know of the post."""
        post = readable_post(viewer, post_id)
        cards = cards_for([post.pk], viewer)
        rows = rows_of(post, viewer, cards)
        objections = [row for row in rows if row.o.kind == Kind.OBJECTION]
        questions = [row for row in rows if row.o.kind == Kind.QUESTION]
        covered = coverage_of(post)
        lists = {kind: getattr(covered, kind) for kind in KINDS}
        current = Round.objects.filter(post=post).last()
        essay = Essay.of(post, viewer)
        lettered = current and any(row.o.round == current.number for row in objections)
        sentence = f"{tally(r.o for r in objections)} {ask_tally([r.o for r in questions])}"
        return cls(
            essay=essay,
            sentence=sentence.strip(),
            unresolved=[row for row in objections if row.o.unresolved],
            resolved=[row for row in objections if not row.o.unresolved],
            questions=questions,
            coverage=[
                (kind, words, len(lists[kind]), reverse("coverage", args=[post.pk, kind]))
                for kind, words in KINDS.items()
            ],
            total=covered.total,
            placed=len(covered.placed),
            inherited=len(covered.inherited),
            other=len(covered.asking) + len(covered.other),
            needs=_needs(objections) if essay.mine else [],
            round=current.number if current else 1,
            can_open_round=bool(lettered and not essay.locked and (essay.mine or essay.staff)),
        )


def rows_of(post: Post, viewer: Any, cards: dict[int, ObjectionCard]) -> list[Row]:
    """Return a row for each of these objections of `post`, unresolved first. Five queries."""
    records = records_of(post, viewer)
    objections = Objection.objects.filter(pk__in=cards).select_related("raiser")
    by_pk = {objection.pk: objection for objection in objections}
    parts: dict[int, list[Objection]] = {}
    for objection in by_pk.values():
        if objection.merged_into_id:
            parts.setdefault(objection.merged_into_id, []).append(objection)
    rows = [
        row_of(cards[pk], objection, records[pk], parts.get(pk, []), records, post, viewer)
        for pk, objection in by_pk.items()
    ]
    return sorted(rows, key=lambda row: row.o.rank)


def row_of(
    card: ObjectionCard,
    objection: Objection,
    record: Record,
    parts: list[Objection],
    records: dict[int, Record],
    post: Post,
    viewer: Any,
) -> Row:
    """Return the row of an objection of `post`; `parts` were merged into it, `records` has both."""
    holding = [*record.holding, *(h for part in parts for h in records[part.pk].holding)]
    satisfied = record.said_last(Event.SATISFIED)
    shown, label = (holding, "Held by") if holding else (satisfied, "Satisfied:")
    people = {h.user.username: h.user.shown_name for h in shown}
    return Row(
        o=card,
        note=note_of(card, record),
        held_by=[(name, f"/u/{username}/") for username, name in people.items()],
        holders_are=label,
        main_of=names([h.user.shown_name for h in record.holding if h.is_main]),
        parts=names([part.address for part in parts]),
        # The essay's own words: gone with it.
        passage=objection.passage if card.claim_shown and post.readable else "",
        voices=voices_of(card, record, post.author.shown_name),
        when=day(objection.created_at),
        raiser=objection.raiser.shown_name,
        question=question_to(viewer, record, post.author.shown_name),
    )


def _needs(rows: list[Row]) -> list[tuple[ObjectionCard, str]]:
    said = {"open": "unanswered since {}", "contested": "still stands after your answer"}
    return [
        (row.o, said[row.o.status].format(row.when)) for row in rows if row.o.status in UNANSWERED
    ]
