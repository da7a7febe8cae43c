"""What is measured, and what it ought to be."""

import re
import time
import uuid
from collections.abc import Callable, Iterator
from html import unescape
from random import Random
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from accounts.limits.rates import Limit
from accounts.models import User
from benchmark import texts
from benchmark.copies import multiply
from benchmark.floor import floor_of
from benchmark.meter import Median, median_of, sample_of
from benchmark.report import WORST
from benchmark.results import Measured, Results
from benchmark.scene import Scene
from forum.models import Post, Reply
from notifications.models import Happening
from web.page_cache import page_cache

OLDER = re.compile(rb'href="([^"]+)" rel="next"')
SHOWN = re.compile(rb'data-reply="(\d+)"')


def measure(scene: Scene, *, runs: int, say: Callable[[str], None]) -> Results:
    """Measure everything on the scene; `say` is told what comes next."""
    lines = []
    for step in (_threads, _pages, _posting, _searching, _attacked):
        for line in step(scene, runs):
            say(line.what)
            lines.append(line)
    version = ".".join(map(str, connection.get_database_version()))
    return Results(f"{connection.display_name} {version}", lines)


def _threads(scene: Scene, runs: int) -> Iterator[Measured]:
    visitor, member, returning = Client(), *map(_signed_in, (scene.member, scene.returning))
    empty = len(visitor.get(scene.threads[0].get_absolute_url(), secure=True).content)
    for size, post in scene.threads.items():
        what, url = f"Thread of {size:,}", post.get_absolute_url()
        yield _line(
            f"{what}: first visitor",
            _reading(visitor, url, runs, before=page_cache.clear),
            **_anatomy(visitor.get(url, secure=True).content, empty),
        )
        yield _line(f"{what}: next visitor", _reading(visitor, url, runs))
        yield _line(f"{what}: signed in", _reading(member, url, runs))
        yield _line(f"{what}: with new replies", _reading(returning, url, runs))
        yield _line(f"{what}: not changed", _not_changed(url, runs))


def _reading(client: Client, url: str, runs: int, **how: Any) -> Median:
    return median_of(lambda: client.get(url, secure=True), runs=runs, **how)


def _not_changed(url: str, runs: int) -> Median:
    """Return what it takes to tell a visitor that the page they have is still the same."""
    visitor = Client()
    same = {"if-none-match": visitor.get(url, secure=True).headers["ETag"]}
    return median_of(lambda: visitor.get(url, secure=True, headers=same), runs=runs)


def _pages(scene: Scene, runs: int) -> Iterator[Measured]:
    size = 300 if 300 in scene.threads else max(scene.threads)
    post = f"/posts/{scene.threads[size].pk}/"
    pages = {
        f"Index of {Post.objects.count()} posts": "/",
        f"Summary of {size:,} replies": f"{post}critique/",
        "Objection": f"{post}objections/1/",
    }
    readers = {"visitor": Client(), "signed in": _signed_in(scene.member)}
    for what, url in pages.items():
        more = {"with new replies": _signed_in(scene.returning)} if url == "/" else {}
        for who, client in (readers | more).items():
            yield _line(f"{what}: {who}", _reading(client, url, runs))
        anew = _reading(Client(), url, runs, before=page_cache.clear)
        yield _line(f"{what}: made anew", anew)


def _posting(scene: Scene, runs: int) -> Iterator[Measured]:
    client, bodies = _signed_in(scene.member), iter(texts.replies(20 * runs))
    # Nobody may post as fast as this measures.
    unlimited = override_settings(LIMITS={**settings.LIMITS, "replies": Limit()})
    for size in (size for size in scene.threads if size in (100, max(scene.threads))):
        send, what = _sending(client, scene.threads[size], size, bodies), f"Posting into {size:,}"
        with unlimited:
            cost = median_of(send, runs=4 * runs, before=_until_all_are_told)
        yield _line(what, cost)
        # With what is done beside the answer else.
        with unlimited, override_settings(TELL_BESIDE=False):
            cost = median_of(send, runs=4 * runs)
        yield _line(f"{what}, and telling of it", cost)


def _until_all_are_told() -> None:
    """Wait until nothing is done beside the requests that was begun by the last one."""
    while Happening.objects.filter(due_at__lte=timezone.now()).exists():
        time.sleep(0.01)


def _sending(client: Client, post: Post, size: int, bodies: Iterator[str]) -> Callable[[], Any]:
    """Return what posts one of `bodies` somewhere in the thread of a post."""
    places = ["", *Reply.objects.filter(post=post).values_list("pk", flat=True)]
    choose = Random(size)  # noqa: S311 (the same places each time)

    def send() -> Any:
        form = {"body": next(bodies), "parent": choose.choice(places), "token": str(uuid.uuid4())}
        # What was told of the last one is read by now; else it would be told of all together.
        client.cookies.pop("messages", None)
        return client.post(f"/posts/{post.pk}/reply/", form, secure=True)

    return send


def _searching(scene: Scene, runs: int) -> Iterator[Measured]:
    """Of ten times as many replies: what almost all have, what few have, and forty pages later."""
    size = max(scene.threads)
    count = multiply(scene.threads[size], times=9)
    visitor, what = (
        Client(),
        f"Search of {round(count, -3):,} replies" if count > 1000 else "Search",
    )
    for words, typed in texts.searches().items():
        url = deep = f"/search/?{urlencode({'q': typed})}"
        yield _line(f"{what}: {words}", _reading(visitor, url, runs))
        for _ in range(40):
            found = OLDER.search(visitor.get(deep, secure=True).content)
            deep = unescape(found[1].decode()) if found else deep
        if deep != url:
            yield _line(f"{what}: {words}, page 41", _reading(visitor, deep, runs))


def _attacked(scene: Scene, runs: int) -> Iterator[Measured]:
    """The preview of the text that takes longest."""
    client = _signed_in(scene.member)

    def preview(what: str) -> Any:
        form = {"title": what, "body": bodies[what], "preview": "1"}
        return client.post("/posts/new/", form, secure=True)

    bodies = texts.attacks()
    worst = max(bodies, key=lambda what: sample_of(lambda: preview(what)).cpu)
    cost = median_of(lambda: preview(worst), runs=min(runs, 3), warm_up=0)
    yield _line(f"{WORST}: {worst}", cost)


def _line(what: str, cost: Median, **more: int) -> Measured:
    floor = floor_of(cost.size)
    return Measured(
        what=what,
        cpu=round(cost.cpu, 2),
        floor_cpu=round(floor.cpu, 3),
        times_floor=round(cost.cpu / floor.cpu, 1),
        wall=round(cost.wall, 2),
        queries=cost.queries,
        rows_written=cost.rows,
        most_rows_written=cost.most_rows,
        size=cost.size,
        **more,
    )


def _anatomy(page: bytes, empty: int) -> dict[str, int]:
    """Return how many replies a page shows, and how many bytes each costs beside its text.

    `empty` is the size of the page of the same essay with no reply.
    """
    shown = [int(pk) for pk in SHOWN.findall(page)]
    written = Reply.objects.filter(pk__in=shown).values_list("html", flat=True)
    markup = len(page) - empty - sum(len(html.encode()) for html in written)
    return {"replies_shown": len(shown), "markup_per_reply": round(markup / max(len(shown), 1))}


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
