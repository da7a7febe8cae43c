"""An objection's own page."""

from dataclasses import dataclass
from typing import Any, Self

from critiques.asking import Question, question_to
from critiques.cards import ObjectionCard, cards_for
from critiques.history import Line, history_of
from critiques.models import FormerTag, Holder, Objection
from critiques.pages.essay import Essay
from critiques.pages.passage import PassagePart
from critiques.pages.rows import Row, row_of
from critiques.pages.thread import readable_post
from critiques.pages.wordings import Wordings
from critiques.receipts import Change
from critiques.records import Record, records_of
from critiques.similar import similar_in
from critiques.words import Act, Event, Kind, Status
from forum.dates import day
from forum.models import State


@dataclass(frozen=True)
class Person:
    """One line of “who holds it”."""

    name: str
    url: str
    says: str


@dataclass(frozen=True)
class May:
    """What the viewer may do here."""

    share: bool = False
    say: bool = False
    take_back: bool = False
    main: bool = False
    is_main: bool = False
    position: bool = False
    curate: bool = False


@dataclass(frozen=True)
class ObjectionPage:
    """An objection, its holders and its history. Fourteen queries; two more if signed in."""

    essay: Essay
    o: ObjectionCard
    row: Row
    noun: str
    people: list[Person]
    merged_into: ObjectionCard | None
    parts: list[ObjectionCard]
    similar: list[ObjectionCard]
    history: list[Line]
    may: May
    adoptable: list[tuple[int, str]]
    targets: list[ObjectionCard]
    passage: PassagePart
    question: Question | None
    changes: list[Change]
    wordings: Wordings

    @classmethod
    def load(cls, *, viewer: Any, post_id: int, number: int) -> Self:
        """Load it; raises Post.DoesNotExist or Objection.DoesNotExist where it is not known."""
        post = readable_post(viewer, post_id)
        objection = Objection.objects.select_related("raiser").get(post=post, number=number)
        objection.post = post
        cards = cards_for([post.pk], viewer)
        card = cards[objection.pk]
        parts = list(Objection.objects.filter(merged_into=objection).select_related("raiser"))
        records = records_of(post, viewer, [objection.pk, *(part.pk for part in parts)])
        record = records[objection.pk]
        row = row_of(card, objection, record, parts, records, post, viewer)
        holders = [h for each in records.values() for h in each.holders]
        essay = Essay.of(post, viewer)
        wordings = Wordings.load(
            objection=objection,
            card=card,
            holders=holders,
            answered=bool(record.stances),
            essay=essay,
            viewer=viewer,
            cards=cards,
        )
        return cls(
            essay=essay,
            o=card,
            row=row,
            noun="Question" if card.kind == Kind.QUESTION else "Objection",
            people=[_person(h, objection, card, records) for h in holders],
            merged_into=cards.get(objection.merged_into_id or 0),
            parts=[cards[part.pk] for part in parts],
            similar=[cards[pk] for pk in sorted(similar_in(post.pk)[objection.pk]) if pk in cards],
            history=history_of(
                objection,
                record,
                parts,
                post.author.shown_name,
                cards[objection.pk].raised_readable,
                list(
                    FormerTag.objects.filter(
                        objection=objection, reply__state=State.VISIBLE
                    ).select_related("reply__author")
                ),
            ),
            may=_may(viewer, essay, objection, record, holders),
            adoptable=[
                (int(q.url.split("/")[2]), f"{q.name}, {day(q.at)}: {q.text[:80]}")
                for q in record.tags
                if q.act == Act.ANSWER
            ],
            targets=[
                each
                for each in sorted(cards.values(), key=lambda c: c.number)
                if each.pk != card.pk
                and each.kind == card.kind
                and each.status not in (Status.MERGED, Status.STRUCK)
            ],
            question=question_to(viewer, record, post.author.shown_name),
            changes=record.changes,
            wordings=wordings,
            passage=PassagePart.load(objection=objection, card=card, essay=essay, viewer=viewer),
        )


def _may(
    viewer: Any, essay: Essay, objection: Objection, record: Record, holders: list[Holder]
) -> May:
    if viewer is None or not viewer.is_authenticated:
        return May()
    live = not objection.merged_into_id and not objection.struck_at
    going = live and not essay.locked and essay.state == "visible"
    own = max(
        (h for h in holders if h.user_id == viewer.pk), key=lambda h: h.state_at, default=None
    )
    holds = own is not None and own.holds
    return May(
        share=going and not essay.mine and not holds,
        say=live and own is not None and own.state != Event.WITHDRAW and bool(record.stances),
        take_back=live and own is not None and own.state != Event.WITHDRAW,
        main=live and holds,
        is_main=holds and own.is_main,
        position=going and essay.mine,
        curate=essay.staff,
    )


def _person(
    holder: Holder, objection: Objection, card: ObjectionCard, records: dict[int, Record]
) -> Person:
    events = records[holder.objection_id].events
    earlier = any(e.outdated for e in events if e.at == holder.state_at)
    said = {
        Event.HOLD: "",
        Event.REAFFIRM: f"still stands since {day(holder.state_at)}",
        Event.SATISFIED: f"satisfied {'with an earlier wording, ' if earlier else 'since '}"
        f"{day(holder.state_at)}",
        Event.WITHDRAW: f"took it back, {day(holder.state_at)}",
    }[Event(holder.state)]
    facts = [
        "raised it" if holder.user_id == objection.raiser_id else "shares it",
        "main disagreement" if holder.is_main and holder.holds else "",
        f"also put as “{holder.readable_wording}”" if holder.readable_wording else "",
        f"would be satisfied by: {holder.would_satisfy}"
        if holder.would_satisfy and holder.holds and card.claim_shown
        else "",
        "has left; not counted" if holder.user.left_at else said,
        "" if holder.objection_id == objection.pk else "came with a merged objection",
    ]
    return Person(
        holder.user.shown_name, holder.user.get_absolute_url(), "; ".join(filter(None, facts))
    )
