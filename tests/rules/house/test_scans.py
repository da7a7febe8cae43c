"""No page reads a whole table that grows with the site: each finds its rows by an index.

Asked of the database itself. Its tables are small here, so PostgreSQL is told to read one whole
only where it has no other way.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.db import connection

from tests.cast import PASSWORD, browser_of
from tests.examples import examples
from tests.rules.security.test_nothing_leaks import addresses
from tests.worlds.canaries import Site

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

SCAN = re.compile(r"(?:^SCAN|Seq Scan on) (?P<name>[a-z]\w+_\w+|[TUVW]\d+)\b(?P<index> USING)?")
ALIAS = re.compile(r'"(\w+)" ([TUVW]\d+)\b')
# Of the pages: on SQLite a short run asks every other.
SOME = examples(2, 1) if connection.vendor == "sqlite" else 1
# Which table may be read whole, by what the query says, and why.
ALLOWED = (
    ("accounts_user", '"role" IN', "are there other moderators: asked in the queue alone"),
    (
        "critiques_position",
        '"in_part"',
        "by an index once it is large: there are few tags on a page",
    ),
    ("search_index", "MATCH", "the index of words itself, of which only what has them is read"),
    (
        "accounts_user",
        "search_indexentry",
        "PostgreSQL asks who is here once for all rows, if that is cheaper than for each",
    ),
    ("forum_posttopic", "taggit_tag", "the topics used most, over all essays"),
)


def scanned(sql: str, params: Any) -> Iterator[str]:
    """Yield the tables that a query reads whole; in order, until there are enough, is not whole."""
    tables = {alias: table for table, alias in ALIAS.findall(sql)}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' * (connection.vendor == 'sqlite')}{sql}", params)
        for row in cursor.fetchall():
            found = SCAN.search(str(row[-1]))
            if found and not (found["index"] and " LIMIT " in sql):
                yield tables.get(found["name"], found["name"])


def test_security_45_pages_find_their_rows_by_an_index() -> None:
    site = Site()
    urls = list(one_of_a_kind(addresses()))[::SOME]
    found: dict[tuple[str, str], str] = {}
    seen: set[str] = set()
    url = ""

    def ask(execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
        shape = re.sub(r"%s(, %s)*", "?", sql)
        if sql.startswith("SELECT") and shape not in seen:
            seen.add(shape)
            for table in scanned(sql, params):
                if not any(table == each and words in sql for each, words, _ in ALLOWED):
                    found[table, shape] = url
        return execute(sql, params, many, context)

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    for viewer in ("mina", "alice", "anonymous")[: examples(1, 3)]:
        client = browser_of(getattr(site, viewer, None))
        client.post("/account/reauthenticate/", {"password": PASSWORD})
        with connection.execute_wrapper(ask):
            for url in urls:
                client.get(url)
    assert len(seen) > 100 // SOME
    assert found == {}


def one_of_a_kind(urls: Iterable[str]) -> Iterator[str]:
    """Yield the first of those that differ by their numbers alone."""
    yield from {re.sub(r"\d+", "0", url): url for url in reversed(list(urls))}.values()
