"""Where somebody’s mail goes, and how often they want which."""

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from mail.models import MailChoice, RefusedAddress
from mail.words import DEFAULTS, MailKind, When


def address_of(person: User) -> EmailAddress | None:
    """Return the confirmed address of somebody who is here, unless mail to it was stopped."""
    here = {"user__is_active": True, "user__left_at": None}
    confirmed = person.emailaddress_set.filter(verified=True, **here)
    address = confirmed.select_related("refused").order_by("-primary", "pk").first()
    stopped = address is not None and getattr(address, "refused", None)
    return None if stopped and stopped.stopped_at else address


def reachable(people: QuerySet[User]) -> QuerySet[User]:
    """Keep who is here and has a confirmed address."""
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    return people.filter(Exists(confirmed), is_active=True, left_at=None)


def wanting(kind: MailKind, when: When, person: str = "pk") -> Q:
    """Return who wants mail of this kind so often; `person` is the look-up that leads to them."""
    chosen = MailChoice.objects.filter(person=OuterRef(person), kind=kind)
    if DEFAULTS[kind] == when:
        return ~Q(Exists(chosen.exclude(when=when)))
    return Q(Exists(chosen.filter(when=when)))


def choices_of(person: User) -> dict[MailKind, When]:
    """Return how often somebody wants mail of each kind. One query."""
    chosen = MailChoice.objects.filter(person=person).values_list("kind", "when")
    return DEFAULTS | {MailKind(kind): When(when) for kind, when in chosen}


def stopped_for(viewer: object) -> QuerySet[RefusedAddress]:
    """Return the confirmed addresses of somebody to which mail was stopped."""
    stopped = RefusedAddress.objects.filter(stopped_at__isnull=False)
    return stopped.filter(address__user=viewer.pk, address__verified=True)
