"""What every page may show beside its page object."""

from functools import cache
from typing import Any

from django.db.models import F, Func, QuerySet, Subquery
from django.http import HttpRequest

from accounts.models import User
from critiques.desk import needing_reply
from moderation.pages import unseen_answers, unseen_notices
from moderation.waiting import waiting_count


def site(request: HttpRequest) -> dict[str, Any]:
    """Return counts for the masthead, made only where a page prints them.

    What waits on the desk, and what moderators told, are one query together.
    """

    @cache
    def waiting() -> tuple[int, int]:
        me = request.user
        desk, *told = map(_count, (needing_reply(me), unseen_notices(me), unseen_answers(me)))
        counted = User.objects.filter(pk=me.pk).annotate(desk=desk, told=told[0] + told[1])
        return counted.values_list("desk", "told").get()

    return {
        "open_reports": waiting_count,
        "desk_count": lambda: waiting()[0],
        "unseen_decisions": lambda: waiting()[1],
    }


def _count(rows: QuerySet) -> Subquery:
    return Subquery(rows.order_by().values(rows_found=Func(F("pk"), function="COUNT")))
