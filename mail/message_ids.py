"""The names of mails, and the thread that mail programs make of them.

What is mailed of a reply has one name, whoever it is mailed to; it answers the mail of the reply
above it, and so on up to the essay, whose own mail answers nothing (RFC 5322, 3.6.4).
"""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db.models import Q

from forum.models import Reply
from mail.models import ITSELF, MessageId, OutboxMail
from notifications.models import Notification
from notifications.words import Thing

# So many of those above it are named: programs find the others by these.
MOST = 20


class About(NamedTuple):
    """What a mail is about."""

    thing: str
    number: int
    day: int = 0


class InThread(NamedTuple):
    """A mail’s own name, and those above it, the essay’s first; none for an essay."""

    name: str
    above: tuple[str, ...] = ()


def thread_of_reply(reply: Reply) -> InThread:
    """Return where the mail about a reply stands. Two queries, four if a name is new."""
    above = list(reply.get_ancestors().values_list("pk", flat=True)) if reply.parent_id else []
    essay, own = About(Thing.ESSAY, reply.post_id), About(Thing.REPLY, reply.pk)
    return _thread([essay, *(About(Thing.REPLY, pk) for pk in above[-MOST:]), own])


def thread_of_notice(row: Notification, post_id: int) -> InThread:
    """Return where the mail about anything else stands: below its essay."""
    essay, own = About(Thing.ESSAY, post_id), About(row.thing, row.number, row.day)
    return _thread([own] if row.thing == Thing.ESSAY else [essay, own])


def name_of_mail(mail: OutboxMail) -> InThread:
    """Return where a mail stands that is about several things: by itself."""
    return _thread([About(ITSELF, mail.pk)])


def _thread(chain: Sequence[About]) -> InThread:
    names = names_of(chain)
    *above, own = (names[each] for each in chain)
    return InThread(own, tuple(above))


def names_of(things: Sequence[About]) -> dict[About, str]:
    """Return what mail about these is known by; who has no name yet gets one. One query, or three.

    Where two name a thing at once, one name is kept, and both return that.
    """
    names = _known(things)
    if missing := [each for each in things if each not in names]:
        host = urlsplit(settings.SITE_URL).hostname
        made = (MessageId(**each._asdict(), name=f"{uuid4().hex}@{host}") for each in missing)
        MessageId.objects.bulk_create(made, ignore_conflicts=True)
        names |= _known(missing)
    return names


def _known(things: Sequence[About]) -> dict[About, str]:
    wanted = Q(pk__in=[])
    for thing in {each.thing for each in things}:
        numbers = {each.number for each in things if each.thing == thing}
        wanted |= Q(thing=thing, number__in=numbers)
    found = MessageId.objects.filter(wanted).values_list("thing", "number", "day", "name")
    return {About(*of): name for *of, name in found}
