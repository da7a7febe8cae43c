"""How much one person, and one address, may write over the web in a while."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from allauth.core import context
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Trace, User
from accounts.rates import Rate
from accounts.traces import here, leave_traces

WORDS = {
    "posts": ("published", "essay", "essays"),
    "replies": ("posted", "reply", "replies"),
    "reports": ("sent", "report", "reports"),
}
TOGETHER = "People at your internet address have"


def check_rate(
    *, what: str, user: User, made: QuerySet, at: str, is_newcomer: Callable[[User], bool]
) -> None:
    """Raise ValidationError (code `rate`), saying when to go on, where `user` did enough of `what`.

    `made` are the rows that `user` made, `at` their moments. To be called once a double submit is
    ruled out, inside the transaction that adds a row. What no browser asked for is not limited:
    commands act for the site's owner. Seven queries at most.
    """
    limit = settings.LIMITS[what]
    if context.request is None or user.is_moderator or not any(limit):
        return
    # Two forms at once are counted one after the other.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    rates = limit.newcomer if is_newcomer(user) else limit.person
    verb, one, many = WORDS[what]
    refuse_over(rates, made, at, f"You have {verb} {{}}", one, many)
    address = here()
    if not limit.address or not address:
        return
    traces = Trace.objects.filter(kind=what, address=address)
    refuse_over(limit.address, traces, "at", f"{TOGETHER} {verb} {{}}", one, many)
    leave_traces(what, [address])


def refuse_over(
    rates: Iterable[Rate], made: QuerySet, at: str, did: str, one: str, many: str
) -> None:
    """Raise ValidationError (code `rate`) where `made` used up one of `rates`. One query.

    `did` is the sentence's beginning, with {} for how many; `at` names the moment of a row.
    """
    over = _over(list(rates), made, at)
    if not over:
        return
    rate, until = over
    local = timezone.localtime(until + timedelta(seconds=59))
    when = f"{local:%H:%M}"
    if local.date() != timezone.localdate():
        when += f" on {local:%-d %B}"
    did = did.format(f"{rate.most} {one if rate.most == 1 else many}")
    raise ValidationError(f"{did} in the last {rate.unit}. You can go on at {when}.", code="rate")


def _over(rates: list[Rate], made: QuerySet, at: str) -> tuple[Rate, datetime] | None:
    """Return the rate that is used up for longest, and until when."""
    if not rates:
        return None
    now = timezone.now()
    since = now - timedelta(seconds=max(rate.seconds for rate in rates))
    latest = made.filter(**{f"{at}__gt": since}).order_by(f"-{at}").values_list(at, flat=True)
    moments = list(latest[: max(rate.most for rate in rates)])
    ends = [
        (moments[rate.most - 1] + timedelta(seconds=rate.seconds), rate)
        for rate in rates
        if len(moments) >= rate.most
    ]
    waiting = [(until, rate) for until, rate in ends if until > now]
    until, rate = max(waiting, default=(now, None))
    return (rate, until) if rate else None
