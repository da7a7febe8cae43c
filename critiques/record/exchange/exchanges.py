"""The exchanges on several objections: the moves with what stands beneath each, and
where a reply only points to another, with what that says."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from critiques.prose.excerpts import whole_sentences
from critiques.record.cards import ObjectionCard
from critiques.record.exchange.beneath import NOTHING, Below
from critiques.record.exchange.deeds import put_here
from critiques.record.exchange.moves import ToldMove, moves_of, said_in
from critiques.record.sayings.quotes import EXCERPT, Quote, quotes_of
from critiques.record.sayings.sayings import Record
from forum.models import Post

# What is told of other replies than those that make a move: the first sentence, or two short ones.
FIRST = 120
# Of what stands beneath one move.
MOST = 3
# A reply with a link to another that says no more than this says what that says.
POINTER = 60
LINK = re.compile(r'href="(?:https?://[^"/]+)?/replies/(\d{1,18})/')


class Exchanges(NamedTuple):
    """The moves on each objection by its id, and other replies that were asked for by theirs."""

    moves: dict[int, list[ToldMove]]
    others: dict[int, ToldMove]


def told_of(
    records: Iterable[tuple[ObjectionCard, Record]],
    below: Mapping[int, Below],
    post: Post,
    viewer: Any,
    others: Iterable[int] = (),
    length: int = EXCERPT,
) -> Exchanges:
    """Return what readers are told of these objections to `post`, and of the replies `others`.

    `below` has what was said beneath each; of what makes a move so many characters are told. One
    query, and one more where a reply points to another.
    """
    records, others = list(records), list(others)
    beneath = {card.pk: below.get(card.pk, NOTHING).told for card, _ in records}
    wanted = {*others, *(reply for _, record in records for reply in said_in(record))}
    wanted |= {pk for own in beneath.values() for each in own.values() for pk in each[:MOST]}
    quotes = quotes_of(post, viewer, wanted)
    tags = (tag for _, record in records for tag in record.tags)
    pointing = {
        quote.reply: to for quote in (*tags, *quotes.values()) for to in [_pointed_to(quote)] if to
    }
    targets = quotes_of(post, viewer, set(pointing.values()))

    def complete(move: ToldMove) -> ToldMove:
        target = targets.get(pointing.get(move.reply) or 0)
        return replace(move, points_to=_first(target)) if target else move

    def with_beneath(
        moves: list[ToldMove], told: Mapping[int, list[int]], record: Record
    ) -> Iterator[ToldMove]:
        # What a point says of this one is told, not what others of its reply say of others.
        own = quotes | {tag.reply: tag for tag in reversed(record.tags)}
        # It is told once, with the first of the moves that a reply makes.
        first = {move.reply: n for n, move in reversed([*enumerate(moves)])}
        for n, move in enumerate(moves):
            under = told.get(move.reply or 0, [])[:MOST] if first[move.reply] == n else []
            asides = (complete(_first(own[pk])) for pk in under if pk in quotes)
            # The point that said it may be gone from its reply.
            found = tuple(each for each in asides if each.text or each.points_to)
            made = complete(move)
            yield replace(made, beneath=found) if found else made

    return Exchanges(
        {
            card.pk: list(
                with_beneath(moves_of(card, record, post, quotes, length), beneath[card.pk], record)
            )
            for card, record in records
        },
        {pk: complete(_first(quotes[pk])) for pk in others if pk in quotes},
    )


def _first(quote: Quote) -> ToldMove:
    who, text = (quote.username, quote.name), whole_sentences(quote.own, FIRST)
    says = put_here() if quote.moved else ""
    return ToldMove("", *who, says, quote.at, quote.url, text, reply=quote.reply)


def _pointed_to(quote: Quote) -> int | None:
    link = LINK.search(quote.html)
    return int(link[1]) if link and len(quote.own) <= POINTER else None
