"""Every route of the site, as everybody, on things in every state, against one table.

The table is `roles_table.TABLE`: what the design says, as rules. A route that is not there fails.
"""

from collections import Counter
from collections.abc import Iterator
from zlib import crc32

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse

from tests.examples import LONG
from tests.routes import ROUTES
from tests.rules.security.roles_table import TABLE, never
from tests.worlds.roles import ROLES, STATES, Case, World
from web.page_cache import page_cache

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

NAMES = sorted({name for name, _ in ROUTES})


def outcome(response: HttpResponse) -> str:
    """Return what came of a request in one word of the table."""
    status = response.status_code
    if status in (301, 302) and response.headers["location"].startswith("/account/login/"):
        return "sign in"
    words = {200: "shown", 204: "done", 301: "done", 302: "done", 409: "refused", 422: "refused"}
    return words.get(status, str(status))


def url_of(name: str, state: str, world: World) -> str:
    """Return the address of a route, for its kind of thing in this state."""
    wanted = next(pattern for each, pattern in ROUTES if each == name)
    args = world.args["site", ""] | world.args[TABLE[name].kind, state]
    return reverse(name, kwargs={k: v for k, v in args.items() if f"{k}>" in wanted})


def send(client: Client, method: str, url: str, data: dict) -> str:
    """Send a request and take back what it did; the page is loaded, but not printed."""
    cookies = client.cookies.copy()
    with pytest.MonkeyPatch.context() as patched, transaction.atomic():
        patched.setattr(Template, "render", lambda self, context=None, request=None: "")
        patched.setattr(page_cache, "put_bytes", lambda *page: None)
        found = outcome(getattr(client, method)(url, data))
        transaction.set_rollback(True)
    client.cookies = cookies
    return found


def test_every_route_is_in_the_table():
    missing = [name for name in NAMES if name not in TABLE]
    assert missing == [], "add a row for each to TABLE in tests/rules/security/roles_table.py"
    assert sorted(TABLE) == NAMES, "take the rows of routes that are gone out of TABLE"


def tried(name: str) -> Iterator[tuple[str, Case, set[str]]]:
    """Yield by which method somebody tries a route on what, and which outcomes are right.

    Of the states in which one person is answered alike, one; another from route to route and
    from person to person; and of the people who are answered alike, three. On PostgreSQL, where
    it is about the statements, one. A long run tries them all.
    """
    row, start = TABLE[name], crc32(name.encode())
    most = 1 if connection.vendor == "postgresql" else 3
    states = row.states or STATES[row.kind]
    for method, rule in (("get", row.get), ("post", row.post)):
        everybody: Counter[str] = Counter()
        for who in turned(ROLES, start):
            one: Counter[str] = Counter()
            for state in turned(states, crc32(who.encode(), start)):
                case = Case(who, row.kind, state)
                expected = rule(case)
                answer = " ".join(sorted(expected))
                # Which way a route is asked is settled before it looks at anything.
                if one[answer] < (len(states) if LONG and rule is not never else 1):
                    one[answer] += 1
                    if LONG or everybody[answer] < most:
                        everybody[answer] += 1
                        yield method, case, expected


def turned(every: tuple[str, ...], by: int) -> tuple[str, ...]:
    """Return them all, beginning with another one."""
    first = by % len(every)
    return every[first:] + every[:first]


@pytest.mark.parametrize("name", [name for name in NAMES if name in TABLE])
def test_security_14_who_may_do_what(name: str, world: World):
    wrong = []
    for method, case, expected in tried(name):
        data = TABLE[name].data(case, world) if method == "post" else {}
        url = url_of(name, case.state, world)
        found = send(world.clients[case.who], method, url, data)
        if found not in expected:
            wrong.append(f"{method} as {case.who}, {case.state}: {found}, not {sorted(expected)}")
    assert wrong == [], f"{name}\n" + "\n".join(wrong)
    assert connection.in_atomic_block
