"""What is put into the outbox; safe to do twice, and by two at once."""

from collections.abc import Mapping
from datetime import timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Case, Exists, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models import When as If
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from accounts.statements import Statement
from forum.models import Post, Reply, State
from mail.models import MailChoice, OutboxMail
from mail.recipients import reachable, wanting
from mail.words import DEFAULTS, OF_REASONS, MailKind, What, When
from moderation.models import Notice
from notifications.audiences.people import Audience
from notifications.models import Notification
from notifications.words import Reason

# How long a mail is tried. After that it is old news, which the site has.
TRIES = timedelta(days=3)
# What is older does not come together any more: a day, or a week, and one where that was missed.
SPANS = {When.DAILY: timedelta(days=2), When.WEEKLY: timedelta(days=8)}
# So many people are in memory at once.
BATCH = 500


def put_notices(audience: Audience, people: list[int]) -> int:
    """Put mail about what these are told into the outbox, for who wants it at once; return for how
    many.

    It goes out when MAIL_DELAY is over, if there is still something to tell. Two queries.
    """
    thing = (str(audience.thing), audience.number, audience.day)
    rows = _at_once.rows(None, people, *thing)
    due = timezone.now() + timedelta(seconds=settings.MAIL_DELAY)
    mails = [
        OutboxMail(what=What.NOTICE, notification_id=pk, person_id=person, due_at=due)
        for pk, person in rows
    ]
    if mails:
        OutboxMail.objects.put(mails)
    return len(mails)


def unmailed(within: timedelta = TRIES) -> QuerySet[Notice]:
    """Return what moderators told people in the last days and these neither saw nor were mailed."""
    since = timezone.now() - within
    return Notice.objects.filter(seen_at=None, mailed_at=None, entry__created_at__gte=since)


def put_decisions() -> int:
    """Put one mail for each whom decisions concern that were not mailed; return for how many.

    It goes out at once, with all that was decided about them by then.
    """
    wanted = reachable(User.objects.filter(wanting(MailKind.DECISIONS, When.AT_ONCE)))
    told = unmailed().filter(person__in=wanted.values("pk"))
    # A mail that is being sent begins no other, nor does what began one that was refused.
    mails = OutboxMail.objects.filter(person=OuterRef("person"), what=What.DECISIONS)
    begun = mails.filter(Q(closed_at=None) | Q(number=OuterRef("entry")))
    people = told.filter(~Exists(begun)).order_by("person").values_list("person")
    first, count, now = 0, 0, timezone.now()
    while found := list(people.filter(person__gt=first).annotate(Min("entry"))[:BATCH]):
        OutboxMail.objects.put(
            [
                OutboxMail(what=What.DECISIONS, person_id=person, number=entry, due_at=now)
                for person, entry in found
            ]
        )
        first, count = found[-1][0], count + len(found)
    return count


def put_together(when: When) -> int:
    """Put a mail with what is new, together, for whom there may be something; return for how many.

    One for each day, or week, of UTC; whether there is something new is asked when it is sent.
    """
    now = timezone.now()
    since, day = now - SPANS[when], now.date()
    first = day - timedelta(days=day.weekday()) if when == When.WEEKLY else day
    told = Notification.objects.filter(person=OuterRef("pk"), read_at=None, created_at__gt=since)
    decided = Notice.objects.filter(person=OuterRef("pk"), seen_at=None, mailed_at=None)
    active = Post.objects.filter(active_at__gt=since, state=State.VISIBLE)
    own = active.filter(author=OuterRef("pk"))
    replied = Reply.objects.filter(author=OuterRef("pk"), post__in=active.values("pk"))
    news = Q(Exists(told)) | Q(Exists(decided)) | Q(Exists(own)) | Q(Exists(replied))
    people = User.objects.filter(news, reduce(or_, (wanting(kind, when) for kind in MailKind)))
    found = reachable(people).order_by("pk").values_list("pk", flat=True)
    count, batch = 0, list(found[:BATCH])
    while batch:
        one = {"what": What(when), "number": first.toordinal(), "due_at": now}
        OutboxMail.objects.put([OutboxMail(person_id=person, **one) for person in batch])
        count += len(batch)
        batch = list(found.filter(pk__gt=batch[-1])[:BATCH])
    return count


@Statement
def _at_once(_: object, people: list[int], thing: str, number: int, day: int) -> QuerySet:
    """The unread notices of people, of a thing, that want mail of such a reason at once."""
    told = Notification.objects.filter(person__in=people, thing=thing, number=number, day=day)
    here = Exists(reachable(User.objects.filter(pk=OuterRef("person"))))
    chosen = MailChoice.objects.filter(person=OuterRef("person"), kind=OuterRef("kind"))
    unread = told.filter(here, read_at=None).annotate(
        kind=_by_reason({reason: kind for reason, (kind, _) in OF_REASONS.items()}),
        when=Coalesce(
            Subquery(chosen.values("when")),
            _by_reason({reason: DEFAULTS[kind] for reason, (kind, _) in OF_REASONS.items()}),
        ),
    )
    return unread.filter(when=When.AT_ONCE).order_by().values_list("pk", "person")


def _by_reason(words: Mapping[Reason, str]) -> Case:
    """Return the word that stands for the reason of a notice."""
    reasons: dict[str, list[Reason]] = {}
    for reason, word in words.items():
        reasons.setdefault(word, []).append(reason)
    return Case(*(If(reason__in=each, then=Value(word)) for word, each in reasons.items()))
