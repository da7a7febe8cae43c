"""The mail about what moderators decided about somebody: all that they were not mailed of yet."""

from typing import NamedTuple, Self

from allauth.account.models import EmailAddress
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from accounts.models import User
from mail.contents.frame import content
from mail.contents.readers import as_member
from mail.envelopes import MailContent
from mail.message_ids import name_of_mail
from mail.models import OutboxMail
from mail.outbox import unmailed
from mail.recipients import choices_of
from mail.words import OF_DECISIONS, MailKind, When
from moderation.actions.appeals import APPEAL_DAYS
from moderation.models import APPEALABLE, LogEntry
from staff.log.entries import with_people
from staff.log.lines import LogLine, log_line
from staff.log.targets import Seen, yours
from web.sentences import with_html

# One mail is about so many decisions at most, and names the first of them.
MOST, NAMED = 10_000, 20


def decisions_content(mail: OutboxMail, person: User, address: EmailAddress) -> MailContent | None:
    """Return what is to be mailed, of each text only what its reader may know by now.

    Sixteen queries at most, whatever was decided about how much.
    """
    if choices_of(person)[MailKind.DECISIONS] != When.AT_ONCE:
        return None
    told = unmailed().filter(person=person).order_by("entry")
    notices = dict(told.values_list("pk", "entry")[:MOST])
    if not notices:
        return None
    lines = lines_about(person, list(notices.values())[:NAMED])
    mine = LogEntry.objects.filter(notice__in=told)
    count = len(notices)
    says = {
        "name": person.shown_name,
        "lines": lines,
        "more": count - len(lines),
        "days": APPEAL_DAYS,
        "answerable": mine.filter(act__in=APPEALABLE).exists(),
        "url": f"{settings.SITE_URL}{reverse('decisions')}",
    }
    # Neither names nor titles stand in a header.
    subject = ngettext(
        "Moderators decided about something of yours",
        "Moderators decided about %(count)d of your texts",
        count,
    )
    return content(
        "mail/decisions",
        says,
        kind=MailKind.DECISIONS,
        address=address,
        subject=subject % {"count": count},
        why=OF_DECISIONS,
        thread=name_of_mail(mail),
        notices=tuple(notices),
    )


class MailedDecision(NamedTuple):
    """What was done, said to whom it concerns, for both parts of a mail, and the reason."""

    words: str
    html: SafeString
    reason: str

    @classmethod
    def of(cls, line: LogLine, target: str) -> Self:
        """Return what a line of the log says, of what it was done to as `target` names it."""
        deed = line.deed.said_to_you(target)
        said = gettext("%(name)s %(does)s, %(when)s.")
        if line.ends:
            said = gettext("%(name)s %(does)s %(ends)s (decided %(when)s).")
        about = {"ends": line.ends, "when": line.when}
        what, where = _apart(deed.target), _apart(deed.where)
        does = with_html(deed.sentence, what=what, where=where)
        return cls(
            said % {"name": line.actor, "does": deed.words, **about},
            with_html(said, name=_apart(line.actor), does=does, **about),
            line.reason,
        )


def lines_about(person: User, entries: list[int]) -> list[MailedDecision]:
    """Return what these lines of the log say to somebody, the oldest first."""
    found = list(with_people(LogEntry.objects.filter(pk__in=entries)).order_by("pk"))
    seen = Seen.load(as_member(person), found)
    lines = [(log_line(entry, seen), yours(entry, seen)[0]) for entry in found]
    return [MailedDecision.of(line, target) for line, target in lines]


def _apart(words: str) -> SafeString:
    return format_html("<bdi>{}</bdi>", words)
