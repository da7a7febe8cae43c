"""Taking away second factors from outside, for somebody who lost them all."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.actions.sessions import end_sessions
from accounts.models import User


@transaction.atomic
def remove_factors(*, user: User) -> int:
    """Remove all second factors of `user`, sign them out everywhere; return how many there were."""
    count, _ = Authenticator.objects.filter(user=user).delete()
    end_sessions(user=user)
    return count
