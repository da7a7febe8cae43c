"""What is noted of what others do, in its transaction: one row, whoever is to be told."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from accounts.models import User
from accounts.signals import user_leaves
from critiques import signals as critique
from critiques.models import ClaimVersion, Objection, Position, Proposal
from forum import signals as forum
from forum.models import Post, PostRevision, Reply, State, Thanks
from notifications.audiences.replies import UNSEEN
from notifications.models import Happening, Notification
from notifications.mutes import in_essay
from notifications.tasks import tell_on_commit
from notifications.words import ADDRESSED, Happened, Thing


@receiver([forum.reply_posted, critique.points_placed])
def note_reply(reply: Reply, **_: Any) -> None:
    """Its points may be placed with it, or later."""
    _note(Happened.REPLY, reply.pk, reply.author_id)


@receiver(forum.reply_state_changed)
def note_approval(reply: Reply, was: State, **_: Any) -> None:
    """What waited for a moderator is public for the first time; what comes back was told before."""
    if reply.state == State.VISIBLE and was in UNSEEN:
        _note(Happened.REPLY, reply.pk, reply.author_id)


@receiver(forum.reply_edited)
def note_edit(reply: Reply, **_: Any) -> None:
    """It may name somebody whom it did not name before."""
    if reply.state == State.VISIBLE and "@" in reply.body:
        _note(Happened.EDIT, reply.pk, reply.author_id)


@receiver([forum.post_published, forum.post_state_changed])
def note_essay(post: Post, was: State = State.DRAFT, **_: Any) -> None:
    """It is public for the first time, or is so again."""
    if post.state == State.VISIBLE and was in UNSEEN:
        _note(Happened.PUBLISHED, post.pk, post.author_id)
    else:
        note_words(post)


@receiver(forum.post_revised)
def note_words(post: Post, **_: Any) -> None:
    """It may name somebody whom it did not name before."""
    if post.state == State.VISIBLE and "@" in post.body:
        _note(Happened.ESSAY, post.pk, post.author_id)


@receiver(critique.position_taken)
def note_position(position: Position, **_: Any) -> None:
    """An author spoke by a click."""
    _note(Happened.POSITION, position.pk, position.author_id)


@receiver(critique.receipts_given)
def note_receipts(revision: PostRevision, **_: Any) -> None:
    """An essay was changed because of objections."""
    _note(Happened.REVISION, revision.pk, revision.post.author_id)


@receiver(critique.holder_spoke)
def note_word(objection: Objection, user: User, text: str, **_: Any) -> None:
    """Clicks without a word are told together when their day is over."""
    if text:
        _note(Happened.LINE, objection.pk, user.pk)
    else:
        _note(Happened.CLICK, objection.pk, user.pk, due_at=_tomorrow())


@receiver(critique.proposed)
def note_proposal(proposal: Proposal, **_: Any) -> None:
    """Somebody is asked, or has refused."""
    by = proposal.objection.raiser_id if proposal.outcome else proposal.proposer_id
    _note(Happened.PROPOSAL, proposal.pk, by)


@receiver(critique.reworded)
def note_wording(version: ClaimVersion, **_: Any) -> None:
    """Its raiser put it otherwise, or accepted how somebody else puts it."""
    _note(Happened.WORDING, version.pk, version.objection.raiser_id)


@receiver(critique.merged)
def note_merge(part: Objection, **_: Any) -> None:
    """Its raiser agreed, or a moderator decided."""
    _note(Happened.MERGE, part.pk, part.merged_by_id)


@receiver(forum.thanked)
def note_thanks(thanks: Thanks, **_: Any) -> None:
    """Of a vote alone nobody is told."""
    _note(Happened.THANKS, thanks.pk, thanks.giver_id)


@receiver(forum.thread_read)
def read_along(user: User, post: Post, until: datetime, **_: Any) -> None:
    """Who has read what is new in a thread has read what they were told of it."""
    read = Reply.objects.filter(post=post, state_at__lte=until)
    told = Notification.objects.filter(person=user, read_at=None, thing=Thing.REPLY)
    told.filter(number__in=read.values("pk")).update(read_at=timezone.now())


@receiver(forum.muted)
def read_muted(
    user: User, post: Post | None, reply: Reply | None, person: User | None, **_: Any
) -> None:
    """Of what somebody mutes they have read what they were told; but not what moderators said to
    them."""
    told = Notification.objects.filter(person=user, read_at=None)
    if post is not None:
        told = told.filter(in_essay(post.pk))
    if reply is not None:
        branch = Reply.objects.filter(
            tree_id=reply.tree_id, lft__gte=reply.lft, lft__lte=reply.rght
        )
        told = told.filter(thing=Thing.REPLY, number__in=branch.order_by().values("pk"))
    if person is not None:
        told = told.filter(actor=person)
    moderators = User.objects.filter(role__in=(User.Role.MODERATOR, User.Role.ADMIN))
    told = told.exclude(reason__in=ADDRESSED, actor__in=moderators.values("pk"))
    told.update(read_at=timezone.now())


@receiver(user_leaves)
def forget(user: User, **_: Any) -> None:
    """What somebody was told goes with them."""
    Notification.objects.filter(person=user).delete()


def _note(what: Happened, number: int, actor_id: int, **due: datetime) -> None:
    Happening.objects.create(what=what, number=number, actor_id=actor_id, **due)
    tell_on_commit()


def _tomorrow() -> datetime:
    day = timezone.now().astimezone(UTC).date() + timedelta(days=1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
