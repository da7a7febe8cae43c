"""The address at which one person answers one text by mail, and whoever writes to it; and to which
mail comes back that could not be delivered.

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
    rf"(?P<person>[1-9][0-9]{{0,9}})(?P<kind>[erb])(?P<number>[1-9][0-9]{{0,9}})"
    rf"(?P<signature>[a-z2-7]{{{SIGNATURE}}})"
)
_KINDS = {"e": "essay", "r": "reply"}
# The number is that of a mail address of the person.
_RETURNS = "b"


class Addressed(NamedTuple):
    """For whom an address was made, and what is answered there."""

    person: User
    place: WritingPlace


class Returned(NamedTuple):
    """To whom a mail was sent that comes back, and to which of their addresses."""

    person: User
    address_id: int


class _Made(NamedTuple):
    person: User
    kind: str
    number: int


def reply_address(person: User, answered: Post | Reply) -> str:
    """Return the address at which `person` answers an essay or a reply by mail; no query.

    It is "" where the site takes no answers by mail. Of `person` the number and the password’s
    hash are needed: the address ends when they change their password, or leave.
    """
    return _address(person, "e" if isinstance(answered, Post) else "r", answered.pk)


def return_address(person: User, address_id: int) -> str:
    """Return the address to which a mail to one of the addresses of `person` comes back; no query.

    It is "" where the site takes no mail.
    """
    return _address(person, _RETURNS, address_id)


def addressed(address: str) -> Addressed | None:
    """Return what `address` was made for; None where it is not one that this site made.

    Nor one whose person left or has another password since. One query; none for what is no such
    address by its look.
    """
    made = _made(address)
    if made is None or made.kind not in _KINDS:
        return None
    return Addressed(made.person, WritingPlace(_KINDS[made.kind], made.number, True))


def addressed_in(text: str) -> Addressed | None:
    """Return what the first good address of this site in `text`, of headers, was made for.

    Five are looked at, at most: one query each.
    """
    return next((found for each in _ours_in(text) if (found := addressed(each))), None)


def returned_in(text: str) -> Returned | None:
    """Return which mail comes back to the first address in `text`, of headers, that is made for
    that.

    Five are looked at, at most: one query each.
    """
    for each in _ours_in(text):
        made = _made(each)
        if made is not None and made.kind == _RETURNS:
            return Returned(made.person, made.number)
    return None


def is_ours(address: str) -> bool:
    """Whether mail to `address` comes back to this site: its own, signed or not."""
    return bool(settings.REPLY_ADDRESS) and (
        address.strip().lower() == settings.REPLY_ADDRESS or _token(address) != ""
    )


def _address(person: User, kind: str, number: int) -> str:
    if not settings.REPLY_ADDRESS:
        return ""
    place = f"{person.pk}{kind}{number}"
    name, _, host = settings.REPLY_ADDRESS.partition("@")
    return f"{name}+{place}{_signature(place, person, settings.SECRET_KEY)}@{host}"


def _ours_in(text: str) -> list[str]:
    """Return the first addresses in `text` that look like ours, each once, in their order."""
    name, _, host = settings.REPLY_ADDRESS.partition("@")
    if not name:
        return []
    ours = rf"(?<![a-z0-9._-]){re.escape(name)}\+[a-z0-9]{{1,60}}@{re.escape(host)}(?![a-z0-9.-])"
    return list(dict.fromkeys(re.findall(ours, text.lower())))[:MOST]


def _made(address: str) -> _Made | None:
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
    return _Made(person, found["kind"], int(found["number"])) if any(fits) else None


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
