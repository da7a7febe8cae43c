"""No address of the site writes when it is read, whoever reads it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.db import connection

from tests.cast import PASSWORD, browser_of
from tests.examples import examples
from tests.rules.security.test_nothing_leaks import addresses
from tests.worlds.canaries import Site

pytestmark = pytest.mark.django_db

WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
# So many addresses that differ by their numbers alone.
FEW = examples(1, 3)
# A session holds the secret of a new app until its first code comes.
NEW_SECRET = ("/account/2fa/totp/activate/", "django_session")


def few_of_a_kind(urls: Iterable[str]) -> Iterator[str]:
    """Yield the first of those that differ by their numbers alone."""
    seen: Counter[str] = Counter()
    for url in urls:
        shape = re.sub(r"\d+", "0", url)
        seen[shape] += 1
        if seen[shape] <= FEW:
            yield url


@pytest.mark.parametrize("viewer", ["mina", "alice", "anonymous"][: examples(1, 3)])
def test_security_23_no_address_writes_when_it_is_read(viewer: str, site: Site) -> None:
    client = browser_of(getattr(site, viewer, None))
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    written: dict[str, set[str]] = {}
    url = ""

    def watch(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        if (found := WRITES.match(sql)) and (url, found[1]) != NEW_SECRET:
            written.setdefault(url, set()).add(found[0])
        return execute(sql, *more)

    with connection.execute_wrapper(watch):
        for url in few_of_a_kind(addresses()):
            client.get(url, headers={"accept": "application/json"} if "webauthn" in url else {})
    assert written == {}
