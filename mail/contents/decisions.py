"""The mail about what moderators decided about somebody: all that they were not mailed of yet."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.urls import reverse

from accounts.models import User
from mail.contents.frame import content
from mail.contents.readers import as_member
from mail.envelopes import MailContent
from mail.message_ids import name_of_mail
from mail.models import OutboxMail
from mail.outbox import unmailed
from mail.recipients import choices_of
from mail.words import MailKind, When
from moderation.actions.appeals import APPEAL_DAYS
from moderation.models import APPEALABLE, LogEntry
from staff.log.entries import with_people
from staff.log.lines import LogLine, log_line
from staff.log.targets import Seen, yours

# One mail is about so many decisions at most, and names the first of them.
MOST, NAMED = 10_000, 20


def decisions_content(mail: OutboxMail, person: User, address: EmailAddress) -> MailContent | None:
    """Return what is to be mailed, of each text only what its reader may know by now.

    Fifteen queries at most, whatever was decided about how much.
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
    subject = f"{count} of your texts" if count > 1 else "something of yours"
    return content(
        "mail/decisions",
        says,
        kind=MailKind.DECISIONS,
        address=address,
        subject=f"Moderators decided about {subject}",
        why="it is about you, or about a text of yours",
        thread=name_of_mail(mail),
        notices=tuple(notices),
    )


def lines_about(person: User, entries: list[int]) -> list[tuple[LogLine, str]]:
    """Return these lines of the log, oldest first, with what each was done to, said to somebody."""
    found = list(with_people(LogEntry.objects.filter(pk__in=entries)).order_by("pk"))
    seen = Seen.load(as_member(person), found)
    return [(log_line(entry, seen), yours(entry, seen)[0]) for entry in found]
