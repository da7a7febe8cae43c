"""How much one person, and one address, may write over the web in a while."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from allauth.core import context
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Trace, User
from accounts.rates import Rate

KEPT = timedelta(days=1)
BATCH = 100
WORDS = {
    "posts": ("published", "essay", "essays"),
    "replies": ("posted", "reply", "replies"),
    "reports": ("sent", "report", "reports"),
}


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
    over = _over(rates, made, at)
    if over:
        count = f"{over[0].most} {one if over[0].most == 1 else many}"
        raise _refusal(f"You have {verb} {count}", *over)
    address = _address()
    if not limit.address or not address:
        return
    over = _over(limit.address, Trace.objects.filter(kind=what, address=address), "at")
    if over:
        count = f"{over[0].most} {one if over[0].most == 1 else many}"
        raise _refusal(f"People at your internet address have {verb} {count}", *over)
    _leave_trace(what, address)


def _over(rates: Iterable[Rate], made: QuerySet, at: str) -> tuple[Rate, datetime] | None:
    """Return the rate that is used up for longest, and until when. One query."""
    rates = list(rates)
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


def _refusal(did: str, rate: Rate, until: datetime) -> ValidationError:
    local = timezone.localtime(until + timedelta(seconds=59))
    when = f"{local:%H:%M}"
    if local.date() != timezone.localdate():
        when += f" on {local:%-d %B}"
    return ValidationError(f"{did} in the last {rate.unit}. You can go on at {when}.", code="rate")


def _address() -> str:
    """Return where the request comes from, as sign-in sees it, as a hash that only we can make.

    Of an IPv6 address the network counts: whoever has one has them all. Empty where nobody can
    tell.
    """
    try:
        address = ip_address(get_adapter().get_client_ip(context.request))
    except (PermissionDenied, ValueError):
        return ""
    net = ip_network((address, 64), strict=False) if address.version == 6 else address
    return salted_hmac("accounts.limits", str(net), algorithm="sha256").hexdigest()[:32]


def _leave_trace(what: str, address: str) -> None:
    """Note that something was written from an address, and forget some of what is a day old."""
    now = timezone.now()
    Trace.objects.create(kind=what, address=address, at=now)
    # Rows that another request is about to forget are left to it.
    old = Trace.objects.select_for_update(skip_locked=True).filter(at__lt=now - KEPT)
    forgotten = list(old.order_by("at").values_list("pk", flat=True)[:BATCH])
    if forgotten:
        Trace.objects.filter(pk__in=forgotten).delete()
