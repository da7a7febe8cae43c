"""What was said of a critique's objections, read for about a hundred of them at a time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import starmap
from operator import attrgetter

from django.db.models import QuerySet

from critiques.groups import Forest, speakers_again
from critiques.models import Holder, Objection
from critiques.people import HELD, Holding, holding_of
from critiques.record.cards import ObjectionCard
from critiques.record.exchange.beneath import beneath
from critiques.record.exchange.discussion import discussion_of
from critiques.record.exchange.exchanges import told_of
from critiques.record.exchange.moves import ToldMove
from critiques.record.sayings.records import records_of
from critiques.record.sayings.sayings import Record, record_of
from transfer.documents.critique import Critique
from transfer.documents.entries import Entry

# Objections of which everything that was said is in memory together.
BATCH = 100


def entries(
    critique: Critique, cards: Sequence[ObjectionCard], *, exchange: bool = False
) -> Iterator[Entry]:
    """Yield the entries of these, in their order; with the `exchange` on each, if it is wanted.

    One query, and five for each batch, four where the essay was never revised. A batch ends with
    its hundredth objection or soon after: to know why a whole still stands, what became part of
    it is read along with it, and counts there, and by itself where it has an entry of its own.
    For the exchange it takes three queries more, and for each batch one, and one where replies
    point to others.
    """
    reader, batch, size = _Reader(critique, exchange), [], 0
    for card in cards:
        batch.append(card)
        size += len(reader.read_with(card))
        if size >= BATCH:
            yield from reader.read(batch)
            batch, size = [], 0
    if batch:
        yield from reader.read(batch)


class _Reader:
    """Reads entries of a critique. One query."""

    def __init__(self, critique: Critique, exchange: bool) -> None:
        self.critique = critique
        cards = sorted(critique.cards, key=attrgetter("number"))
        self.addresses = {card.pk: card.address for card in cards}
        self.places = {card.pk: place for place, card in enumerate(cards)}
        self.forest = Forest({card.pk: card.merged_into_id for card in critique.numbered})
        parts = Objection.objects.filter(post=critique.post, merged_into__isnull=False)
        ends = self.forest.ends
        author = critique.post.author_id
        replies = discussion_of(critique.post.pk) if exchange else None
        self.said_beneath = beneath(replies, ends, author) if replies else None
        self.known: dict[tuple[int, ...], Holding] = {}
        self.below = _held(parts.filter(merged_into__merged_into__isnull=False))

    def read_with(self, card: ObjectionCard) -> list[int]:
        """Return what is read for an entry: of a part of another nobody says why it stands."""
        return [card.pk] if card.merged_into_id else self.forest.group(card.pk)

    def read(self, batch: Sequence[ObjectionCard]) -> Iterator[Entry]:
        ids = {pk for card in batch for pk in self.read_with(card)}
        records = records_of(self.critique.post, None, ids)
        found = [(card, self._record(card, self.forest.group(card.pk), records)) for card in batch]
        moves: Mapping[int, Sequence[ToldMove]] = {}
        if self.said_beneath is not None:
            moves = told_of(found, self.said_beneath, self.critique.post, None).moves
        for card, record in found:
            parts = sorted(self.forest.group(card.pk)[1:], key=self.places.__getitem__)
            yield Entry(
                card=card,
                record=record,
                raiser=card.raiser.shown_name if card.raised_readable else "",
                username=card.raiser.username if card.raised_readable else "",
                parts=[self.addresses[pk] for pk in parts],
                passage=self.critique.passage(card),
                moves=moves.get(card.pk, ()),
            )

    def _record(
        self, card: ObjectionCard, group: Sequence[int], records: Mapping[int, Record]
    ) -> Record:
        if group == self.read_with(card):
            return record_of(group, records)
        own = records[card.pk]
        holders = [(each.user_id, each) for each in own.holders]
        below = [each for pk in group[1:] for each in self.below[pk]]
        return replace(own, holders=speakers_again([*holders, *below], self.known))


def _held(parts: QuerySet) -> Mapping[int, list[tuple[int, Holding]]]:
    """Return who holds these, with their ids, by the id of the objection. One query.

    They stay in memory: read along with each part above them, those at the end of a long chain
    would be read as often as it is long.
    """
    held = defaultdict(list)
    found = Holder.objects.filter(objection__in=parts.values("pk")).order_by("since", "pk")
    for each in starmap(holding_of, found.values_list(*HELD)):
        held[each.objection_id].append((each.user_id, each))
    return held
