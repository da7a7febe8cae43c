"""How much one person, and one address, may write over the web in a while."""

from collections.abc import Callable
from datetime import timedelta

from allauth.core import context
from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.limits.rates import Rate
from accounts.limits.refusals import latest_moments, longest_over, refuse, refuse_over
from accounts.limits.traces import here, hidden, leave_traces
from accounts.limits.words import WORDS, of_all, of_one
from accounts.models import Trace, User
from accounts.rules import is_moderator


def check_rate(
    *,
    what: str,
    user: User,
    is_newcomer: Callable[[User], bool],
    made: QuerySet | None = None,
    at: str = "at",
    times: int = 1,
) -> None:
    """Raise ValidationError (code `rate`), saying when to go on, where `user` did enough of `what`.

    `made` are the rows that `user` made, `at` their moments. What leaves none, or one that may
    change or go, is counted by traces of the person, `times` at once: whoever has any left may do
    as much as one form holds. To be called once a double submit is ruled out, inside the
    transaction that does it, so that what is refused for another reason does not count. What no
    browser asked for is not limited: commands act for the site's owner. Five queries, six where
    old traces are forgotten, some more to refuse.
    """
    if _is_free(what, user):
        return
    # Two forms at once are counted one after the other.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    check_left(what=what, user=user, is_newcomer=is_newcomer, made=made, at=at)
    own = [_person(user)] if made is None else []
    address = here() if settings.LIMITS[what].address else ""
    if sources := own + [address] * bool(address):
        leave_traces(what, sources * times)


def check_left(
    *,
    what: str,
    user: User,
    is_newcomer: Callable[[User], bool],
    made: QuerySet | None = None,
    at: str = "at",
) -> None:
    """Raise as `check_rate` would, without a lock and without counting anything.

    For before something costly, such as rendering. Three queries at most, one without `made`;
    some more to refuse.
    """
    if _is_free(what, user):
        return
    limit, address = settings.LIMITS[what], here()
    own = [*limit.person, *limit.newcomer]
    traces = Trace.objects.filter(kind=what)
    there = traces.filter(address=address)
    if made is None:
        made = traces.filter(address=_person(user))
        asked = [(_person(user), rate) for rate in own]
        asked += [(address, rate) for rate in limit.address if address]
        if not _used_up(what, asked):
            return
    moments = latest_moments(own, made, at)
    if longest_over(own, moments):
        rates = limit.newcomer if is_newcomer(user) else limit.person
        refuse(longest_over(rates, moments), of_one(WORDS[what]))
    if address:
        refuse_over(limit.address, there, "at", of_all(WORDS[what]))


def _is_free(what: str, user: User) -> bool:
    return context.request is None or is_moderator(user) or not any(settings.LIMITS[what])


def _person(user: User) -> str:
    return hidden(f"person {user.pk}")


def _used_up(what: str, asked: list[tuple[str, Rate]]) -> bool:
    """Whether any of these rates, each of one source, is used up by traces. One query."""
    if not asked:
        return False
    now = timezone.now()
    since = [now - timedelta(seconds=rate.seconds) for _, rate in asked]
    counts = {
        f"of_{index}": Count("pk", filter=Q(address=source, at__gt=since[index]))
        for index, (source, _) in enumerate(asked)
    }
    sources = {source for source, _ in asked}
    traces = Trace.objects.filter(kind=what, address__in=sources, at__gt=min(since))
    found = traces.aggregate(**counts)
    return any(found[f"of_{index}"] >= rate.most for index, (_, rate) in enumerate(asked))
