"""The address at which one person answers one text by mail, and whoever writes to it.

It carries who it was made for, what they answer, and a signature that only this site can make. It
is a name and no key: who sends is asked as well (`inbox/senders.py`).
"""

import re
from base64 import b32encode
from typing import NamedTuple

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User
from forum.models import Post, Reply
from forum.places import WritingPlace

# Small letters and digits: mail servers on the way may write it in small letters. Five bits each.
SIGNATURE = 20
MOST = 5
_TOKEN = re.compile(
    rf"(?P<person>[1-9][0-9]{{0,9}})(?P<kind>[er])(?P<number>[1-9][0-9]{{0,9}})"
    rf"(?P<signature>[a-z2-7]{{{SIGNATURE}}})"
)
_KINDS = {"e": "essay", "r": "reply"}


class Addressed(NamedTuple):
    """For whom an address was made, and what is answered there."""

    person: User
    place: WritingPlace


def reply_address(person: User, answered: Post | Reply) -> str:
    """Return the address at which `person` answers an essay or a reply by mail; no query.

    It is "" where the site takes no answers by mail. Of `person` the number and the password’s
    hash are needed: the address ends when they change their password, or leave.
    """
    if not settings.REPLY_ADDRESS:
        return ""
    kind = "e" if isinstance(answered, Post) else "r"
    place = f"{person.pk}{kind}{answered.pk}"
    name, _, host = settings.REPLY_ADDRESS.partition("@")
    return f"{name}+{place}{_signature(place, person, settings.SECRET_KEY)}@{host}"


def addressed(address: str) -> Addressed | None:
    """Return what `address` was made for; None where it is not one that this site made.

    Nor one whose person left or has another password since. One query; none for what is no such
    address by its look.
    """
    token = _token(address)
    found = _TOKEN.fullmatch(token) if token else None
    if found is None:
        return None
    person = User.objects.filter(pk=int(found["person"]), is_active=True, left_at=None).first()
    if person is None:
        return None
    place, keys = token[:-SIGNATURE], [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    # Each is compared, so that time tells nothing.
    fits = [constant_time_compare(found["signature"], _signature(place, person, k)) for k in keys]
    if not any(fits):
        return None
    return Addressed(person, WritingPlace(_KINDS[found["kind"]], int(found["number"]), True))


def addressed_in(text: str) -> Addressed | None:
    """Return what the first good address of this site in `text`, of headers, was made for.

    Five are looked at, at most: one query each.
    """
    name, _, host = settings.REPLY_ADDRESS.partition("@")
    if not name:
        return None
    ours = rf"(?<![a-z0-9._-]){re.escape(name)}\+[a-z0-9]{{1,60}}@{re.escape(host)}(?![a-z0-9.-])"
    # Each once, in their order.
    for address in list(dict.fromkeys(re.findall(ours, text.lower())))[:MOST]:
        if (found := addressed(address)) is not None:
            return found
    return None


def is_ours(address: str) -> bool:
    """Whether mail to `address` comes back to this site: its own, signed or not."""
    return bool(settings.REPLY_ADDRESS) and (
        address.strip().lower() == settings.REPLY_ADDRESS or _token(address) != ""
    )


def _token(address: str) -> str:
    """Return what stands behind the plus sign of an address of this site, in small letters."""
    name, _, host = settings.REPLY_ADDRESS.partition("@")
    local, at, domain = address.strip().lower().rpartition("@")
    if not name or not at or domain != host or not local.startswith(f"{name}+"):
        return ""
    return local[len(name) + 1 :]


def _signature(place: str, person: User, key: str) -> str:
    """Return 100 bits that stand for the place and the person’s password under `key`."""
    said = f"{place} {person.password}"
    made = salted_hmac("inbox.addresses", said, secret=key, algorithm="sha256")
    return b32encode(made.digest())[:SIGNATURE].decode().lower()
