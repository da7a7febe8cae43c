"""What every page may show beside its page object."""

from functools import cache
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Exists, F, Func, OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from accounts.models import User
from accounts.permissions import may
from accounts.statements import Statement
from critiques.record.desk import needing_reply
from moderation.queries import unseen_answers, unseen_notices, waiting_count


@Statement
def _counts(viewer: Any) -> QuerySet:
    desk, *told = map(
        _count, (needing_reply(viewer), unseen_notices(viewer), unseen_answers(viewer))
    )
    confirmed = Exists(EmailAddress.objects.filter(user=OuterRef("pk"), verified=True))
    counted = User.objects.filter(pk=viewer.pk).annotate(
        desk=desk, told=told[0] + told[1], confirmed=confirmed
    )
    return counted.values_list("desk", "told", "confirmed")


def _count(rows: QuerySet) -> Subquery:
    return Subquery(rows.order_by().values(rows_found=Func(F("pk"), function="COUNT")))


def site(request: HttpRequest) -> dict[str, Any]:
    """Return counts for the masthead, made only where a page prints them.

    What waits on the desk, what moderators told, and whether one may write, are one query together.
    """

    @cache
    def waiting() -> tuple[int, int, bool]:
        return _counts.rows(request.user)[0]

    return {
        "unconfirmed": lambda: not waiting()[2],
        "may_moderate": lambda: may(request.user, "moderation.moderate"),
        "open_reports": waiting_count,
        "desk_count": lambda: waiting()[0],
        "unseen_decisions": lambda: waiting()[1],
    }
