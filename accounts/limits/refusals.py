"""What is said where a rate is used up: how much was done, and when to go on."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from accounts.limits.rates import Rate
from accounts.limits.words import Enough
from web.dates import soon


def refuse_over(rates: Iterable[Rate], made: QuerySet, at: str, enough: Enough) -> None:
    """Raise ValidationError (code `rate`) where `made` used up one of `rates`. One query.

    `enough` is what is said then; `at` names the moment of a row.
    """
    rates = list(rates)
    refuse(longest_over(rates, latest_moments(rates, made, at)), enough)


def refuse(over: tuple[Rate, datetime] | None, enough: Enough) -> None:
    """Raise ValidationError (code `rate`) where a rate is used up, as `longest_over` says."""
    if not over:
        return
    rate, until = over
    when = soon(until + timedelta(seconds=59))
    raise ValidationError(enough.told(rate.most, rate.unit, when), code="rate")


def latest_moments(rates: Collection[Rate], made: QuerySet, at: str) -> list[datetime]:
    """Return the latest moments of `made`, as many as these rates look at. One query."""
    if not rates:
        return []
    since = timezone.now() - timedelta(seconds=max(rate.seconds for rate in rates))
    latest = made.filter(**{f"{at}__gt": since}).order_by(f"-{at}").values_list(at, flat=True)
    return list(latest[: max(rate.most for rate in rates)])


def longest_over(rates: Collection[Rate], moments: list[datetime]) -> tuple[Rate, datetime] | None:
    """Return the rate that is used up for longest, and until when."""
    now = timezone.now()
    ends = [
        (moments[rate.most - 1] + timedelta(seconds=rate.seconds), rate)
        for rate in rates
        if len(moments) >= rate.most
    ]
    waiting = [(until, rate) for until, rate in ends if until > now]
    until, rate = max(waiting, default=(now, None))
    return (rate, until) if rate else None
