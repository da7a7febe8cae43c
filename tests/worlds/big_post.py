"""An essay with as many objections and tagged replies as a test wants, imported in seconds."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from critiques.words import LETTERS, Stance
from forum.models import Post
from transfer.parse.discussion import parse
from transfer.write.discussion import write

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
CRITICS = [f"critic{n}" for n in range(25)]
# How the objections end, in turn: by what the author says, or by what their critics say last.
STANCES = [stance for stance in Stance.values if stance != Stance.ANSWERED]
LAST_WORDS = {"settled": "satisfied", "withdrawn": "withdraw"}
FATES = ["open", "answered", "contested", *STANCES, *LAST_WORDS]
# What the replies after the one that raises do, in turn; an answer by the author at times.
ACTS = "support answer ask support answer".split()

Json = dict[str, Any]


def big_post(objections: int = 200, tagged: int = 2_000) -> Post:
    """Write Alice's essay with that many objections and tagged replies, and return it.

    Each objection is about a sentence of its own, and each eighth ends like the first: all
    statuses, main disagreements, links, merges and strikes occur; one in ten is a question, half
    of the others have letters. `alice` and `critic0` … `critic24` are made, or taken where they
    exist. Takes about 1.5 ms a reply.
    """
    return write(parse(json.dumps(discussion(objections, tagged))), attach=True)


def discussion(objections: int, tagged: int) -> Json:
    """Return the same as a discussion file."""
    replies = [_reply(n, objections) for n in range(1, tagged + 1)]
    said = [_objection(n, replies[n - 1 :: objections]) for n in range(1, objections + 1)]
    rounds = max(each["round"] or 1 for each in said)
    return {
        "format": "rejoinder/1",
        "post": {
            "title": f"An essay with {objections} objections",
            "author": "alice",
            "body": "\n\n".join(_sentence(n) for n in range(1, objections + 1)),
            "published": _time(0),
        },
        "rounds": [{"number": n, "opened": _time(0)} for n in range(1, rounds + 1)],
        "replies": replies,
        "objections": said,
    }


def _reply(n: int, objections: int) -> Json:
    """The first replies raise one objection each; each later one answers the last on its own."""
    turn, about = (n - 1) // objections, (n - 1) % objections + 1
    act = ACTS[(turn - 1) % len(ACTS)] if turn else "raise"
    by_author = act == "answer" and _fate(about) in ("answered", "contested", "settled")
    return {
        "id": f"r{n}",
        "parent": f"r{n - objections}" if turn else None,
        "author": "alice" if by_author else CRITICS[(about + turn) % len(CRITICS)],
        "body": f"Reply {n} speaks of **sentence {about}**.\n\nIt says a little more than that.",
        "created": _time(n),
        "tags": [
            {
                "act": act,
                "objection": about,
                "wording": f"Sentence {about}, as reply {n} puts it" if act == "support" else None,
            }
        ],
    }


def _objection(n: int, replies: list[Json]) -> Json:
    """Objection `n` and its replies, the raising one first."""
    question, fate = _is_question(n), _fate(n)
    place = sum(not _is_question(k) for k in range(1, n) if k % 20 < 10)
    lettered = n % 20 < 10 and not question
    holders = [each["author"] for each in replies if each["tags"][0]["act"] in ("raise", "support")]
    return {
        "number": n,
        "kind": "question" if question else "objection",
        "round": place // len(LETTERS) + 1 if lettered else None,
        "letter": LETTERS[place % len(LETTERS)] if lettered else None,
        "claim": f"What sentence {n} of the essay claims does not follow",
        "raised_in": f"r{n}",
        "merged_into": n - 1 if n % 40 == 39 else None,
        "struck": {"reason": "No objection."} if n % 40 == 29 else None,
        "similar_to": [n - 1] if n % 7 == 0 else [],
        "passage": {"exact": _sentence(n), "revision": 1},
        "events": _events(replies, fate),
        "main_of": holders[:1] if n <= len(CRITICS) and fate not in LAST_WORDS else [],
        "positions": _positions(replies, fate),
    }


def _events(replies: list[Json], fate: str) -> list[Json]:
    said = [
        {"user": each["author"], "event": "hold", "reply": each["id"], "created": each["created"]}
        for each in replies
        if each["tags"][0]["act"] in ("raise", "support")
    ]
    if fate == "contested":
        said.append({"user": said[0]["user"], "event": "reaffirm", "created": _time(100_000)})
    if fate in LAST_WORDS:
        users = dict.fromkeys(each["user"] for each in said)
        said += [{"user": u, "event": LAST_WORDS[fate], "created": _time(100_000)} for u in users]
    return said


def _positions(replies: list[Json], fate: str) -> list[Json]:
    if fate in STANCES:
        return [{"position": fate, "text": "For a reason.", "created": _time(90_000)}]
    return [
        {"position": "answered", "reply": each["id"], "created": each["created"]}
        for each in replies
        if each["author"] == "alice"
    ]


def _fate(n: int) -> str:
    return FATES[n % len(FATES)]


def _is_question(n: int) -> bool:
    return n % 10 == 0


def _sentence(n: int) -> str:
    return f"Sentence {n} of this essay claims that thing {n} follows from thing {n - 1}."


def _time(minutes: int) -> str:
    return (START + timedelta(minutes=minutes)).isoformat()
