"""Noting until when somebody has read of a post, so that they can be told what is new since."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from forum import signals
from forum.models import Post, State, Visit


def note_visit(
    *, user: User, post_id: int, part: Visit.Part, until: datetime | None, read: bool
) -> Visit:
    """Note that `user` read this part of a post as it was at the moment `until` (None: now).

    Within 30 minutes of the last it is the same visit; with `read` nothing up to `until` is new
    any more. Raises Post.DoesNotExist. Only the visit's own row is locked: it is nobody else's,
    and locking the post would take its thread out of the cache at every reading.
    """
    now = timezone.now()
    with transaction.atomic():
        # Nobody else has seen a draft, which may be thrown away.
        post = Post.objects.known_to(user).exclude(state=State.DRAFT).get(pk=post_id)
        until = min(max(until or now, post.created_at), now)
        # What comes into a thread during the first visit to it is new there.
        before = until if read or part == Visit.Part.THREAD else None
        visit, created = Visit.objects.select_for_update().get_or_create(
            post=post,
            user=user,
            part=part,
            defaults={"at": until, "before": before, "seen_at": now},
        )
        if not created:
            since, read_until = visit.new_since(now), max(visit.at, until)
            visit.before = read_until if read else since
            visit.at, visit.seen_at = read_until, now
            visit.save(update_fields=["at", "before", "seen_at"])
        if part == Visit.Part.THREAD:
            signals.thread_read.send(Visit, user=user, post=post, until=visit.at)
    return visit
