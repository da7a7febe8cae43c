"""That a mail was dealt with, so that it is not again."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.limits.traces import hidden
from accounts.models import User
from inbox.letters import Letter
from inbox.models import Arrival, MailOutcome

KEPT = timedelta(days=90)
BATCH = 100


def digest_of(letter: Letter, person: User, *, what: str = "mail") -> str:
    """Return what stands for a mail to one of the addresses of `person`.

    Of what nobody vouches for it is another one, by `what`: a mail to come may have its name.
    """
    return hidden(f"{what} to {person.pk} {letter.identity}")


def was_taken(digest: str) -> bool:
    """Whether a mail was dealt with before. One query."""
    return Arrival.objects.filter(digest=digest).exists()


def note_arrival(*, digest: str, outcome: MailOutcome) -> None:
    """Note what became of a mail, and forget a hundred old ones."""
    now = timezone.now()
    Arrival.objects.bulk_create(
        [Arrival(digest=digest, outcome=outcome, at=now)], ignore_conflicts=True
    )
    with transaction.atomic(savepoint=False):
        old = Arrival.objects.select_for_update(skip_locked=True).filter(at__lt=now - KEPT)
        forgotten = list(old.order_by("at").values_list("pk", flat=True)[:BATCH])
        if forgotten:
            Arrival.objects.filter(pk__in=forgotten).delete()
