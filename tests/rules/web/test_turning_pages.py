"""Whoever turns the pages of a list meets all that was there throughout once, whatever happens."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from taggit.models import Tag as Topic

import critiques.pages.coverage
import staff.pages.decisions
import staff.pages.log
import staff.queue.turning
import threads.page_numbers
import threads.pages.lists.orders
import threads.pages.people.sections
import threads.pages.revisions.differences
import threads.pages.topics.listing
from accounts.statements import Statement
from forum.actions.states import set_reply_state
from forum.models import Post, PostRevision, Reply, State
from moderation.models import LogEntry, Notice, Report
from tests.cast import answer, browser_of, moderator, person, publish
from tests.examples import examples
from web.page_cache import page_cache

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
SIZE = 3
LINK = {
    name: re.compile(rf'<a class="btn btn--line" href="([^"]+)" rel="{name}"')
    for name in ("next", "prev")
}
DEFAULTS = {"sort=oldest", "sort=active", "by="}
# What is done between two pages: to which row, by chance, and what.
DEEDS = st.lists(
    st.lists(st.tuples(st.sampled_from(["add", "hide", "move"]), st.integers(0, 40)), max_size=3),
    max_size=12,
)
quick = settings(
    max_examples=examples(2, 60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass
class List:
    """A list: where it is, what its rows are called on its pages, and what may happen to it."""

    url: str
    row: str
    rows: Callable[[], list[int]]
    add: Callable[[int], Any]
    hide: Callable[[int], Any] = lambda _: None
    reader: Client | None = None
    # What addresses call a page by its number, and what stands before a place.
    number: str = "page"
    prefix: str = ""

    def page(self, url: str) -> tuple[list[int], str, str]:
        """Return the rows of a page, and where the next and the one before are."""
        response = (self.reader or Client()).get(url)
        assert response.status_code == 200, url
        page = response.content.decode()
        found = {name: pattern.search(page) for name, pattern in LINK.items()}
        ways = [unescape(found[name][1]) if found[name] else "" for name in LINK]
        here = [int(each) for each in re.findall(self.row, page)]
        return list(dict.fromkeys(here)), *ways


def post_reply(post: Post, number: int, **more: Any) -> Reply:
    """Put a top-level reply into the thread, as if it was written `number` minutes in."""
    at = START + timedelta(minutes=number)
    made = answer(post.author, post, f"Words {number}")
    Reply.objects.filter(pk=made.pk).update(created_at=at, **more)
    made.refresh_from_db()
    return made


def hide(reply: int) -> None:
    found = Reply.objects.select_related("post").get(pk=reply)
    if found.state == State.VISIBLE:
        with transaction.atomic():
            set_reply_state(reply=found, state=State.HIDDEN, reason="Rude")
        Post.objects.filter(pk=found.post_id).update(version=found.post.version + 1000 + reply)


def answered(reply: int) -> None:
    """Let a branch grow, by which pages by number would move."""
    found = Reply.objects.select_related("post", "author").get(pk=reply)
    if found.state == State.VISIBLE:
        answer(found.author, found.post, "Beneath", found)


def thread(essay: Post, sort: str) -> List:
    for number in range(8):
        post_reply(essay, 10 * number)
    roots = Reply.objects.filter(post=essay, parent=None, state=State.VISIBLE)
    return List(
        f"{essay.get_absolute_url()}?sort={sort}",
        r'data-reply="(\d+)" data-parent=""',
        lambda: list(roots.values_list("pk", flat=True)),
        lambda n: (post_reply(essay, 3 * n), answered(roots.order_by("pk")[0].pk)),
        hide,
    )


def profile(essay: Post) -> List:
    for number in range(8):
        post_reply(essay, 10 * number)
    said = Reply.objects.filter(post=essay, state=State.VISIBLE)
    return List(
        "/u/alice/",
        r'href="/replies/(\d+)/',
        lambda: list(said.values_list("pk", flat=True)),
        lambda n: post_reply(essay, 3 * n),
        hide,
    )


def essays_of_somebody(essay: Post) -> List:
    return replace(
        index(essay, "new"),
        url="/u/alice/",
        row=r'<h3><a href="/posts/(\d+)/',
        number="essays",
        prefix="essays_",
    )


def log(essay: Post) -> List:
    def add(number: int) -> None:
        at = START + timedelta(minutes=number)
        LogEntry.objects.create(act="lock", post=essay, reason="Heated", created_at=at)

    for number in range(8):
        add(10 * (number // 2))
    lines = LogEntry.objects.all()
    return List(
        "/moderation/log/",
        r'id="log-(\d+)"',
        lambda: list(lines.values_list("pk", flat=True)),
        lambda n: add(3 * n),
    )


def decisions(essay: Post) -> List:
    def add(number: int) -> None:
        at = START + timedelta(minutes=number)
        line = {"act": "warn", "post": essay, "person": essay.author, "reason": "Rude"}
        entry = LogEntry.objects.create(created_at=at, **line)
        Notice.objects.create(entry=entry, person=essay.author)

    for number in range(8):
        add(10 * (number // 2))
    told = Notice.objects.filter(person=essay.author)
    return List(
        "/account/decisions/",
        r'id="decision-(\d+)"',
        lambda: list(told.values_list("entry", flat=True)),
        lambda n: add(3 * n),
        lambda entry: told.filter(entry=entry).delete(),
        browser_of(essay.author),
    )


def index(essay: Post, sort: str) -> List:
    def add(number: int) -> None:
        made = publish(essay.author, f"Essay {number}")
        at = START + timedelta(minutes=number)
        pinned = at if number % 7 == 0 else None
        Post.objects.filter(pk=made.pk).update(published_at=at, active_at=at, pinned_at=pinned)

    def withdraw(post: int) -> None:
        Post.objects.filter(pk=post).update(state=State.WITHDRAWN)

    for number in range(8):
        add(10 * (number // 2))
    posts = Post.objects.filter(state=State.VISIBLE)
    return List(
        f"/?sort={sort}",
        r'<h2><a href="/posts/(\d+)/',
        lambda: list(posts.values_list("pk", flat=True)),
        lambda n: add(3 * n),
        withdraw,
    )


def revisions(essay: Post) -> List:
    def add(_: int) -> None:
        number = Post.objects.get(pk=essay.pk).revision + 1
        PostRevision.objects.create(post=essay, number=number, title="T", body=f"{number}")
        Post.objects.filter(pk=essay.pk).update(revision=number)

    for number in range(8):
        add(number)
    return List(
        f"/posts/{essay.pk}/revisions/?from=1&to=1",
        r'name="from" value="(\d+)"',
        # The two that are compared stand on each page.
        lambda: list(range(2, Post.objects.get(pk=essay.pk).revision + 1)),
        add,
    )


def coverage(essay: Post) -> List:
    return replace(
        profile(essay), url=f"/posts/{essay.pk}/critique/other/", add=lambda n: answer_to(essay, n)
    )


def answer_to(essay: Post, number: int) -> None:
    """Reply to one of what is there, or to the essay."""
    public = Reply.objects.filter(post=essay, state=State.VISIBLE).order_by("pk")
    parent = public[number % public.count()] if number % 3 else None
    answer(essay.author, essay, f"Words {number}", parent)


def queue(essay: Post, by: str) -> List:
    dave = person("dave")

    def add(number: int) -> None:
        made = answer(essay.author, essay, f"Words {number}")
        at = START + timedelta(minutes=number)
        Report.objects.create(post=essay, reply=made, reporter=dave, reason="Rude", created_at=at)

    for number in range(8):
        add(10 * number)
    waiting = Report.objects.filter(decision=None)

    def decide(reply: int) -> None:
        entry = LogEntry.objects.create(act="fine", post=essay, reason="Fine")
        waiting.filter(reply=reply).update(decision=entry)

    return List(
        f"/moderation/?by={by}",
        r'data-report="\d+-(\d+)"',
        lambda: list(waiting.values_list("reply", flat=True)),
        lambda n: add(3 * n + 1),
        decide,
        browser_of(moderator()),
    )


def topics(essay: Post) -> List:
    def add(number: int) -> None:
        publish(essay.author, "On it", topics=f"t{number % 30} {number}")

    def withdraw(topic: int) -> None:
        essays = Post.objects.filter(topics=topic)
        essays.update(state=State.WITHDRAWN)

    for number in range(8):
        add(10 * number)
    return List(
        "/topics/",
        r'id="topic-(\d+)"',
        lambda: list(Topic.objects.filter(post__state=State.VISIBLE).values_list("pk", flat=True)),
        lambda n: add(3 * n),
        withdraw,
    )


KINDS: dict[str, Callable[[Post], List]] = {
    "the thread, oldest first": lambda essay: thread(essay, "oldest"),
    "the thread, newest first": lambda essay: thread(essay, "newest"),
    "somebody’s replies": profile,
    "somebody’s essays": essays_of_somebody,
    "the log": log,
    "one’s decisions": decisions,
    "the index, newest first": lambda essay: index(essay, "new"),
    "the index, without answers": lambda essay: index(essay, "unanswered"),
    "the index by activity": lambda essay: index(essay, "active"),
    "topics": topics,
    "revisions": revisions,
    "coverage": coverage,
    "the queue": lambda essay: queue(essay, ""),
    "the queue by thread": lambda essay: queue(essay, "thread"),
}


class Numbered(dict):
    """The statements that number the pages of a thread, written for small ones."""

    def __missing__(self, sort: str) -> Any:
        self[sort] = threads.page_numbers._numbered(sort)
        Statement.every.remove(self[sort])  # it is none of the site's own
        return self[sort]


# As long as the tests run: what a connection keeps is known by which statement it is.
NUMBERED = Numbered()


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.LIMITS = dict.fromkeys(settings.LIMITS, ((), (), ()))
    for module in (
        staff.pages.decisions,
        staff.pages.log,
        threads.pages.revisions.differences,
        threads.pages.lists.orders,
        threads.pages.people.sections,
        threads.pages.topics.listing,
        critiques.pages.coverage,
    ):
        monkeypatch.setattr(module, "PAGE", SIZE)
    monkeypatch.setattr(threads.page_numbers, "SIZE", SIZE)
    # A statement is written once, with the size that it had then.
    monkeypatch.setattr(threads.page_numbers, "_NUMBERED", NUMBERED)
    monkeypatch.setattr(staff.queue.turning, "SHOWN", SIZE)
    # What asks for a whole first page was written for twenty.
    monkeypatch.setattr(threads.pages.lists.orders, "_FIRST", FirstPages())


class FirstPages(dict):
    """The first pages of the index, as they are asked for."""

    def __missing__(self, sort: str) -> Any:
        module = threads.pages.lists.orders

        class Asked:
            @staticmethod
            def rows(viewer: Any) -> list[Post]:
                return list(module._marks(module.public_posts(viewer), sort)[: SIZE + 1])

        return Asked


@pytest.fixture(scope="module", params=KINDS)
def found(kept_db: None, request: pytest.FixtureRequest) -> Iterator[List]:
    """One list after the other, each made once; what a test does to it is taken back."""
    with transaction.atomic():
        yield KINDS[request.param](publish(person("alice")))
        transaction.set_rollback(True)


def walk(found: List, deeds: list, start: str, way: int) -> Iterator[list[int]]:
    """Yield the rows of page after page, while these things happen between them."""
    url, left = start, list(deeds)
    for _ in range(60):
        here, *ways = found.page(url)
        yield here
        url = ways[way]
        if not url:
            return
        for deed, number in left.pop(0) if left else ():
            rows = found.rows()
            if deed == "add" and len(rows) < 40:
                found.add(number)
            elif deed == "hide" and len(rows) > 2:
                found.hide(rows[number % len(rows)])
    raise AssertionError("There is no end to it.")


@quick
@given(deeds=DEEDS)
def test_each_row_that_stays_is_met_once(found: List, deeds: list) -> None:
    with transaction.atomic():
        page_cache.clear()
        before = set(found.rows())
        met = [row for page in walk(found, deeds, found.url, 0) for row in page]
        stayed = before & set(found.rows())
        times = {row: met.count(row) for row in stayed}
        assert set(times.values()) <= {1}, times
        assert max((met.count(row) for row in before), default=0) <= 1
        transaction.set_rollback(True)


def test_there_and_back_again(found: List) -> None:
    pages = list(walk(found, [], found.url, 0))
    assert len(pages) > 2
    last = found.url
    while way := found.page(last)[1]:
        last = way
    back = list(walk(found, [], last, 1))
    assert [row for page in reversed(back) for row in page] == [row for p in pages for row in p]


def test_numbers_and_filters_still_answer(found: List) -> None:
    join = "&" if "?" in found.url else "?"
    first, second, *_ = walk(found, [], found.url, 0)
    assert found.page(f"{found.url}{join}{found.number}=2")[0] == second
    _, older, newer = found.page(f"{found.url}{join}{found.number}=2")
    assert found.page(newer)[0] == first
    for asked in set(found.url.partition("?")[2].split("&")) - DEFAULTS:
        assert asked in older and asked in newer


@pytest.mark.parametrize("found", [kind for kind in KINDS if "log" not in kind], indirect=True)
def test_a_page_whose_beginning_is_gone_still_works(found: List) -> None:
    first, second, *_ = walk(found, [], found.url, 0)
    way = found.page(found.url)[1]
    found.hide(first[-1])
    assert found.page(way)[0] == second
    if "/revisions/" in found.url:
        return  # none of them ever goes
    # Where nothing is left after it there is a way back, to all that is left.
    for row in set(found.rows()) - {*first}:
        found.hide(row)
    here, older, newer = found.page(way)
    assert (here, older) == ([], "")
    assert found.page(newer)[0] == first[:-1]


NONSENSE = ["x", "-", "1", "1-2-3-4", "01-2", "1-02", "9" * 18 + "-1", "1-x", "٣-1", "1--2"]


def test_nonsense_is_no_page(found: List) -> None:
    join, reader = "&" if "?" in found.url else "?", found.reader or Client()
    # Revisions are placed by their number alone.
    places = [place for place in NONSENSE if place != "1" or "/revisions/" not in found.url]
    asked = [
        f"{found.url}{join}{found.prefix}{name}={at}"
        for name in ("after", "before")
        for at in places
    ]
    assert {url: reader.get(url).status_code for url in asked} == dict.fromkeys(asked, 404)


@pytest.mark.parametrize("found", ["the thread, oldest first"], indirect=True)
def test_made_up_places_fill_no_cache(found: List, monkeypatch: pytest.MonkeyPatch) -> None:
    page_cache.clear()
    kept: list[str] = []
    put = page_cache.put_bytes
    monkeypatch.setattr(
        type(page_cache), "put_bytes", lambda self, key, data: (kept.append(key), put(key, data))
    )
    found.page(found.page(found.url)[1])
    known = [key for key in kept if "after=" in key]
    assert len(known) == 1
    microseconds = (timezone.now() - datetime.min.replace(tzinfo=UTC)) // timedelta(microseconds=1)
    for number in range(5):
        found.page(f"{found.url}&before={microseconds + number}-{number}")
    assert [key for key in kept if "before=" in key] == []
