"""What the forms of the queue send."""

from django.http import QueryDict

from critiques.keys import Key
from critiques.ways import REASONS
from forum.addresses import whole_number


def key_of(data: QueryDict) -> Key:
    """Return what a form about one thing is about."""
    post, reply, claim = (whole_number(data.get(name, "")) for name in Key._fields)
    return Key(post or 0, reply, claim)


def reason_of(data: QueryDict) -> str:
    """Return the reason that was given, or what the decision says without one."""
    return data.get("reason", "").strip() or REASONS.get(data.get("decision", ""), "")
