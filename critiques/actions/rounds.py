"""Letters and the rounds that give them out."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from accounts.rights import check_may_write
from critiques.models import Objection, Round
from critiques.words import HOLDING, LETTERS, UNRESOLVED, Kind
from forum.actions.replies import check_open
from forum.locks import lock_post
from forum.models import Post
from moderation.actions.log import write_log
from moderation.models import Act

ONCE_A = timedelta(days=1)


def open_round(*, actor: User, post_id: int, reason: str = "") -> Round:
    """Open the next round of letters, as the post's author or as a moderator with a reason.

    Raises PermissionDenied, Post.DoesNotExist, or ValidationError where the current round
    has given no letter yet.
    """
    check_may_write(actor)
    with transaction.atomic():
        post = lock_post(viewer=actor, post_id=post_id)
        own = post.author_id == actor.pk
        if not own and not actor.is_moderator:
            raise PermissionDenied("Only the author or a moderator opens a round.")
        check_open(post)
        current = current_round(post)
        if not Objection.objects.filter(post=post, round=current.number).exists():
            raise ValidationError(f"Round {current.number} still has all its letters.")
        if own:
            return next_round(post, Round.Cause.AUTHOR)
        write_log(act=Act.ROUND, actor=actor, post=post, reason=reason)
        return next_round(post, Round.Cause.MODERATOR)


def current_round(post: Post) -> Round:
    """Return the post's current round, opening the first; the post must be locked."""
    current = Round.objects.filter(post=post).last()
    return current or Round.objects.create(post=post, number=1, cause=Round.Cause.FIRST)


def give_letter(objection: Objection) -> None:
    """Give an objection the lowest free letter of the current round, if there is one.

    Free is also the letter of one that was struck before anybody but its raiser held it and
    before any position. The post must be locked.
    """
    current = current_round(objection.post)
    if objection.kind == Kind.QUESTION:
        return
    taken = {each.letter: each for each in _lettered(objection.post, current)}
    for letter in LETTERS:
        holder = taken.get(letter)
        if holder is None or (holder.struck_at and holder.others == 0 and holder.words == 0):
            if holder is not None:
                Objection.objects.filter(pk=holder.pk).update(round=None, letter=None)
            objection.round, objection.letter = current.number, letter
            objection.save(update_fields=["round", "letter"])
            return


def next_round(post: Post, cause: Round.Cause) -> Round:
    """Open the next round and give its letters to what is unresolved and has none.

    Most holders first, then the oldest. The post must be locked.
    """
    opened = Round.objects.create(post=post, number=current_round(post).number + 1, cause=cause)
    waiting = Objection.objects.filter(
        post=post, kind=Kind.OBJECTION, letter__isnull=True, status__in=UNRESOLVED
    ).order_by("-holder_count", "number")
    for objection in waiting[: len(LETTERS)]:
        give_letter(objection)
    return opened


def open_round_if_due(post: Post) -> None:
    """Open the next round, at most once a day, if an objection without a letter deserves one.

    It does when two people hold it or it is somebody's main disagreement; who waits for
    approval or is suspended does not count. The post must be locked.
    """
    day_ago = timezone.now() - ONCE_A
    if Round.objects.filter(post=post, cause=Round.Cause.AUTOMATIC, opened_at__gt=day_ago).exists():
        return
    in_good_standing = Q(holders__user__approved_at__isnull=False) & (
        Q(holders__user__suspended_until__isnull=True)
        | Q(holders__user__suspended_until__lte=timezone.now())
    )
    holding = in_good_standing & Q(holders__state__in=HOLDING, holders__user__left_at__isnull=True)
    deserving = (
        Objection.objects.filter(
            post=post, kind=Kind.OBJECTION, letter__isnull=True, status__in=UNRESOLVED
        )
        .annotate(
            holding=Count("holders", filter=holding),
            mains=Count("holders", filter=holding & Q(holders__is_main=True)),
        )
        .filter(Q(holding__gte=2) | Q(mains__gte=1))
    )
    if deserving.exists():
        next_round(post, Round.Cause.AUTOMATIC)


def _lettered(post: Post, current: Round):
    return Objection.objects.filter(post=post, round=current.number).annotate(
        others=Count("holders", distinct=True) - 1, words=Count("positions", distinct=True)
    )
