"""One of several processes: `reader.py read ROOM HOW_MANY`, or `reader.py write ROOM HOW_MANY WHO`.

Readers read one critique again and again, each with a memory of its own, while the others write.
Prints how many readings were kept, or how much was written; what was kept and is not as the
database has it ends it with exit code 1.
"""

import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from accounts.models import User
from critiques.actions.holders.shares import say, share
from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from critiques.record.mark import key_of
from critiques.record.reading import Reading
from critiques.words import Event
from forum.models import Post
from tests.concurrency.writer import wait_for_others
from transfer.snapshots import snapshot
from web.page_cache import page_cache

TIMES = 40


def told(post: Post, *, public: bool) -> Any:
    reading = Reading(post, None, public=public)
    return (reading.cards, reading._course, reading.coverage, reading.below)


def read() -> int:
    """Read as pages do, then compare with what is there at one moment."""
    kept = 0
    for _ in range(TIMES):
        told(Post.objects.get(), public=True)
        with snapshot():
            post = Post.objects.get()
            kept += page_cache.get_bytes(key_of("course", post)) is not None
            assert told(post, public=True) == told(post, public=False)
    return kept


def write(who: str) -> int:
    """Raise an objection, share it, take it back, and so on."""
    user = User.objects.get(username=who)
    where = {"post_id": Post.objects.get().pk, "number": 1}
    for n in range(TIMES // 4):
        choices = [Choice("new", claim=f"{who} says {n}")]
        body = f"Reply {n} by {who}."
        reply_with_tags(
            author=user, post_id=where["post_id"], parent_id=None, body=body, choices=choices
        )
        share(user=user, **where)
        say(user=user, **where, event=Event.WITHDRAW)
    return TIMES


if __name__ == "__main__":
    act, room, how_many, *who = sys.argv[1:]
    wait_for_others(Path(room), int(how_many))
    print({"read": read, "write": write}[act](*who), end="")
