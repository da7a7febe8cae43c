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


def note_refusal(address: EmailAddress) -> None:
    """Note that the mail server will not take mail for an address, now and for good."""
    now = timezone.now()
    with transaction.atomic():
        if not EmailAddress.objects.select_for_update().filter(pk=address.pk).exists():
            return
        known, _ = RefusedAddress.objects.get_or_create(
            address=address, defaults={"last_at": now - 2 * DAY}
        )
        if now - known.last_at < DAY:
            return
        known.days, known.last_at = known.days + 1, now
        if known.days >= DAYS:
            known.stopped_at = known.stopped_at or now
        known.save(update_fields=["days", "last_at", "stopped_at"])


def forgive(address: EmailAddress) -> None:
    """Note that the mail server takes mail for an address. No query where it always did."""
    if getattr(address, "refused", None) is not None:
        RefusedAddress.objects.filter(address=address).delete()
