"""What people change about themselves."""

from django.db import transaction

from accounts.limits.writes import check_rate
from accounts.models import User
from accounts.names import check_name
from accounts.rights import check_is_approved, check_may_write


def change_profile(*, user: User, display_name: str, bio: str, timezone: str) -> User:
    """Save what others see of `user`, and the zone in which `user` reads times.

    Raises PermissionDenied if what others see changes and `user` may not write; ValidationError
    for a name that is taken or could be taken for a moderator's or the site's.
    """
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=user.pk)
        if (display_name, bio) != (person.display_name, person.bio):
            check_may_write(person)
        if bio not in ("", person.bio):
            check_is_approved(person)
        if display_name not in ("", person.display_name, person.username):
            check_name(display_name, owner=person)
        check_rate(what="profiles", user=person, is_newcomer=lambda user: not user.is_confirmed)
        person.display_name, person.bio, person.timezone = display_name, bio, timezone
        person.full_clean(exclude=["username", "email", "password"], validate_constraints=False)
        person.save(update_fields=["display_name", "bio", "timezone"])
    return person
