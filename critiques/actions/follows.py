"""Following an objection, so as to be told what becomes of it, and no longer."""

from django.db import transaction

from accounts.models import User
from critiques.models import Objection, ObjectionFollow
from forum.limits import count_act


def follow_objection(*, user: User, post_id: int, number: int, follow: bool) -> None:
    """Let `user` follow an objection, or no longer; doing it twice changes nothing.

    Raises Objection.DoesNotExist for what they may not know, and ValidationError (code `rate`). The
    row is nobody else's: the post is not locked.
    """
    with transaction.atomic():
        count_act("follows", user)
        if follow:
            found = Objection.objects.known_to(user).get(post=post_id, number=number)
            ObjectionFollow.objects.get_or_create(user=user, objection=found)
        else:
            of = {"objection__post": post_id, "objection__number": number}
            ObjectionFollow.objects.filter(user=user, **of).delete()
