"""An essay on which everything was said that exports tell, and other words for all of it."""

import json
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.utils.html import escape

from accounts.models import User
from critiques.models import ClaimVersion, Holder, HolderEvent, Objection, Position, Tag
from forum.models import Post, Reply
from tests.cast import person
from transfer.parse.discussion import parse
from transfer.write.discussion import write

BASE = "http://testserver"
CRITICS = ("bob", "carol", "dave")


def essay() -> Post:
    """Write Alice's essay and return it.

    a: raised by Bob, joined by Carol in other words, answered, still disputed; about a passage
    b: conceded; c: now part of a; d: struck; e: declined
    #6: a letterless one, open, about a lost passage; #7: a question, clarified
    """
    for name in ("alice", *CRITICS):
        person(name)
    return write(parse(json.dumps(DISCUSSION)), attach=True)


def reword(post: Post, text: str) -> None:
    """Let `text` be every word that people wrote of a post, and their names."""
    Post.objects.filter(pk=post.pk).update(title=text[:150])
    Reply.objects.filter(post=post).update(html=f"<p>{escape(text)}</p>", body=text)
    objections = Objection.objects.filter(post=post)
    objections.update(
        claim=text[:200], passage=text, passage_prefix=text[:64], passage_suffix=text[:64]
    )
    objections.filter(struck_at__isnull=False).update(struck_reason=text[:500])
    ClaimVersion.objects.filter(objection__post=post).update(text=text[:200])
    Tag.objects.filter(reply__post=post).exclude(wording="").update(wording=text[:200])
    holders = Holder.objects.filter(post=post)
    holders.update(would_satisfy=text[:200])
    holders.exclude(wording="").update(wording=text[:200])
    Position.objects.filter(objection__post=post).exclude(text="").update(text=text[:300])
    HolderEvent.objects.filter(objection__post=post).update(text=text[:300])
    User.objects.filter(username__in=("alice", *CRITICS)).update(display_name=text[:50])


def by_command(post: Post, kind: str, base: str = BASE) -> bytes:
    """Return what the command writes."""
    said = StringIO(newline="")
    call_command("export_discussion", str(post.pk), format=kind, base_url=base, stdout=said)
    return said.getvalue().encode()


def _reply(n: int, author: str, parent: str | None, **tag: Any) -> dict[str, Any]:
    return {
        "id": f"r{n}",
        "author": author,
        "parent": parent,
        "body": f"What {author} says in reply {n}.",
        "created": f"2026-01-02T09:{n:02}:00Z",
        "tags": [tag] if tag else [],
    }


def _said(user: str, event: str, minute: int, reply: str | None = None) -> dict[str, Any]:
    created = f"2026-01-02T10:{minute:02}:00Z"
    return {"user": user, "event": event, "created": created, "reply": reply}


def _position(position: str, **more: Any) -> dict[str, Any]:
    return {"position": position, "created": "2026-01-02T10:01:30Z", **more}


BODY = "An essay that claims one thing after another, and then one more thing."
DISCUSSION: dict[str, Any] = {
    "format": "rejoinder/1",
    "post": {
        "title": "One thing after another",
        "author": "alice",
        "body": BODY,
        "published": "2026-01-01T09:00:00Z",
    },
    "replies": [
        _reply(1, "bob", None, act="raise", objection=1),
        _reply(2, "carol", "r1", act="support", objection=1, wording="In Carol’s words"),
        _reply(3, "alice", "r1", act="answer", objection=1),
        _reply(4, "bob", "r3", act="support", objection=1),
        _reply(5, "carol", None, act="raise", objection=2),
        _reply(6, "dave", None, act="raise", objection=3),
        _reply(7, "dave", None, act="raise", objection=4),
        _reply(8, "dave", None, act="raise", objection=5),
        _reply(9, "carol", None, act="raise", objection=6),
        _reply(10, "bob", None, act="raise", objection=7),
        _reply(11, "dave", "r10", act="answer", objection=7),
        _reply(12, "carol", "r11"),
        _reply(13, "dave", "r9", act="answer", objection=6),
    ],
    "objections": [
        {
            "number": 1,
            "claim": "It does not follow",
            "passage": {"exact": "one thing after another"},
            "events": [
                _said("bob", "hold", 0, "r1"),
                _said("carol", "hold", 1, "r2"),
                _said("bob", "reaffirm", 2, "r4"),
            ],
            "main_of": ["bob"],
            "positions": [_position("answered", reply="r3")],
        },
        {
            "number": 2,
            "claim": "It is not new",
            "positions": [_position("conceded", text="So it is; I’ll say so.")],
        },
        {"number": 3, "claim": "Neither is it so", "merged_into": 1},
        {"number": 4, "claim": "Nonsense", "struck": {"reason": "No objection"}},
        {
            "number": 5,
            "claim": "It leaves much out",
            "positions": [_position("declined", text="outside this essay")],
        },
        {
            "number": 6,
            "claim": "It is too short",
            "round": None,
            "letter": None,
            "passage": {
                "exact": "never said",
                "prefix": "what was ",
                "suffix": "!",
                "state": "lost",
            },
        },
        {
            "number": 7,
            "kind": "question",
            "claim": "Which thing?",
            "passage": {"exact": "then one more"},
            "positions": [_position("answered", reply="r11")],
        },
    ],
}
