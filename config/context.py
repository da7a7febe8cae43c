"""What every page may show beside its page object."""

from functools import cached_property, reduce
from operator import add
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Exists, F, Func, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.http import HttpRequest

from accounts.models import User
from accounts.permissions import may
from accounts.statements import Statement
from critiques.record.desk import asked_of, needing_reply, proposed_to
from forum.models import Draft, Post, State
from mail.recipients import stopped_for
from moderation.queries import unseen_answers, unseen_notices, waiting_count
from notifications.models import Notification


@Statement
def _counts(viewer: Any) -> QuerySet:
    desk = (needing_reply(viewer), proposed_to(viewer), asked_of(viewer))
    essays = Post.objects.filter(author=viewer.pk, state=State.DRAFT)
    typed = Draft.objects.kept_for(viewer.pk).beside_essays()
    unread = Notification.objects.unread_of(viewer)
    told = (unread, unseen_notices(viewer), unseen_answers(viewer))
    confirmed = Exists(EmailAddress.objects.filter(user=OuterRef("pk"), verified=True))
    counted = User.objects.filter(pk=viewer.pk).annotate(
        desk=_count(*desk),
        told=_count(*told),
        begun=_count(essays, typed),
        confirmed=confirmed,
        stopped=Exists(stopped_for(viewer)),
    )
    return counted.values_list("desk", "told", "begun", "confirmed", "stopped")


def _count(*lists: QuerySet) -> Combinable:
    counts = (each.order_by().values(rows_found=Func(F("pk"), function="COUNT")) for each in lists)
    return reduce(add, map(Subquery, counts))


def site(request: HttpRequest) -> dict[str, Any]:
    """Return what every page may ask; nothing is counted unless it does."""
    # Some requests print a masthead twice.
    masthead = request.__dict__.setdefault("masthead", Masthead(request))
    return {
        "masthead": masthead,
        "may_moderate": lambda: masthead.may_moderate,
    }


class Masthead:
    """Counts for whoever is signed in.

    What waits on the desk, what they were told, what is begun, whether one may write, and whether
    mail arrives, are one query together.
    """

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def desk_count(self) -> int:
        """How much waits for them: as author, and as one who raised or shares an objection."""
        return self._waiting[0]

    @property
    def notice_count(self) -> str:
        """How much they were told that they have not read; of a hundred and more “99+”."""
        return "99+" if self._waiting[1] > 99 else str(self._waiting[1] or "")

    @property
    def draft_count(self) -> int:
        """How much they have begun and not sent."""
        return self._waiting[2]

    @property
    def unconfirmed(self) -> bool:
        """Whether no address of theirs is confirmed."""
        return not self._waiting[3]

    @property
    def mail_stopped(self) -> bool:
        """Whether their address was refused, so that no mail of notices goes there."""
        return self._waiting[4]

    @cached_property
    def may_moderate(self) -> bool:
        """Whether they are a moderator who may act now."""
        return may(self._request.user, "moderation.moderate")

    @property
    def open_reports(self) -> int:
        """How much waits for moderators."""
        return waiting_count()

    @cached_property
    def _waiting(self) -> tuple[int, int, int, bool, bool]:
        return _counts.rows(self._request.user)[0]
