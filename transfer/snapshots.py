"""Reading much in many queries, as it all was at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

BEGIN = {
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    # Deferred: it keeps no writer waiting, as one of Django's own transactions would.
    "sqlite": "BEGIN DEFERRED",
}


@contextmanager
def snapshot() -> Iterator[None]:
    """Let everything read within be of one moment, whatever others write meanwhile.

    It is for reading alone, and for seconds: the database keeps for so long what was there.
    Within a transaction there is nothing to begin.
    """
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(BEGIN[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
