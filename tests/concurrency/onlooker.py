"""One of several processes around a cache that fails: `onlooker.py write|read ROOM …`.

`write ROOM STEPS READERS`: once there is a file `begun-0` in ROOM, posts; once there is `begun-1`,
posts more and hides what was posted before; and so on. At the end of each step every reader reads
all pages once while nothing is written; then there is a file `done-0`, and so on.

`read ROOM WHO URL`: reads all pages again and again, signed out and as WHO, with a cache at URL,
until nothing more is written. Prints, as JSON, at which steps the cache had anything while nothing
was written. A page that is refused, lacks what was posted before it was asked for, or has what was
hidden before that, ends it with exit code 1, and all others with it.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django

django.setup()

from django.core.cache.backends.redis import RedisCacheClient
from django.test.utils import override_settings

import config.urls  # noqa: F401 (imported once for them all)
import web.page_cache
from accounts.models import User
from config.caches import caches
from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from forum.actions.posts import publish, save_draft
from moderation.actions.removals import hide
from tests.cast import browser_of

# Which kinds of words stand on which page.
PAGES = {
    "/posts/1/essay-0/": ("Claim", "Answer"),
    "/posts/1/critique/": ("Claim",),
    "/posts/1/objections/1/": ("Answer",),
    "/": ("Title",),
}
Wait = Callable[[Callable[[], Any]], None]


class Told:
    """What can be read now and what no longer, as the writer tells it.

    A word is told as `shown` after it was posted, and no more before it is hidden; as `hidden`
    after that. `quiet` is the step that was written last, while nothing is.
    """

    def __init__(self, room: Path) -> None:
        self.file = room / "told"

    def tell(self, **told: Any) -> None:
        """Tell it anew, at once."""
        new = self.file.with_suffix(".new")
        new.write_text(json.dumps(told))
        new.rename(self.file)

    def now(self) -> Any:
        """Return what was told last."""
        return json.loads(self.file.read_text())


@contextmanager
def together(room: Path) -> Iterator[Wait]:
    """Yield what waits until something is there, or until another process has failed."""
    failed = room / "failed"

    def wait_for(what: Callable[[], Any]) -> None:
        while not what():
            if failed.exists():
                sys.exit()  # that one says why
            time.sleep(0.002)

    try:
        yield wait_for
    except BaseException:
        failed.touch()
        raise


def say(author: str, word: str, choice: Choice) -> tuple[str, dict[str, int]]:
    """Reply with a word; return it, and what hides it."""
    user, body = User.objects.get(username=author), f"I say {word}."
    reply = reply_with_tags(author=user, post_id=1, parent_id=None, body=body, choices=[choice])
    return word, {"reply_id": reply.pk}


def post(step: int) -> Iterator[tuple[str, dict[str, int]]]:
    """Raise an objection, answer one and publish an essay, as `say` does."""
    yield say("c0", f"Claim{step}", Choice("new", claim=f"Claim{step}"))
    yield say("c1", f"Answer{step}", Choice("answer", number=1))
    alice = User.objects.get(username="alice")
    essay = save_draft(author=alice, title=f"Title{step}", body="Text.", topics=[])
    publish(author=alice, post_id=essay.pk)
    yield essay.title, {"post_id": essay.pk}


def write(room: Path, steps: str, readers: str) -> None:
    """Post at each step, and hide what was posted at the one before."""
    mina, told = User.objects.get(username="mina"), Told(room)
    say("mina", "this", Choice("new", claim="What is answered"))
    shown: dict[str, dict[str, int]] = {}
    hidden: list[str] = []
    with together(room) as wait_for:
        told.tell(shown=[], hidden=[], quiet=None)
        for step in range(int(steps)):
            wait_for((room / f"begun-{step}").exists)
            before = dict(shown)
            for word, where in post(step):
                shown[word] = where
                told.tell(shown=list(shown), hidden=hidden, quiet=None)
            for word, where in before.items():
                del shown[word]
                told.tell(shown=list(shown), hidden=hidden, quiet=None)
                hide(moderator=mina, reason="A reason.", **where)
                hidden.append(word)
            told.tell(shown=list(shown), hidden=hidden, quiet=step)
            wait_for(lambda step=step: len(list(room.glob(f"read-{step}-*"))) == int(readers))
            (room / f"done-{step}").touch()
        (room / "over").touch()


def look(reader: User | None, path: str, told: Told) -> None:
    """Read a page; raises AssertionError where it is not as was told."""
    before = told.now()
    response = browser_of(reader).get(path)
    after = told.now()
    page = response.content.decode()
    assert response.status_code == 200, path
    assert ("data-user" in page) == (f'data-user="{reader}"' in page) == (reader is not None)
    lasting = set(before["shown"]) & set(after["shown"])
    due = [word for word in lasting if word.startswith(PAGES[path])]
    assert [word for word in due if word not in page] == [], path
    assert [word for word in before["hidden"] if word in page] == [], path


@contextmanager
def finds_noted() -> Iterator[list[Any]]:
    """Yield a list of what the cache had when it was asked."""
    found: list[Any] = []
    get_many = RedisCacheClient.get_many

    def noted(self: RedisCacheClient, keys: Any) -> Any:
        had = get_many(self, keys)
        found.extend(had)
        return had

    with patch.object(RedisCacheClient, "get_many", noted):
        yield found


def read(room: Path, who: str, url: str) -> list[int]:
    """Read all pages again and again; a cache that failed is asked again each time."""
    reader, told = User.objects.get(username=who), Told(room)
    had: set[int] = set()
    now = time.monotonic()
    with (
        together(room) as wait_for,
        override_settings(CACHES=caches(url)),
        patch.object(web.page_cache, "monotonic", lambda: now),
        finds_noted() as found,
    ):
        wait_for(told.file.exists)
        while not (room / "over").exists():
            quiet = told.now()["quiet"]
            now += web.page_cache.REST
            found.clear()
            for path in PAGES:
                look(None, path, told)
                look(reader, path, told)
            if quiet is not None and not (room / f"read-{quiet}-{who}").exists():
                had |= {quiet} if found else set()
                (room / f"read-{quiet}-{who}").touch()
    return sorted(had)


if __name__ == "__main__":
    act, room, *more = sys.argv[1:]
    json.dump({"read": read, "write": write}[act](Path(room), *more), sys.stdout)
