"""Traces: from where something was asked for, as hashes that only we can make, for a day."""

from collections.abc import Iterable
from datetime import timedelta
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from allauth.core import context
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Trace

KEPT = timedelta(days=1)
BATCH = 100


def hidden(source: str) -> str:
    """Return `source` so that it can be told from others, and not be read."""
    return salted_hmac("accounts.limits", source, algorithm="sha256").hexdigest()[:32]


def here() -> str:
    """Return the internet address that the request comes from, as sign-in sees it, hidden.

    Of an IPv6 address the network counts: whoever has one has them all. One of IPv4 is the same
    where a server that listens on both writes it as one of IPv6. Empty where nobody can tell.
    """
    try:
        address = ip_address(get_adapter().get_client_ip(context.request))
    except (PermissionDenied, ValueError):
        return ""
    if address.version == 6:
        mapped = address.ipv4_mapped
        address = mapped or ip_network((int(address), 64), strict=False)
    return hidden(str(address))


def leave_traces(what: str, sources: Iterable[str]) -> list[int]:
    """Note that something was asked for from each of `sources`, and forget some day-old ones.

    Returns the traces' keys. Three queries at most.
    """
    now = timezone.now()
    left = Trace.objects.bulk_create(Trace(kind=what, address=each, at=now) for each in sources)
    with transaction.atomic(savepoint=False):
        # Rows that another request is about to forget are left to it.
        old = Trace.objects.select_for_update(skip_locked=True).filter(at__lt=now - KEPT)
        forgotten = list(old.order_by("at").values_list("pk", flat=True)[:BATCH])
        if forgotten:
            Trace.objects.filter(pk__in=forgotten).delete()
    return [each.pk for each in left]
