"""That there is always an admin: whoever ceases to be one holds the rows of all."""

from django.core.exceptions import ValidationError

from accounts.models import User


def lock_with_admins(*people: int) -> dict[int, User]:
    """Lock these people's rows and those of all admins, in key order; return them by their keys.

    So two who go at the same moment cannot both count on the other. To be called inside a
    transaction.
    """
    rows = User.objects.select_for_update(no_key=True).order_by("pk")
    found = rows.filter(pk__in=people) | rows.filter(role=User.Role.ADMIN)
    return {person.pk: person for person in found}


def check_is_not_the_only_admin(person: User, locked: dict[int, User], words: str) -> None:
    """Raise ValidationError with `words` where no other of the `locked` is an active admin."""
    others = (each for each in locked.values() if each.is_active and each.pk != person.pk)
    if person.role == User.Role.ADMIN and not any(each.role == User.Role.ADMIN for each in others):
        raise ValidationError(words, code="conflict")
