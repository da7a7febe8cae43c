"""What moderators see of a thing that waits: the words, the reports, and what hangs on it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext

from accounts.models import User
from critiques.record.cards import ObjectionCard
from forum.models import Post, Reply
from forum.text import attributed_words, excerpt
from moderation.models import Report
from staff.queue.buttons import Button, unsaid
from staff.queue.facts import QueueFacts
from staff.queue.forms import NOTHING, SentForm
from staff.queue.rows import QueueRow
from staff.queue.wordings import EXCERPT, ReportedWording
from web.dates import minute


@dataclass(frozen=True)
class QueueItem:
    """One thing that waits, with everything a decision needs."""

    row: QueueRow
    what: str
    title: str
    url: str
    writer: User
    # What moderators know of the writer.
    person: str
    to: str
    when: str
    text: str
    # Who reports it, with their part in the discussion and their reason; or the decision.
    why: list[tuple[str, str]]
    hangs: Sequence[str | Promise]
    buttons: list[Button]
    reason: str = ""
    # The wordings that were reported, where it was changed since.
    wordings: list[ReportedWording] = field(default_factory=list)
    # What it answers: whose words, and the words.
    before: tuple[str, str] | None = None
    strikable: list[ObjectionCard] = field(default_factory=list)
    has_branch: bool = False
    is_chosen: bool = False
    # What its form had sent when it was refused.
    sent: SentForm = NOTHING

    @property
    def why_label(self) -> str:
        """What the list of `why` is."""
        return gettext("The decision") if self.row.appeal else gettext("Reported by")

    @property
    def unsaid(self) -> str:
        """What a decision here says without a reason."""
        return unsaid(self.buttons)

    @property
    def age(self) -> str:
        """How long it has been waiting."""
        return timesince(self.row.since, timezone.now(), depth=1)

    @property
    def until(self) -> str:
        """Until when it is put off, if it is."""
        return minute(self.row.until) if self.row.until else ""


def words_of(item: Post | Reply) -> str:
    """Return the beginning of a text that was read `with_readable`; empty if it is not readable."""
    if not item.readable:
        return ""
    if isinstance(item, Reply):
        return excerpt(attributed_words(item.html), EXCERPT)
    return " · ".join(filter(None, (item.in_short, item.opening)))


def first_reason(reports: list[Report]) -> str:
    """Return the latest reason that somebody gave; empty where nobody did."""
    return next((report.reason for report in reversed(reports) if report.reason), "")


def why(report: Report, post: Post, facts: QueueFacts, *, changed: bool = False) -> tuple[str, str]:
    """Return who reports, and what they say: their part in the discussion and their reason.

    Where the text was `changed` since, also which wording they mean.
    """
    part = gettext("has no part in the discussion")
    if report.reporter_id == post.author_id:
        part = gettext("wrote the essay")
    elif (post.pk, report.reporter_id) in facts.took_part:
        part = gettext("takes part in the discussion")
    said = {"part": part, "number": report.revision, "reason": report.reason}
    if changed and report.revision:
        says = gettext("(%(part)s) reports revision %(number)d: %(reason)s")
        if not report.reason:
            says = gettext("(%(part)s) reports revision %(number)d, without a reason")
    else:
        says = gettext("(%(part)s) reports: %(reason)s")
        if not report.reason:
            says = gettext("(%(part)s) reports, without a reason")
    return report.reporter.shown_name, says % said


def person(writer: User, facts: QueueFacts) -> str:
    """Return what moderators see of who wrote what waits."""
    since = timesince(writer.date_joined, timezone.now(), depth=1)
    written, warned = facts.written.get(writer.pk, 0), facts.warned.get(writer.pk, 0)
    replies = ngettext("%(count)d reply", "%(count)d replies", written) % {"count": written}
    against = gettext("no warnings")
    if warned:
        against = ngettext(
            "%(count)d earlier decision against them",
            "%(count)d earlier decisions against them",
            warned,
        ) % {"count": warned}
    said = {"since": since, "replies": replies, "warnings": against}
    return gettext("joined %(since)s ago, %(replies)s, %(warnings)s") % said
