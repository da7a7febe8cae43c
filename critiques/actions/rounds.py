"""Letters and the rounds that give them out."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import check_right
from accounts.rights import check_may_write
from critiques.groups import speakers
from critiques.models import Holder, Objection, Round
from critiques.querysets.objections import ObjectionQuerySet
from critiques.words import LETTERS, UNRESOLVED, Kind
from forum.actions.checks import check_open
from forum.limits import count_act
from forum.locks import lock_post
from forum.models import Post
from moderation.actions.log import write_log
from moderation.models import LogAct

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
        check_right(actor, "critiques.open_round", post)
        check_open(post, actor)
        current = current_round(post)
        if not Objection.objects.filter(post=post, round=current.number).exists():
            raise ValidationError(
                gettext("Round %(number)d still has all its letters.") % {"number": current.number}
            )
        count_act("closings", actor)
        if own:
            return next_round(post, Round.Cause.AUTHOR)
        write_log(act=LogAct.ROUND, actor=actor, post=post, reason=reason)
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
    for objection in _waiting(post).order_by("-holder_count", "number")[: len(LETTERS)]:
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
    waiting = _waiting(post).filter(Q(holder_count__gte=2) | Q(main_count__gte=1))
    if any(map(_deserves_letter, _held(waiting))):
        next_round(post, Round.Cause.AUTOMATIC)


def _held(objections: ObjectionQuerySet) -> Iterable[list[Holder]]:
    """Return the holders of good standing of each of these, with its parts. One query."""
    ids = set(objections.values_list("pk", flat=True))
    holders = Holder.objects.filter(
        objection__in=Objection.objects.in_groups_of(ids).values("pk"),
        user__approved_at__isnull=False,
        user__left_at__isnull=True,
    ).exclude(user__suspended_until__gt=timezone.now())
    held = defaultdict(list)
    for holder in holders.select_related("objection"):
        held[holder.objection.whole_id or holder.objection_id].append(holder)
    return held.values()


def _deserves_letter(holders: list[Holder]) -> bool:
    """Whether two of these hold it, or one has it as their main disagreement."""
    holding = [each for each in speakers(holders) if each.holds]
    return len(holding) >= 2 or any(each.is_main for each in holding)


def _waiting(post: Post) -> ObjectionQuerySet:
    return Objection.objects.filter(
        post=post, kind=Kind.OBJECTION, letter__isnull=True, status__in=UNRESOLVED
    )


def _lettered(post: Post, current: Round) -> ObjectionQuerySet:
    """The objections of a round, with how many others ever held each and the author's words."""
    return Objection.objects.filter(post=post, round=current.number).annotate(
        others=Count("holders", distinct=True) - 1 + Count("parts", distinct=True),
        words=Count("positions", distinct=True),
    )
