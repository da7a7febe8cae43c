"""Tries to prove who one is: the wrong ones are counted, and after too many none is looked at."""

from collections.abc import Callable
from typing import TypeVar

from allauth.core import context
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from accounts.limits.refusals import refuse_over
from accounts.limits.traces import here, hidden, leave_traces
from accounts.limits.words import TRIED, TRIED_HERE
from accounts.models import Trace, User

KIND = "tries"
Proof = TypeVar("Proof")


def account_of(login: str) -> str:
    """Return what tries with this name or address count for, however it is spelt.

    Not whose it is: that would tell which address belongs to which name.
    """
    return f"login {login.strip().lower()}"


def prove(account: str, look: Callable[[], Proof]) -> Proof:
    """Return what `look` returns; where that is nothing, or a ValidationError, the try was wrong.

    Wrong tries count for `account` where they come from, and for whatever comes from there: tries
    from elsewhere lock nobody out, and right ones count for nobody. Raises ValidationError (code
    `rate`), saying when to go on and without looking, where enough were wrong. Tries from one
    internet address are looked at one after the other, so that none slips through beside others.
    Eight queries at most, beside those of `look`.
    """
    return _prove(f"{account} {here()}", look)


def prove_step(user: User, look: Callable[[], Proof]) -> Proof:
    """Do the same for what only comes after the password: it counts wherever it comes from.

    Codes are short, and there are many addresses; whoever does not know the password can lock
    nobody out here.
    """
    return _prove(f"step {user.pk}", look)


def forgive(accounts: list[str]) -> None:
    """Forget wrong tries for `accounts` from here, as for a password that was set anew."""
    sources = [hidden(f"{account} {here()}") for account in accounts]
    Trace.objects.filter(kind=KIND, address__in=sources).delete()


def _prove(account: str, look: Callable[[], Proof]) -> Proof:
    limit = settings.LIMITS[KIND]
    if context.request is None:
        return look()
    network, account = here(), hidden(account)
    wrong: ValidationError | None = None
    with transaction.atomic():
        _queue(account, network)
        tries = Trace.objects.filter(kind=KIND)
        for rates, source, enough in (
            (limit.person, account, TRIED),
            (limit.address, network, TRIED_HERE),
        ):
            refuse_over(rates, tries.filter(address=source), "at", enough)
        try:
            found = look()
        except ValidationError as error:
            found, wrong = None, error
        if not found:
            leave_traces(KIND, [account, network])
    if wrong:
        raise wrong
    return found


def _queue(*sources: str) -> None:
    """Wait until nobody else tries for the same; on SQLite one transaction writes at a time."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for source in sources:
            number = int(hidden(source)[:15], 16)
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
