"""A mail with its headers, as it goes to the mail server."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from inbox.addresses import return_address
from mail.message_ids import InThread
from mail.stopping import stop_url
from mail.words import MailKind, When
from web.writing import one_line

# What in a header would begin another, or be seen by nobody.
UNSEEN = dict.fromkeys(
    [*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)


@dataclass(frozen=True)
class MailContent:
    """What a mail says. `notices` are the decisions of moderators that it tells of.

    `reply_to` is where an answer to it goes; "" where none is taken.
    """

    kind: MailKind | When
    subject: str
    text: str
    html: str
    thread: InThread
    notices: tuple[int, ...] = ()
    reply_to: str = ""


def enclosed(content: MailContent, address: EmailAddress) -> EmailMultiAlternatives:
    """Return the mail with this content to this address."""
    host = urlsplit(settings.SITE_URL).hostname
    headers = {
        "Message-ID": f"<{content.thread.name}>",
        "List-Id": f"Rejoinder <notices.{host}>",
        "List-Unsubscribe": f"<{stop_url(address, content.kind)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        # Nobody is told by a machine that somebody is on holiday.
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
        "X-Auto-Response-Suppress": "All",
    }
    if above := content.thread.above:
        headers["In-Reply-To"] = f"<{above[-1]}>"
        # Its own name too: there are servers that give a mail another one.
        headers["References"] = " ".join(f"<{each}>" for each in (*above, content.thread.name))
    # What cannot be delivered comes back to where it is counted; readers see who sends it.
    back = return_address(address.user, address.pk)
    if back:
        headers["From"] = settings.DEFAULT_FROM_EMAIL
    mail = EmailMultiAlternatives(
        subject=subject_line(content),
        body=content.text,
        from_email=back or None,
        to=[address.email],
        reply_to=[content.reply_to] if content.reply_to else None,
        headers=headers,
    )
    mail.attach_alternative(content.html, "text/html")
    return mail


def subject_line(content: MailContent) -> str:
    """Return the subject, in one line whatever a title holds; in a thread it is the essay’s."""
    subject = f"[Rejoinder] {one_line(content.subject).translate(UNSEEN)}"
    return f"Re: {subject}" if content.thread.above else subject
