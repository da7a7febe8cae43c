"""No page grows faster than what it shows: counted in questions, rows, calls and bytes.

Every route, by GET and by POST, on a site where there is very much of everything, against the same
on one with a share of it.
"""

import cProfile
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import connection, transaction
from django.db.backends.sqlite3.base import SQLiteCursorWrapper
from django.test import Client

from accounts.models import User
from mail.stopping import stop_url
from mail.words import MailKind
from notifications.models import Notification
from tests.cast import browser_of
from tests.examples import LONG, examples
from tests.routes import ROUTES, address_of, arguments_of
from tests.worlds.crowded import LETTERS, Crowded

pytestmark = pytest.mark.django_db

# Thirty are the fewest of which there are more than a page. A short run finds
# what takes twenty calls for each two of them, a long one what takes two.
BIG, SMALL = examples(120, 1000), examples(30, 100)
# What is so many times as much may cost so many times as much, and so much whatever there is.
TIMES, CALLS, ROWS = BIG // SMALL, 10_000, 400
# Some things are asked in batches, or only where there is more than a page of them.
QUERIES = 6
BYTES = 500_000
# Who sees most of a route, by what its name begins with.
PEOPLE = {
    "moderation": "mina",
    "profile": "mina",
    "topic": "mina",
    "decision": "critic1",
    "decisions": "critic1",
    "objection": "critic1",
    "proposal": "critic1",
    "notification": "critic1",
    "notifications": "critic1",
}
MOVE = '<li class="move"'
# What has all that there is, is as long as that, and is read a hundred objections at a time, so
# that no memory holds them all: six queries each time.
FILES = re.compile(r"/critique\.|/discussion\.zip|/data/(?:file|archive)/")
BATCHES = 6 * BIG // 100
# A thread begins with its essay, of which each objection is about another sentence.
THREAD = re.compile(r"/an-essay-with-")
SENTENCES = 150 * BIG


class Cost(NamedTuple):
    """What one request took, and how it ended."""

    calls: int
    rows: int
    queries: int
    size: int
    status: int


def requests(site: Crowded) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Yield who asks, how, for which address, and with what; of all that takes most."""
    values: dict[str, Any] = {
        "post_id": site.post.pk,
        "reply_id": site.reply.pk,
        "entry_id": site.entry.pk,
        "notification_id": Notification.objects.filter(person=site.critic).earliest("pk").pk,
        "number": 1,
        "address": "a",
        "slug": site.post.slug,
        "revision": site.size,
        "proposal_id": site.first.proposals.first().pk,
        "kind": "placed",
        "suffix": "csv",
        "topic": "topic",
        "username": "critic1",
        "key": "x",
        "uidb36": "1",
        "pk": 1,
        "session_id": 1,
        "appeal_id": site.appeal.pk,
        "thanks_id": site.thanks[0].pk,
        "place": f"essay-{site.post.pk}-reply",
        "digest": "0" * 32,
        "file": "480.webp",
        "token": stop_url(EmailAddress(pk=1), MailKind.ADDRESSED).split("/")[-2],
    }
    post, own = f"/posts/{site.post.pk}", f"/replies/{site.own.pk}"
    for name, route in ROUTES:
        wanted = set(arguments_of(route))
        assert wanted <= values.keys(), f"say what to put into {name}: {route}"
        url = address_of(route, values)
        who = PEOPLE.get(name.partition("-")[0], "alice")
        yield who, "get", url, {}
        yield who, "post", url, {}
    for part in (site.first, site.part, site.end):
        yield "mina", "get", f"{post}/objections/{part.number}/", {}
    middle, reason = f"{post}/objections/{site.middle.number}", {"reason": "Why."}
    yield "mina", "post", f"{middle}/unmerge/", reason
    yield "mina", "post", f"{middle}/strike/", reason
    yield "mina", "post", f"{post}/objections/1/strike/", reason
    into = {"into": site.part.number, **reason}
    yield "mina", "post", f"{post}/objections/1/merge/", into
    yield "alice", "get", f"{post}/objections/1/", {}
    yield "alice", "post", f"{post}/objections/1/position/", {"stance": "declined", "text": "No."}
    for suffix in ("json", "md", "argdown", "jsonld"):
        yield "", "get", f"{post}/critique.{suffix}", {}
    for query in ("?since=2026-01-01", "?page=2", "?person=critic1"):
        yield "critic1", "get", f"{post}/critique/{query}", {}
    yield "", "get", f"{post}/critique/", {}
    yield "critic1", "get", "/desk/?show=asked", {}
    for query in ("", "?sort=top"):
        yield "critic1", "get", f"{post}/{site.post.slug}/{query}", {}
    for what in ({"add": "essay"}, {"drop": "essay"}, {"add": site.own.pk}):
        yield "critic1", "post", f"{post}/votes/", what
    yield "", "get", "/?sort=top", {}
    yield "alice", "get", "/u/alice/", {}
    described = {"body": "Anew.", "seen": site.size, "reason": "Why."}
    yield "mina", "post", "/topics/topic/description/", described
    yield "mina", "get", f"{post}/{site.post.slug}/", {}
    yield "mina", "get", f"{post}/critique/", {}
    for who, where in (("alice", own), ("critic1", f"/replies/{site.points.pk}")):
        yield who, "get", f"{where}/points/", {}
        same = {f"to-{letter}": "same" for letter in LETTERS}
        yield who, "post", f"{where}/points/", same
        yield who, "post", f"{where}/points/change/", {"tag": 1, "to": "x"}
    for who in ("alice", "critic1"):
        body = {"body": site.points.body}
        yield who, "post", f"{post}/reply/points/", body
        yield who, "post", f"{post}/reply/", {**body, "preview": "1"}
    essay = {"title": "Title", "body": site.post.body, "preview": "1"}
    yield "alice", "post", f"{post}/edit/", essay
    yield "alice", "post", "/posts/new/", essay


def cost_of(client: Client, how: str, url: str, data: dict[str, Any]) -> Cost:
    """Return what a request takes; what it did is taken back."""
    rows = queries = 0
    fetch = SQLiteCursorWrapper.fetchmany

    def fetchmany(self: Any, *args: Any) -> list[Any]:
        nonlocal rows
        found = fetch(self, *args)
        rows += len(found)
        return found

    def count(execute: Any, *args: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*args)

    cache.clear()
    profile = cProfile.Profile(builtins=False)
    with pytest.MonkeyPatch.context() as patched, transaction.atomic():
        patched.setattr(SQLiteCursorWrapper, "fetchmany", fetchmany)
        with connection.execute_wrapper(count):
            profile.enable()
            response = getattr(client, how)(url, data)
            content = b"".join(response) if response.streaming else response.content
            profile.disable()
        transaction.set_rollback(True)
    calls = sum(entry.callcount for entry in profile.getstats())
    return Cost(calls, rows, queries, len(content), response.status_code)


def costs(size: int) -> dict[tuple[str, str, str], list[Cost]]:
    """Return what each request takes on a site of `size`, by who asks, how and where.

    A short run sends nothing to what is a page: that is the page again, and what it refuses.
    """
    with transaction.atomic():
        site = Crowded(size)
        found = defaultdict(list)
        for who, how, url, data in requests(site):
            page = found[who, "get", re.sub(r"\d+", "N", url)] if how == "post" else ()
            if not LONG and not data and any(each.status == 200 for each in page):
                continue
            client = browser_of(User.objects.get(username=who) if who else None)
            found[who, how, re.sub(r"\d+", "N", url)].append(cost_of(client, how, url, data))
        transaction.set_rollback(True)
    return found


def test_security_45_no_page_grows_faster_than_what_it_shows():
    small, big = costs(SMALL), costs(BIG)
    assert small.keys() == big.keys()
    wrong = {}
    for request, every in big.items():
        for before, now in zip(small[request], every, strict=True):
            is_file = FILES.search(request[2])
            longest = BYTES + (TIMES * before.size if is_file else 0)
            longest += SENTENCES if THREAD.search(request[2]) else 0
            asked = before.queries + QUERIES + (BATCHES if is_file else 0)
            fits = {
                "answered alike": now.status == before.status < 500,
                "calls": now.calls <= TIMES * before.calls + CALLS,
                "rows": now.rows <= TIMES * before.rows + ROWS,
                "queries": now.queries <= asked,
                "bytes": now.size <= longest,
            }
            if not all(fits.values()):
                wrong[request] = [name for name, so in fits.items() if not so], before, now
    assert wrong == {}


def test_an_objections_lists_end_at_their_last_page():
    site = Crowded(120)
    url = f"/posts/{site.post.pk}/objections/1/"
    visitor = browser_of(None)
    first, last = (visitor.get(url, {"page": n}).content.decode() for n in (1, 7))
    assert f'href="{url}?page=2"' in first and f'href="{url}?page=6"' in last
    assert "More in these lists" not in last
    assert visitor.get(url, {"page": 8}).status_code == 404
    summary = visitor.get(f"/posts/{site.post.pk}/critique/").content.decode()
    row, link = f'id="objection-{site.first.number}"', f'<li><a href="{url}#exchange-h">'
    told = summary.partition(row)[2].partition("</li>\n")[0]
    assert first.count(MOVE) == 100 and told.count(MOVE) == 5 and link in told
