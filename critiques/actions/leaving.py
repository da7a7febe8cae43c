"""What becomes of somebody's objections when they leave: shown as lapsed, and not counted."""

from collections import defaultdict

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from critiques.facts import refresh
from critiques.models import Objection, Outcome, Proposal
from forum.actions.leaving import forget_private, withdraw_all
from forum.locks import lock_posts_of_person
from forum.models import Post


def take_leave(*, user: User, withdraw: bool) -> None:
    """Lock every post in which `user` has a part; put away what they won't see to the end.

    Withdraws their texts too if `withdraw`. Inside the transaction of leaving.
    """
    lock_posts_of_person(ids=_posts_of(user))
    forget_private(author=user)
    if withdraw:
        withdraw_all(author=user)
    Proposal.objects.filter(proposer=user, outcome="").update(
        outcome=Outcome.WITHDRAWN, decided_at=timezone.now()
    )


def count_without(*, user: User) -> None:
    """Compute anew what `user` had a word in, now that they left; the posts are locked."""
    touched = defaultdict(list)
    for objection in Objection.objects.filter(holders__user=user).select_related("post"):
        touched[objection.post].append(objection)
    for post, objections in touched.items():
        refresh(post, *objections)


def _posts_of(user: User) -> set[int]:
    part = (
        Q(author=user)
        | Q(replies__author=user)
        | Q(bars__user=user)
        | Q(objections__holders__user=user)
        | Q(objections__proposals__proposer=user)
        | Q(objections__versions__writer=user)
    )
    return set(Post.objects.filter(part).values_list("pk", flat=True))
