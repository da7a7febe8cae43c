"""A critique as a table: one row for each objection or question, as RFC 4180 has it."""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from transfer.documents.critique import Critique
from transfer.documents.entries import Entry, usernames
from transfer.documents.plain import one_line
from transfer.documents.reading import entries
from transfer.values import time_of

# Without it spreadsheets take UTF-8 for something else.
MARK = "\ufeff"
# What would begin a formula in one spreadsheet or another: at the beginning of a cell, or behind a
# semicolon, where many languages' spreadsheets begin the next cell, whatever the quotes say.
FORMULA = re.compile(r"""(^|;)(?=[\s"']*[=+\-@|%＝＋－＠])""")
COLUMNS = (
    "number address kind round letter status status_words claim raiser raised_at "
    "holder_count holders main_disagreement_of passage passage_start passage_revision "
    "passage_state position position_at position_by position_text position_url "
    "stands_by stands_at stands_text "
    "merged_into url"
).split()


class _Pieces:
    """What the writer takes for a file: it gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def spreadsheet(post_id: int, base: str) -> Iterator[str]:
    """Yield a post's critique as CSV row by row, with a byte order mark; by number.

    People are named as in their addresses, separated by spaces; times are ISO 8601 in UTC. What
    would begin a formula has an apostrophe before it. See `Critique.load` for what it raises; the
    queries are its own and those of `entries`.
    """
    critique = Critique.load(post_id, base)
    rows = csv.writer(_Pieces(), quoting=csv.QUOTE_ALL)
    yield MARK + rows.writerow(COLUMNS)
    for entry in entries(critique, critique.numbered):
        yield rows.writerow([_cell(value) for value in _row(critique, entry)])


def _cell(value: str | int | datetime | None) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        return time_of(value) or ""
    if not isinstance(value, str):
        return str(value)
    return FORMULA.sub(r"\1'", one_line(value))


def _row(critique: Critique, entry: Entry) -> Iterable[str | int | datetime | None]:
    card, passage, stance, stands = entry.card, entry.passage, entry.stance, entry.record.stands
    quote = stance.quote if stance else None
    yield from (card.number, card.address, card.kind, card.round, card.letter)
    yield from (card.status, card.words, card.claim, entry.username, card.created_at)
    yield from (entry.holder_count, " ".join(usernames(entry.holding)))
    yield " ".join(usernames(entry.mains))
    yield (passage.exact or "") if passage else ""
    yield passage.start if passage else None
    yield passage.revision if passage else None
    yield passage.state if passage else ""
    yield stance.position if stance else ""
    yield stance.at if stance else None
    yield quote.username if quote else critique.post.author.username if stance else ""
    yield (stance.text or (quote.text if quote else "")) if stance else ""
    yield critique.at(quote.url) if quote else ""
    yield stands.username if stands else ""
    yield stands.at if stands else None
    yield stands.words if stands else ""
    yield card.merged_into
    yield critique.at(card.url)
