"""How much one may ask the site for: mails, and accounts."""

from collections.abc import Iterator
from contextlib import contextmanager

from allauth.core import context
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.limits.refusals import refuse_over
from accounts.limits.traces import here, hidden, leave_traces
from accounts.limits.words import MAILED, MAILS, SIGNUPS, TOLD, of_all, of_one
from accounts.models import Trace, User


def check_mail(mailbox: str) -> None:
    """Note that a mail to `mailbox` was asked for.

    Raises ValidationError (code `rate`), saying when to go on, where enough were: to this mailbox,
    by whoever is signed in, or from one internet address. Whose mailbox it is plays no part, so
    the refusal tells nothing of who has an account. Whoever is not signed in, or has not confirmed
    an address, may ask for less. To be called outside a transaction.
    """
    limit, request = settings.LIMITS["mails"], context.request
    if request is None or not any(limit):
        return
    user = request.user
    known = user.is_authenticated and user.is_confirmed
    own = limit.person if known else limit.newcomer
    asked = [(own, hidden(f"mailbox {mailbox.lower()}"), MAILED)]
    if user.is_authenticated:
        asked.append((own, hidden(f"person {user.pk}"), of_one(MAILS)))
    if address := here():
        asked.append((limit.address, address, of_all(MAILS)))
    with _noted("mails", [source for _, source, _ in asked]) as others:
        for rates, source, enough in asked:
            refuse_over(rates, others.filter(address=source), "at", enough)


def check_told(person: User) -> None:
    """Note that the site mails `person` about what came by mail under their name.

    Raises ValidationError (code `rate`) where enough was mailed. To be called outside a
    transaction.
    """
    rates, source = settings.LIMITS["answers"].person, hidden(f"person {person.pk}")
    with _noted("answers", [source]) as others:
        told = others.filter(address=source)
        refuse_over(rates, told, "at", TOLD)


def check_signup() -> None:
    """Note that somebody here asks for an account.

    Raises ValidationError (code `rate`), saying when to go on, where enough did. To be called
    outside a transaction.
    """
    rates = settings.LIMITS["signups"].address
    if context.request is None or not rates:
        return
    with _noted("signups", [here()]) as others:
        made = others.filter(address=here())
        refuse_over(rates, made, "at", of_all(SIGNUPS))


@contextmanager
def _noted(kind: str, sources: list[str]) -> Iterator[QuerySet[Trace]]:
    """Leave traces of what is asked for, and give all others of the kind.

    So what two ask for at once counts for both before either is told. What is refused within
    leaves none.
    """
    left = leave_traces(kind, sources)
    try:
        yield Trace.objects.filter(kind=kind).exclude(pk__in=left)
    except ValidationError:
        Trace.objects.filter(pk__in=left).delete()
        raise
