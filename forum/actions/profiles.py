"""What people change about themselves."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.limits.writes import check_rate
from accounts.models import User
from accounts.names import check_name
from accounts.rights import check_is_approved, check_may_write
from forum.actions.kinds import BIOGRAPHY
from forum.models import Biography
from forum.text import RENDERER_VERSION, render_shown


def change_profile(
    *, user: User, display_name: str, bio: str, timezone: str, language: str
) -> User:
    """Save what others see of `user`, and the zone and the language in which `user` reads.

    What moderators removed stays removed, whatever it says now. Raises PermissionDenied if what
    others see changes and `user` may not write; ValidationError for a name that is taken or could
    be taken for a moderator's or the site's, and, as of the field `bio`, for a text that is
    refused.
    """
    html = biography_html(user, bio)
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=user.pk)
        if (display_name, bio) != (person.display_name, person.bio):
            check_may_write(person)
        if bio not in ("", person.bio):
            check_is_approved(person)
        if display_name not in ("", person.display_name, person.username):
            check_name(display_name, owner=person)
        check_rate(what="profiles", user=person, is_newcomer=lambda user: not user.is_confirmed)
        person.display_name, person.bio = display_name, bio
        person.timezone, person.language = timezone, language
        person.full_clean(exclude=["username", "email", "password"], validate_constraints=False)
        person.save(update_fields=["display_name", "bio", "timezone", "language"])
        write_biography(person, html)
    return person


def biography_html(user: User, bio: str) -> str:
    """Return the HTML of what somebody says of themselves; raises ValidationError of `bio`."""
    try:
        return render_shown(bio, f"person-{user.pk}", what=BIOGRAPHY) if bio.strip() else ""
    except ValidationError as error:
        raise ValidationError({"bio": error.messages}) from error


def write_biography(user: User, html: str) -> None:
    """Keep the HTML of the words of `user`, whose row is locked."""
    kept = {"html": html, "html_version": RENDERER_VERSION}
    Biography.objects.update_or_create(user=user, defaults=kept)


def forget_biography(user: User) -> None:
    """Forget it, as its words are; their row is locked."""
    Biography.objects.filter(user=user).delete()
