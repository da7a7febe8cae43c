"""Noting when somebody read a post's critique, so that they can be told what is new since."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from forum.models import Post, Visit


def note_visit(
    *, user: User, post_id: int, until: datetime | None = None, read: bool = False
) -> Visit:
    """Note that `user` read the critique of a post as it was at the moment `until` (else now).

    Within 30 minutes of the last it is the same visit; with `read` nothing up to `until` is new
    any more. Raises Post.DoesNotExist. Only the visit's own row is locked: it is nobody else's,
    and locking the post would take its thread out of the cache at every reading.
    """
    now = timezone.now()
    until = min(until or now, now)
    with transaction.atomic():
        post = Post.objects.known_to(user).get(pk=post_id)
        visit, created = Visit.objects.select_for_update().get_or_create(
            post=post, user=user, defaults={"at": until, "before": until if read else None}
        )
        if not created:
            visit.before = until if read else visit.new_since(until)
            visit.at = max(visit.at, until)
            visit.save(update_fields=["at", "before"])
    return visit
