"""The index compared with the texts, and made anew, while the site goes on."""

from collections.abc import Callable, Iterator
from heapq import merge
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from search.entries import BATCH, COLUMNS, KINDS, entry_of, texts_of, write_entries
from search.index import agrees, fill
from search.models import IndexEntry

MODELS: dict[str, type[Model]] = {str(kind): model for model, kind in KINDS.items()}


def differences() -> Iterator[str]:
    """Yield a line for each entry that is not what its text would make, lacks, or is too much."""
    for kind, model in MODELS.items():
        entries = IndexEntry.objects.filter(kind=kind)
        texts = texts_of(model).order_by("pk").iterator(chunk_size=BATCH)
        while rows := list(islice(texts, BATCH)):
            kept = {each.of: each for each in entries.filter(of__in=[row.pk for row in rows])}
            yield from filter(None, (_difference(row, kept.get(row.pk)) for row in rows))
        for pk in entries.exclude(of__in=texts_of(model).values("pk")).values_list("of", flat=True):
            yield f"{kind} {pk} is in the index, and no text."
    if not agrees(connection):
        yield "The index has other words than its entries."


def _difference(row: Model, found: IndexEntry | None) -> str:
    wanted = entry_of(row)
    if found is None:
        return f"{wanted} is not in the index."
    if any(getattr(found, name) != getattr(wanted, name) for name in COLUMNS):
        return f"{wanted} has other words in the index."
    return ""


def rebuild(say: Callable[[int, int], None] = lambda done, of: None) -> int:
    """Write every entry anew, and return how many there are.

    A batch at a time, each with its rows locked, so that what is written meanwhile stays; `say` is
    told how many are done, and of how many. Where there were none, newer texts come last.
    """
    fill(connection)
    for kind, model in MODELS.items():
        IndexEntry.objects.filter(kind=kind).exclude(of__in=texts_of(model).values("pk")).delete()
    every = sum(texts_of(model).count() for model in MODELS.values())
    done, ids = 0, _in_time()
    while some := list(islice(ids, BATCH)):
        with transaction.atomic():
            rows: dict[tuple[str, int], Model] = {}
            for kind in sorted({kind for _, kind, _ in some}):
                pks = [pk for _, which, pk in some if which == kind]
                found = texts_of(MODELS[kind]).filter(pk__in=pks).order_by("pk")
                rows |= {(kind, row.pk): row for row in found.select_for_update(no_key=True)}
            write_entries(rows[kind, pk] for _, kind, pk in some if (kind, pk) in rows)
        done += len(some)
        say(done, every)
    return done


def _in_time() -> Iterator[tuple[Any, str, int]]:
    """Yield when each text was written, its kind and number, the oldest first."""
    return merge(*(_of(kind, model) for kind, model in MODELS.items()))


def _of(kind: str, model: type[Model]) -> Iterator[tuple[Any, str, int]]:
    moment = "date_joined" if kind == IndexEntry.Of.PERSON else "created_at"
    # Read whole: while it is walked through, each batch ends a transaction.
    for at, pk in list(texts_of(model).order_by(moment, "pk").values_list(moment, "pk")):
        yield at, kind, pk
