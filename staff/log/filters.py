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

from accounts.models import User
from forum.models import Post
from moderation.models import LogAct, LogEntry
from web.addresses import whole_number

# By what they are done to; every act stands here once.
KINDS: dict[str, dict[LogAct, str]] = {
    "Texts": {
        LogAct.HIDE: "Removed",
        LogAct.RESTORE: "Restored",
        LogAct.AUTO_HIDE: "Held back after reports",
        LogAct.WARN: "Kept, with a warning",
        LogAct.UNWARN: "Warnings taken back",
        LogAct.FINE: "Found fine",
        LogAct.DISMISS: "Reports dismissed",
        LogAct.REOPEN: "Reports reopened",
        LogAct.APPROVE: "Approved",
        LogAct.UNAPPROVE: "Approvals taken back",
        LogAct.REJECT: "Turned down",
        LogAct.UNREJECT: "Turned down no more",
        LogAct.HIDE_WORDING: "Earlier wordings removed",
        LogAct.SHOW_WORDING: "Earlier wordings put back",
        LogAct.PURGE: "Erased for good",
    },
    "Appeals": {
        LogAct.UPHOLD: "Decisions upheld",
        LogAct.REHEAR: "Appeals reopened",
    },
    "Discussions": {
        LogAct.LOCK: "Locked",
        LogAct.UNLOCK: "Unlocked",
        LogAct.PIN: "Pinned",
        LogAct.UNPIN: "Unpinned",
        LogAct.SPLIT: "Made essays of their own",
        LogAct.UNSPLIT: "Put back where they were",
        LogAct.MOVE: "Moved",
        LogAct.UNMOVE: "Moved back",
        LogAct.JOIN: "Essays merged",
        LogAct.UNJOIN: "Essays separated",
    },
    "Objections": {
        LogAct.MERGE: "Objections merged",
        LogAct.UNMERGE: "Objections separated",
        LogAct.STRIKE: "Objections struck",
        LogAct.UNSTRIKE: "Objections put back",
        LogAct.ROUND: "Rounds opened",
        LogAct.CLOSE: "Closed to new objections",
        LogAct.UNCLOSE: "Open to new objections again",
        LogAct.HIDE_CLOSING: "Closing words removed",
        LogAct.SHOW_CLOSING: "Closing words put back",
    },
    "Topics": {
        LogAct.DESCRIBE: "Topics described",
        LogAct.UNDESCRIBE: "Descriptions put back",
    },
    "People": {
        LogAct.LIFT: "Bars lifted",
        LogAct.UNLIFT: "Bars put back",
        LogAct.HIDE_BIO: "Profile texts removed",
        LogAct.SHOW_BIO: "Profile texts put back",
        LogAct.SUSPEND: "Suspended",
        LogAct.UNSUSPEND: "Suspensions ended",
        LogAct.MODERATOR: "Made moderators",
        LogAct.ADMIN: "Made admins",
        LogAct.MEMBER: "Made members again",
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
