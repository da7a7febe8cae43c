"""Addresses for which the mail server takes no mail: after some days none is sent there.

Sending on to an address that is gone makes other servers take us for a sender of junk.
"""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from mail.models import RefusedAddress

# On so many days an address was refused, with nothing taken between, until no mail goes there; what
# is refused within a day counts once, as a server may be set up wrongly for an hour.
DAYS = 3
DAY = timedelta(hours=20)
# What came back, and never again for so long, is forgotten: nobody says what was delivered.
LAPSE = timedelta(days=30)


def note_refusal(address: EmailAddress, *, came_back: bool = False) -> None:
    """Note that a mail server will not take mail for an address, now and for good; with `came_back`
    one further on, after ours took it."""
    now = timezone.now()
    with transaction.atomic():
        if not EmailAddress.objects.select_for_update().filter(pk=address.pk).exists():
            return
        known, _ = RefusedAddress.objects.get_or_create(
            address=address, defaults={"last_at": now - 2 * DAY}
        )
        if now - known.last_at < DAY:
            return
        if known.came_back and now - known.last_at > LAPSE:
            known.days = 0
        known.days, known.last_at = known.days + 1, now
        known.came_back = known.came_back or came_back
        if known.days >= DAYS:
            known.stopped_at = known.stopped_at or now
        known.save(update_fields=["days", "last_at", "came_back", "stopped_at"])


def forgive(address: EmailAddress) -> None:
    """Note that the mail server takes mail for an address. No query where it always did.

    Where a server further on refused it that says nothing.
    """
    if getattr(address, "refused", None) is not None:
        RefusedAddress.objects.filter(address=address, came_back=False).delete()
