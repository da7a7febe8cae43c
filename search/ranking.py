"""What is found, in order: by how well it fits, and how old it is.

Of the newest that have the words a block is ranked at a time, and with the first block those that
have them in their titles, however old. So a page costs the same whatever there is, and the same
wherever it is; and nothing that cannot be read has a part in the order.
"""

from collections.abc import Sequence
from datetime import datetime
from math import log2
from typing import Any, NamedTuple, Self

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Substr
from django.http import Http404

from accounts.statements import Statement
from search.filters import narrowed
from search.fulltext import FullTextQuery, having, lacking
from search.grammar import Query, Wanted
from search.models import IndexEntry
from search.visibility import found_by
from search.words import in_title
from web.addresses import whole_number

BLOCK = 200
TITLES = 60
# Of the words of a text, how much is looked at for ranking it, in characters.
LOOKED_AT = 4_000
# What words in a title weigh, and words that stand together as they were typed; in a text the tenth
# weighs less than the second, as BM25 has it.
IN_TITLE, TOGETHER, HALF = 3.0, 0.5, 2.0
# In seconds: what fits twice as well stands beside what is so much newer.
HALF_LIFE = 365 * 86_400
EVERY = Q()


class BlockPlace(NamedTuple):
    """Where a page begins: in the block below an id, after so many, of which the last has this id.

    What came into the index later than `top` is left out, so that nothing is shown twice.
    """

    top: int
    below: int
    done: int = 0
    last: int = 0

    @classmethod
    def read(cls, written: str) -> Self:
        """Return the place that an address names; raises Http404 where it names none."""
        numbers = [whole_number(each) for each in written.split("-")]
        if len(numbers) != len(cls._fields) or None in numbers:
            raise Http404("There is no such page.")
        return cls(*numbers)

    def __str__(self) -> str:
        return "-".join(map(str, self))


class RankedEntry(NamedTuple):
    """An entry that fits, and how well."""

    pk: int
    kind: str
    of: int
    rank: float


class RankedPage(NamedTuple):
    """What a page shows of what was found, and where the next begins, if there is one.

    `count` is how many there are, where a block holds them all; None where there are more.
    """

    found: list[RankedEntry]
    older: str
    count: int | None


def ranked(query: Query, viewer: Any, after: str, size: int) -> RankedPage:
    """Return a page of what `viewer` may find, `size` at most. Three queries at most.

    Raises Http404 where `after` names no place.
    """
    if after:
        place = BlockPlace.read(after)
    else:
        top = IndexEntry.objects.aggregate(top=Max("pk"))["top"] or 0
        place = BlockPlace(top, top + 1)
    is_first = place.below > place.top
    titles = _ahead(query, viewer, place.top)
    newest = _block(query, viewer, place.below)
    is_more, newest = len(newest) > BLOCK, newest[:BLOCK]
    ahead = {row[0] for row in titles}
    block = [*(titles if is_first else ()), *(row for row in newest if row[0] not in ahead)]
    in_order = sorted((_found(row, query.wanted) for row in block), key=_first)
    done = _done(in_order, place)
    here, left = in_order[done : done + size], in_order[done + size :]
    older = ""
    if left:
        older = str(place._replace(done=done + size, last=here[-1].pk))
    elif is_more:
        older = str(BlockPlace(place.top, newest[-1][0]))
    return RankedPage(here, older, None if is_more or not is_first else len(in_order))


def _done(in_order: Sequence[RankedEntry], place: BlockPlace) -> int:
    """Return how many of a block stand on earlier pages; some may have gone, or changed, since."""
    if not place.done:
        return 0
    by_id = {found.pk: number for number, found in enumerate(in_order, 1)}
    return by_id.get(place.last, min(place.done, len(in_order)))


def _rows(viewer: Any, condition: Q = EVERY) -> QuerySet:
    rows = IndexEntry.objects.filter(condition & found_by(viewer))
    return rows.values_list("pk", "kind", "of", "said_at", Substr("words", 1, LOOKED_AT))


@Statement
def _newest(viewer: Any, words: str, there: str, absent: str, below: int) -> QuerySet:
    return having(_rows(viewer), words, there, absent, below)[: BLOCK + 1]


@Statement
def _titled(viewer: Any, words: str, there: str, absent: str, below: int) -> QuerySet:
    return having(_rows(viewer), words, there, absent, below)[:TITLES]


def _block(query: Query, viewer: Any, below: int) -> list[tuple]:
    """Return the newest below an id, and one more where there are more than a block."""
    if not query.wanted:
        rows = _rows(viewer, narrowed(query.filters))
        return list(lacking(rows, query.unwanted, below)[: BLOCK + 1])
    asked = FullTextQuery.of(query.wanted, query.unwanted, in_titles=query.in_titles)
    if not query.filters:
        return _newest.rows(viewer, *asked, below)
    return list(having(_rows(viewer, narrowed(query.filters)), *asked, below)[: BLOCK + 1])


def _ahead(query: Query, viewer: Any, top: int) -> list[tuple]:
    """Return the newest that have the words in their titles."""
    if not query.wanted or query.in_titles:
        return []
    asked = FullTextQuery.of(query.wanted, query.unwanted, in_titles=True)
    if not query.filters:
        return _titled.rows(viewer, *asked, top + 1)
    return list(having(_rows(viewer, narrowed(query.filters)), *asked, top + 1)[:TITLES])


def _found(row: tuple, wanted: Sequence[Wanted]) -> RankedEntry:
    pk, kind, of, said_at, said = row
    return RankedEntry(pk, kind, of, _rank(said_at, said, wanted))


def _rank(said_at: datetime, said: str, wanted: Sequence[Wanted]) -> float:
    fits = 0.1
    for each in wanted:
        end = "" if each.begins else " "
        times = said.count(f" {' '.join(each.words)}{end}")
        title = f" {' '.join(map(in_title, each.words))}{end}"
        fits += times / (times + HALF) + (IN_TITLE if title in said else 0)
    if len(wanted) > 1:
        together = f" {' '.join(' '.join(each.words) for each in wanted)} "
        fits += TOGETHER * (together in said)
    return log2(fits) + said_at.timestamp() / HALF_LIFE


def _first(found: RankedEntry) -> tuple[float, int]:
    return -found.rank, -found.pk
