"""A critique as a table: one row for each objection or question, as RFC 4180 has it."""

import csv
import re
from collections.abc import Iterator
from datetime import datetime

from critiques.record.sayings.sayings import PositionWords
from transfer.documents.critique import Critique
from transfer.documents.entries import Entry, usernames
from transfer.documents.plain import safe_line
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
    if isinstance(value, str):
        return value if value.isalnum() else FORMULA.sub(r"\1'", safe_line(value))
    return time_of(value) or "" if isinstance(value, datetime) else str(value)


def _position(stance: PositionWords | None) -> tuple[str, str]:
    """Return whose words say it, and these: none that others than the author changed since."""
    if stance is None:
        return "", ""
    if stance.text or stance.quote is None:
        return stance.username, stance.text
    return stance.quote.username, "" if stance.reworded else stance.quote.text


def _row(critique: Critique, entry: Entry) -> list[str | int | datetime | None]:
    card, passage, stance, stands = entry.card, entry.passage, entry.stance, entry.record.stands
    quote = stance.quote if stance else None
    return [
        *(card.number, card.address, card.kind, card.round, card.letter),
        *(card.status, card.words, card.claim, entry.username, card.created_at),
        *(entry.holder_count, " ".join(usernames(entry.holding))),
        " ".join(usernames(entry.mains)),
        (passage.exact or "") if passage else "",
        passage.start if passage else None,
        passage.revision if passage else None,
        passage.state if passage else "",
        stance.position if stance else "",
        stance.at if stance else None,
        *_position(stance),
        critique.at(quote.url) if quote else "",
        stands.username if stands else "",
        stands.at if stands else None,
        stands.words if stands else "",
        card.merged_into,
        critique.at(card.url),
    ]
