"""Measures requests: processor time, time on the clock, queries, rows written, bytes."""

import gc
import time
from collections.abc import Callable
from statistics import median
from typing import Any, NamedTuple

from django.db import connection
from django.http import HttpResponse

WRITES = ("INSERT", "UPDATE", "DELETE")


class Sample(NamedTuple):
    """One request. Times are in milliseconds; processor time is this process's alone."""

    cpu: float
    wall: float
    queries: int
    rows: int
    size: int


class Median(NamedTuple):
    """The middle of several samples, and the most rows that any of them wrote."""

    cpu: float
    wall: float
    queries: int
    rows: int
    most_rows: int
    size: int


class _Counter:
    """Counts the queries of a connection, and the rows they write."""

    def __init__(self) -> None:
        self.queries = self.rows = 0

    def __call__(self, execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
        result = execute(sql, params, many, context)
        self.queries += 1
        sql = sql.lstrip()  # MPTT's own begin on a line of their own
        if sql.startswith(WRITES):
            # SQLite counts the rows of an INSERT … RETURNING only when they have been read.
            self.rows += max(context["cursor"].rowcount, 1 if sql.startswith("INSERT") else 0)
        return result


def sample_of(request: Callable[[], HttpResponse]) -> Sample:
    """Return what `request` cost. Raises RuntimeError where it was refused."""
    counter = _Counter()
    with connection.execute_wrapper(counter):
        wall, cpu = time.perf_counter(), time.process_time()
        response = request()
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    if response.status_code >= 400:
        raise RuntimeError(f"{response.status_code}: {response.content[:2000]!r}")
    size = len(response.content)
    return Sample(1000 * cpu, 1000 * wall, counter.queries, counter.rows, size)


def median_of(
    request: Callable[[], HttpResponse],
    *,
    runs: int,
    warm_up: int = 2,
    before: Callable[[], object] = lambda: None,
) -> Median:
    """Return the median of `runs` requests; `before` each of them something may be done."""
    samples = []
    gc.collect()
    for _ in range(warm_up + runs):
        before()
        samples.append(sample_of(request))
    columns = list(zip(*samples[warm_up:], strict=True))
    cpu, wall, queries, rows, size = (median(column) for column in columns)
    return Median(cpu, wall, int(queries), int(rows), max(columns[3]), int(size))
