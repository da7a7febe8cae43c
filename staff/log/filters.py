"""Which lines of the log somebody asks for, as the address says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts.models import User
from forum.models import Post
from moderation.models import LogAct, LogEntry
from web.addresses import whole_number

# By what they are done to; every act stands here once.
KINDS: dict[str | Promise, dict[LogAct, str | Promise]] = {
    gettext_lazy("Texts"): {
        LogAct.HIDE: gettext_lazy("Removed"),
        LogAct.RESTORE: gettext_lazy("Restored"),
        LogAct.AUTO_HIDE: gettext_lazy("Held back after reports"),
        LogAct.WARN: gettext_lazy("Kept, with a warning"),
        LogAct.UNWARN: gettext_lazy("Warnings taken back"),
        LogAct.FINE: gettext_lazy("Found fine"),
        LogAct.DISMISS: gettext_lazy("Reports dismissed"),
        LogAct.REOPEN: gettext_lazy("Reports reopened"),
        LogAct.APPROVE: gettext_lazy("Approved"),
        LogAct.UNAPPROVE: gettext_lazy("Approvals taken back"),
        LogAct.REJECT: gettext_lazy("Turned down"),
        LogAct.UNREJECT: gettext_lazy("Turned down no more"),
        LogAct.HIDE_WORDING: gettext_lazy("Earlier wordings removed"),
        LogAct.SHOW_WORDING: gettext_lazy("Earlier wordings put back"),
        LogAct.PURGE: gettext_lazy("Erased for good"),
    },
    gettext_lazy("Appeals"): {
        LogAct.UPHOLD: gettext_lazy("Decisions upheld"),
        LogAct.REHEAR: gettext_lazy("Appeals reopened"),
    },
    gettext_lazy("Discussions"): {
        LogAct.LOCK: gettext_lazy("Locked"),
        LogAct.UNLOCK: gettext_lazy("Unlocked"),
        LogAct.PIN: gettext_lazy("Pinned"),
        LogAct.UNPIN: gettext_lazy("Unpinned"),
        LogAct.SPLIT: gettext_lazy("Made essays of their own"),
        LogAct.UNSPLIT: gettext_lazy("Put back where they were"),
        LogAct.MOVE: gettext_lazy("Moved"),
        LogAct.UNMOVE: gettext_lazy("Moved back"),
        LogAct.JOIN: gettext_lazy("Essays merged"),
        LogAct.UNJOIN: gettext_lazy("Essays separated"),
    },
    gettext_lazy("Objections"): {
        LogAct.MERGE: gettext_lazy("Objections merged"),
        LogAct.UNMERGE: gettext_lazy("Objections separated"),
        LogAct.STRIKE: gettext_lazy("Objections struck"),
        LogAct.UNSTRIKE: gettext_lazy("Objections put back"),
        LogAct.ROUND: gettext_lazy("Rounds opened"),
        LogAct.CLOSE: gettext_lazy("Closed to new objections"),
        LogAct.UNCLOSE: gettext_lazy("Open to new objections again"),
        LogAct.HIDE_CLOSING: gettext_lazy("Closing words removed"),
        LogAct.SHOW_CLOSING: gettext_lazy("Closing words put back"),
    },
    gettext_lazy("Topics"): {
        LogAct.DESCRIBE: gettext_lazy("Topics described"),
        LogAct.UNDESCRIBE: gettext_lazy("Descriptions put back"),
    },
    gettext_lazy("People"): {
        LogAct.LIFT: gettext_lazy("Bars lifted"),
        LogAct.UNLIFT: gettext_lazy("Bars put back"),
        LogAct.HIDE_BIO: gettext_lazy("Profile texts removed"),
        LogAct.SHOW_BIO: gettext_lazy("Profile texts put back"),
        LogAct.SUSPEND: gettext_lazy("Suspended"),
        LogAct.UNSUSPEND: gettext_lazy("Suspensions ended"),
        LogAct.MODERATOR: gettext_lazy("Made moderators"),
        LogAct.ADMIN: gettext_lazy("Made admins"),
        LogAct.MEMBER: gettext_lazy("Made members again"),
    },
}


@dataclass(frozen=True)
class LogFilter:
    """One kind, one moderator, one person concerned, one essay, one month; all, none or some.

    `post` and `month` are “” or what they were asked for as: an id, and 2026-03.
    """

    act: str = ""
    moderator: str = ""
    person: str = ""
    post: str = ""
    month: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """Read an address; raises Http404 where it asks for no month or no essay."""
        given = {
            name: asked.get(name, "").replace("\0", "").strip() for name in cls.__dataclass_fields__
        }
        if given["act"] not in LogAct.values:
            given["act"] = ""
        found = cls(**given)
        found.bounds()
        if found.post and whole_number(found.post) is None:
            raise Http404("There is no such essay.")
        return found

    @property
    def is_narrow(self) -> bool:
        """Whether it asks for what concerns one person or essay: then each part counts alone."""
        return bool(self.person or self.post)

    def lines(self, viewer: Any) -> QuerySet:
        """Return the lines it asks for; raises Http404 for an essay `viewer` may not know of."""
        entries = LogEntry.objects.all()
        if self.post:
            if not Post.objects.known_to(viewer).filter(pk=self.post).exists():
                raise Http404("There is no such essay.")
            entries = entries.filter(post=self.post)
        if self.act:
            entries = entries.filter(act=self.act)
        if self.moderator:
            entries = entries.filter(actor__in=User.objects.named(self.moderator))
        if self.person:
            entries = entries.filter(person__in=User.objects.named(self.person))
        if bounds := self.bounds():
            entries = entries.filter(created_at__gte=bounds[0], created_at__lt=bounds[1])
        return entries if self.is_narrow else entries.filter(part_of=None)

    def bounds(self) -> tuple[datetime, datetime] | None:
        """Return when the month begins and ends in the reader’s zone; raises Http404 for none."""
        if not self.month:
            return None
        year, _, month = self.month.partition("-")
        if whole_number(year) is None or whole_number(month) is None or len(self.month) != 7:
            raise Http404("There is no such month.")
        try:
            first = datetime(int(year), int(month), 1)
            after = datetime(int(year) + int(month) // 12, int(month) % 12 + 1, 1)
            return timezone.make_aware(first), timezone.make_aware(after)
        except (ValueError, OverflowError):
            raise Http404("There is no such month.") from None

    def url(self, name: str = "moderation-log", **more: Any) -> str:
        """Return the address of these lines, with `more` in it or in place of what it says."""
        asked = {key: getattr(self, key) for key in self.__dataclass_fields__} | more
        kept = {key: value for key, value in asked.items() if value not in ("", 1)}
        return reverse(name) + (f"?{urlencode(kept)}" if kept else "")
