"""What becomes of somebody's objections when they leave: shown as lapsed, and not counted."""

from collections import defaultdict

from django.utils import timezone

from accounts.models import User
from critiques.facts import refresh
from critiques.models import (
    ClaimVersion,
    FormerTag,
    Holder,
    HolderEvent,
    Objection,
    ObjectionFollow,
    Outcome,
    Position,
    Proposal,
)
from forum.actions.leaving import forget_private, withdraw_all
from forum.locks import lock_posts_of_person
from forum.models import Bar, Post, Reply


def take_leave(*, user: User, withdraw: bool) -> None:
    """Lock every post in which `user` has a part; put away what they won't see to the end.

    Withdraws their texts too if `withdraw`, and erases their lines on objections. Inside the
    transaction of leaving.
    """
    lock_posts_of_person(ids=_posts_of(user))
    forget_private(author=user)
    ObjectionFollow.objects.filter(user=user).delete()
    if withdraw:
        withdraw_all(author=user)
        HolderEvent.objects.filter(user=user).exclude(text="").update(text="")
        Holder.objects.filter(user=user).exclude(would_satisfy="").update(would_satisfy="")
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
    # One by one: together, a database would join all who had a part with one another.
    parts = (
        Post.objects.filter(author=user).values_list("pk"),
        Reply.objects.filter(author=user).values_list("post"),
        Bar.objects.filter(user=user).values_list("post"),
        Holder.objects.filter(user=user).values_list("objection__post"),
        Proposal.objects.filter(proposer=user).values_list("objection__post"),
        ClaimVersion.objects.filter(writer=user).values_list("objection__post"),
        # Named where these words are now, which may not be where they wrote.
        Position.objects.filter(author=user).values_list("objection__post"),
        FormerTag.objects.filter(reply__author=user).values_list("objection__post"),
    )
    return {pk for part in parts for (pk,) in part.order_by().distinct()}
