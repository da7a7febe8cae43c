"""What every page may show beside its page object."""

from functools import cache
from typing import Any

from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import Exists, F, Func, OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from accounts.models import User
from accounts.permissions import may
from critiques.record.desk import needing_reply
from moderation.queries import unseen_answers, unseen_notices, waiting_count

# Stands for whoever asks, in the parameters of a query that is kept.
SOMEBODY = -(2**62)


def site(request: HttpRequest) -> dict[str, Any]:
    """Return counts for the masthead, made only where a page prints them.

    What waits on the desk, what moderators told, and whether one may write, are one query together.
    """

    @cache
    def waiting() -> tuple[int, int, bool]:
        query, parameters = _counting(connection.vendor)
        own = [request.user.pk if each == SOMEBODY else each for each in parameters]
        with connection.cursor() as cursor:
            cursor.execute(query, own)
            return cursor.fetchone()

    return {
        "unconfirmed": lambda: not waiting()[2],
        "may_moderate": lambda: may(request.user, "moderation.moderate"),
        "open_reports": waiting_count,
        "desk_count": lambda: waiting()[0],
        "unseen_decisions": lambda: waiting()[1],
    }


@cache
def _counting(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Return the query of the counts for SOMEBODY, and its parameters.

    It is kept, as every page of whoever is signed in asks it, and writing it takes several times
    as long as asking it. SQL is not the same for each `vendor` of databases.
    """
    me = User(pk=SOMEBODY)
    desk, *told = map(_count, (needing_reply(me), unseen_notices(me), unseen_answers(me)))
    confirmed = Exists(EmailAddress.objects.filter(user=OuterRef("pk"), verified=True))
    counted = User.objects.filter(pk=me.pk).annotate(
        desk=desk, told=told[0] + told[1], confirmed=confirmed
    )
    return counted.values_list("desk", "told", "confirmed").query.sql_with_params()


def _count(rows: QuerySet) -> Subquery:
    return Subquery(rows.order_by().values(rows_found=Func(F("pk"), function="COUNT")))
