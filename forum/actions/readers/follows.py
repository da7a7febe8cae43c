"""Following essays, people and topics, so as to be told of what is new there, and no longer; muting
essays, branches and people, so as to hear nothing more of them, and taking that back."""

from datetime import datetime
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from forum import signals
from forum.limits import count_act
from forum.models import Follow, Mute, Post, Reply, State
from forum.models.topics import topics_in_use

# So many people are in memory at once.
BATCH = 500
# Each page of a thread asks for what its reader mutes.
MOST = 999


def follow_post(*, user: User, post_id: int, follow: bool) -> None:
    """Let `user` follow an essay, which then is not muted, or no longer; doing it twice changes
    nothing.

    Raises Post.DoesNotExist for what they may not know, and ValidationError (code `rate`). As with
    all that one follows, the row is nobody else's: the post is not locked.
    """
    with transaction.atomic():
        count_act("follows", user)
        mine = Follow.objects.filter(user=user, post=post_id)
        if not follow:
            mine.filter(stopped_at=None).update(stopped_at=timezone.now())
            return
        # Nobody else has seen a draft, which may be thrown away.
        post = Post.objects.known_to(user).exclude(state=State.DRAFT).get(pk=post_id)
        Mute.objects.filter(user=user, post=post).delete()
        Follow.objects.get_or_create(user=user, post=post)
        mine.exclude(stopped_at=None).update(stopped_at=None, at=timezone.now())


def follow_written(*, writer: User, post_id: int) -> None:
    """Let `writer` follow an essay in which they write just now, unless they chose otherwise: by
    their setting, or as they stopped following it. One query at most."""
    if writer.follows_written:
        row = Follow(user=writer, post_id=post_id)
        Follow.objects.bulk_create([row], ignore_conflicts=True)


def follow_along(*, source: Post, target: Post, at: datetime) -> None:
    """Let who follows `source` follow `target`, into which it is merged at the moment `at`.

    Who follows that already, or once stopped, stays as they are. Both are locked.
    """
    there = Follow.objects.filter(post=target).values("user")
    came = Follow.objects.filter(post=source, stopped_at=None).exclude(user__in=there)
    people = came.order_by("pk").values_list("user", flat=True).iterator(chunk_size=BATCH)
    while batch := list(islice(people, BATCH)):
        rows = [Follow(user_id=person, post=target, at=at) for person in batch]
        Follow.objects.bulk_create(rows, ignore_conflicts=True)


def follow_back(*, source: Post, target: Post, at: datetime) -> None:
    """Undo the above, but for whoever chose anew since."""
    still = Follow.objects.filter(post=source).order_by().values("user")
    Follow.objects.filter(post=target, stopped_at=None, at=at, user__in=still).delete()


def follow_person(*, user: User, username: str, follow: bool) -> None:
    """Let `user` follow a person, who then is not muted, or no longer.

    Raises User.DoesNotExist where there is nobody of that name, and ValidationError (code `rate`).
    """
    with transaction.atomic():
        count_act("follows", user)
        if not follow:
            Follow.objects.filter(user=user, person__in=User.objects.named(username)).delete()
            return
        others = User.objects.named(username).filter(left_at=None).exclude(pk=user.pk)
        person = others.get()
        Mute.objects.filter(user=user, person=person).delete()
        Follow.objects.get_or_create(user=user, person=person)


def follow_topic(*, user: User, slug: str, follow: bool) -> None:
    """Let `user` follow a topic, or no longer.

    Raises Topic.DoesNotExist where no public essay has it, and ValidationError (code
    `rate`).
    """
    with transaction.atomic():
        count_act("follows", user)
        if follow:
            topic = topics_in_use().get(slug=slug.replace("\0", ""))
            Follow.objects.get_or_create(user=user, topic=topic)
        else:
            Follow.objects.filter(user=user, topic__slug=slug.replace("\0", "")).delete()


def mute_post(*, user: User, post_id: int, mute: bool) -> None:
    """Let `user` hear no more of an essay, which they then do not follow, or take that back.

    Doing it twice changes nothing. Raises Post.DoesNotExist for what they may not know, and
    ValidationError where they mute too much, or (code `rate`) too often. As with all that one
    mutes, the row is nobody else's: the post is not locked.
    """
    with transaction.atomic():
        count_act("follows", user)
        if not mute:
            Mute.objects.filter(user=user, post=post_id).delete()
            return
        post = Post.objects.known_to(user).exclude(state=State.DRAFT).get(pk=post_id)
        # Remembered, also of who never followed it: to write in it does not follow it.
        stopped = {"stopped_at": timezone.now()}
        Follow.objects.update_or_create(user=user, post=post, defaults=stopped)
        _mute(user, post=post)


def mute_branch(*, user: User, reply_id: int, mute: bool) -> None:
    """Let `user` hear no more of a reply and of all beneath it, or take that back.

    Raises Reply.DoesNotExist for what they may not know, else what `mute_post` raises.
    """
    with transaction.atomic():
        count_act("follows", user)
        if mute:
            _mute(user, reply=Reply.objects.known_to(user).get(pk=reply_id))
        else:
            Mute.objects.filter(user=user, reply=reply_id).delete()


def mute_person(*, user: User, username: str, mute: bool) -> None:
    """Let `user` hear no more of a person, whom they then do not follow, or take that back.

    Raises User.DoesNotExist where there is nobody else of that name, else what `mute_post` raises.
    """
    with transaction.atomic():
        count_act("follows", user)
        if mute:
            others = User.objects.named(username).filter(left_at=None).exclude(pk=user.pk)
            person = others.get()
            Follow.objects.filter(user=user, person=person).delete()
            _mute(user, person=person)
        else:
            Mute.objects.filter(user=user, person__in=User.objects.named(username)).delete()


def _mute(user: User, **what: Any) -> None:
    if Mute.objects.filter(user=user, **what).exists():
        return
    if Mute.objects.filter(user=user).count() >= MOST:
        raise ValidationError(
            gettext(
                "You mute %(count)s essays, branches and people already. "
                "Take some of that back first."
            )
            % {"count": MOST}
        )
    Mute.objects.get_or_create(user=user, **what)
    of = {"post": None, "reply": None, "person": None} | what
    signals.muted.send(Mute, user=user, **of)
