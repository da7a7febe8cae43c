"""What stands in every mail: its two parts, why it came, and how to get no more of them."""

from collections.abc import Mapping
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise

from mail.contents.look import STYLE
from mail.envelopes import MailContent
from mail.message_ids import InThread
from mail.stopping import stop_url
from mail.words import MailKind, When


def content(
    template: str,
    says: Mapping[str, Any],
    *,
    kind: MailKind | When,
    address: EmailAddress,
    subject: str,
    why: str | Promise,
    thread: InThread,
    notices: tuple[int, ...] = (),
    reply_to: str = "",
) -> MailContent:
    """Return a mail of two templates, .txt and .html; `why` says why it came."""
    context = {
        **says,
        "style": STYLE,
        "subject": subject,
        "why": why,
        "kind": kind.label,
        "site": settings.SITE_URL,
        "stop_url": stop_url(address, kind),
        "takes_answers": bool(reply_to),
        "choices_url": f"{settings.SITE_URL}{reverse('mail-settings')}",
    }
    text, html = (render_to_string(f"{template}.{part}", context) for part in ("txt", "html"))
    return MailContent(kind, subject, text, html, thread, notices, reply_to)
