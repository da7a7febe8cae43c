"""Which entries have the words that are looked for: asked of FTS5 on SQLite, else of PostgreSQL.

Nothing else of this app, but its index, asks which database it is. Both are given words that were
found by `words`, so that both find the same.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from search.grammar import Wanted
from search.index import TABLE, WORDS
from search.words import in_title

# The index gives them in this order; sorted by their own id they would all be read first.
_LATEST = "-search_index.rowid"
_SAID = f"{TABLE}.words"


class FullTextQuery(NamedTuple):
    """What is looked for, as texts for the database.

    PostgreSQL’s index knows no order of words: of what it finds it is then asked which phrases
    stand there (`there`), and which do not (`absent`).
    """

    words: str
    there: str = ""
    absent: str = ""

    @classmethod
    def of(
        cls, wanted: Sequence[Wanted], unwanted: Sequence[Wanted], *, in_titles: bool
    ) -> "FullTextQuery":
        """Return it for words that must be there, one at least, and words that may not."""
        wanted = list(map(_titled, wanted)) if in_titles else wanted
        if connection.vendor == "sqlite":
            query = " AND ".join(map(_phrase, wanted))
            return cls(f"({query}) NOT ({_any(unwanted)})" if unwanted else query)
        lone = [f"!{_lexemes(each)}" for each in unwanted if len(each.words) == 1]
        return cls(
            " & ".join([*map(_lexemes, wanted), *lone]),
            _array(_pattern(each) for each in wanted if len(each.words) > 1),
            _array(_pattern(each) for each in unwanted if len(each.words) > 1),
        )


def having(entries: QuerySet, words: str, there: str, absent: str, below: int) -> QuerySet:
    """Return the entries with smaller ids than `below` that have what `FullTextQuery` says.

    Those with the greatest ids come first; no more are read than are taken.
    """
    if connection.vendor == "sqlite":
        # It does not see that its own ids are the same.
        found = ["search_index MATCH %s", f"search_index.rowid = {TABLE}.id"]
        return entries.extra(  # noqa: S610 (all of it is ours)
            tables=["search_index"],
            where=[*found, "search_index.rowid < %s"],
            params=[words, below],
        ).extra(order_by=[_LATEST])
    found = [
        f"{WORDS} @@ %s::tsquery",
        f"(%s::text = '{{}}' OR {_SAID} LIKE ALL (%s::text[]))",
        f"(%s::text = '{{}}' OR NOT ({_SAID} LIKE ANY (%s::text[])))",
    ]
    asked = [words, there, there, absent, absent]
    rows = entries.extra(where=found, params=asked)  # noqa: S610 (all of it is ours)
    return rows.filter(pk__lt=below).order_by("-pk")


def lacking(entries: QuerySet, unwanted: Sequence[Wanted], below: int) -> QuerySet:
    """Return the entries with smaller ids than `below` that have none of these, as above."""
    rows = entries.filter(pk__lt=below).order_by("-pk")
    if not unwanted:
        return rows
    if connection.vendor == "sqlite":
        have = "SELECT rowid FROM search_index WHERE search_index MATCH %s"
        found = f"{TABLE}.id NOT IN ({have})"
        return rows.extra(where=[found], params=[_any(unwanted)])  # noqa: S610 (all ours)
    found = f"NOT ({_SAID} LIKE ANY (%s::text[]))"
    return rows.extra(where=[found], params=[_array(map(_pattern, unwanted))])  # noqa: S610 (all ours)


def _titled(wanted: Wanted) -> Wanted:
    return wanted._replace(words=tuple(map(in_title, wanted.words)))


def _any(wanted: Iterable[Wanted]) -> str:
    return " OR ".join(map(_phrase, wanted))


def _phrase(wanted: Wanted) -> str:
    return f'"{" ".join(wanted.words)}"{" *" if wanted.begins else ""}'


def _lexemes(wanted: Wanted) -> str:
    return " & ".join(f"'{word}'" for word in wanted.words) + (":*" if wanted.begins else "")


def _pattern(wanted: Wanted) -> str:
    return f"% {' '.join(wanted.words)}{'' if wanted.begins else ' '}%"


def _array(texts: Iterable[str]) -> str:
    # No word has a quotation mark, a backslash, or a sign that stands for others.
    quoted = ",".join(f'"{each}"' for each in texts)
    return f"{{{quoted}}}"
