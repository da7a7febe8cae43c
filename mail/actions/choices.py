"""Choosing how often mail comes, stopping it by a link, and letting it go on."""

from collections.abc import Mapping

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import User
from accounts.permissions import check_right
from mail.models import MailChoice, RefusedAddress
from mail.recipients import choices_of
from mail.stopping import Stopping
from mail.words import MailKind, When


def choose_mail(*, person: User, choices: Mapping[MailKind, When]) -> None:
    """Note how often `person` wants mail of these kinds. Raises PermissionDenied for a visitor."""
    check_right(person, "accounts.sign")
    with transaction.atomic():
        _choose(person.pk, choices)


def stop_mail(*, stopping: Stopping) -> None:
    """Send no more mail of this kind to whoever has this address, as the link in a mail asks.

    Whoever has that mail may do so. Raises EmailAddress.DoesNotExist where the address is nobody’s
    any more.
    """
    with transaction.atomic():
        addresses = EmailAddress.objects.select_related("user").select_for_update(of=("self",))
        address = addresses.get(pk=stopping.address)
        chosen = choices_of(address.user)
        kinds = [kind for kind in chosen if stopping.kind in (kind, chosen[kind])]
        _choose(address.user_id, dict.fromkeys(kinds, When.NEVER))


def resume_mail(*, person: User) -> None:
    """Try anew to mail `person` where their address was refused for days.

    Raises PermissionDenied for a visitor.
    """
    check_right(person, "accounts.sign")
    RefusedAddress.objects.filter(address__user=person).delete()


def _choose(person: int, choices: Mapping[MailKind, When]) -> None:
    if not choices:
        return
    MailChoice.objects.bulk_create(
        [MailChoice(person_id=person, kind=kind, when=when) for kind, when in choices.items()],
        update_conflicts=True,
        unique_fields=["person", "kind"],
        update_fields=["when"],
    )
