"""Leaving: the person is forgotten, the row stays for what others answered."""

from itertools import count

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext

from accounts.actions.admins import check_is_not_the_only_admin, lock_with_admins
from accounts.actions.sessions import end_sessions
from accounts.models import User
from accounts.models.shown_names import WHO_LEFT
from accounts.signals import user_leaves, user_left


def leave(*, user: User, withdraw: bool) -> User:
    """Make the account of `user` nobody's, for good, and return its row.

    Name, addresses, profile, password, second factors and sessions go. What they published stays
    under a name that says nothing, or is withdrawn too if `withdraw`; drafts go in any case.
    Raises ValidationError for the site's only admin.
    """
    with transaction.atomic():
        user_leaves.send(User, user=user, withdraw=withdraw)
        locked = lock_with_admins(user.pk)
        person = locked[user.pk]
        words = gettext("You are the only admin. Make somebody else admin first.")
        check_is_not_the_only_admin(person, locked, words)
        person.username = _free_name(person.pk)
        person.display_name = f"{WHO_LEFT} ({person.pk})"
        person.email = person.bio = ""
        person.bio_hidden_at = None
        person.timezone, person.language = "UTC", "en"
        person.follows_written = True
        person.role, person.is_active = User.Role.MEMBER, False
        person.last_login, person.left_at = None, now()
        person.set_unusable_password()
        person.save()
        EmailAddress.objects.filter(user=person).delete()
        Authenticator.objects.filter(user=person).delete()
        end_sessions(user=person)
        user_left.send(User, user=person)
    return person


def _free_name(pk: int) -> str:
    """Return left-<pk>, with a number behind it in case an import has brought that name along."""
    names = (f"left-{pk}" if tries == 0 else f"left-{pk}-{tries}" for tries in count())
    return next(name for name in names if not User.objects.named(name).exists())
