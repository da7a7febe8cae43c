"""What is put into the outbox of what others do, in its transaction."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.conf import settings
from django.dispatch import receiver

from accounts.models import User
from accounts.signals import user_leaves
from inbox.signals import returned
from mail.models import MailChoice, OutboxMail, RefusedAddress
from mail.outbox import put_notices
from mail.refusals import note_refusal
from mail.tasks import wake_on_commit
from moderation.models import LogEntry
from moderation.signals import logged
from notifications.audiences.people import Audience
from notifications.signals import told


@receiver(told)
def mail_notices(audience: Audience, people: list[int], **_: Any) -> None:
    """People are told something, or for a stronger reason than before."""
    if put_notices(audience, people):
        wake_on_commit(settings.MAIL_DELAY)


@receiver(logged)
def mail_decision(entry: LogEntry, **_: Any) -> None:
    """Moderators decided; its parts hang on it, and are told with it."""
    if entry.part_of_id is None:
        wake_on_commit(0)


@receiver(returned)
def note_return(address_id: int, **_: Any) -> None:
    """A server reported that it delivers no mail there; some days of that end it."""
    address = EmailAddress.objects.filter(pk=address_id).first()
    if address is not None:
        note_refusal(address, came_back=True)


@receiver(email_confirmed)
def begin_again(email_address: Any, **_: Any) -> None:
    """Who confirms an address gets mail there."""
    RefusedAddress.objects.filter(address=email_address).delete()


@receiver(user_leaves)
def forget(user: User, **_: Any) -> None:
    """What somebody wanted to be mailed goes with them."""
    for model in (MailChoice, OutboxMail):
        model.objects.filter(person=user).delete()
