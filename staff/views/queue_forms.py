"""What the forms of the queue send."""

from django.http import QueryDict

from staff.queue.keys import Key, parse_keys
from staff.queue.reported_sent import Sent
from staff.queue.ways import REASONS
from web.addresses import whole_number


def key_of(data: QueryDict) -> Key:
    """Return what a form about one thing is about."""
    post, reply, claim = (whole_number(data.get(name, "")) for name in Key._fields)
    return Key(post or 0, reply, claim)


def reason_of(data: QueryDict) -> str:
    """Return the reason that was given, or what the decision says without one."""
    return data.get("reason", "").strip() or REASONS.get(data.get("decision", ""), "")


def strikes_of(data: QueryDict) -> list[int]:
    """Return the numbers of the objections that a removal is to strike too."""
    return [n for n in map(whole_number, data.getlist("strike")) if n]


def sent_of(data: QueryDict, name: str, says: list[str]) -> Sent:
    """Return what a refused form about `name` had sent; `says` is why it was refused."""
    return Sent(
        name=name,
        says=tuple(says),
        reason=data.get("reason", ""),
        answer=data.get("answer", ""),
        days=whole_number(data.get("days", "")) or 0,
        strike=frozenset(strikes_of(data)),
        branch="branch" in data,
        items=frozenset(map(str, parse_keys(data.getlist("item")))),
    )
