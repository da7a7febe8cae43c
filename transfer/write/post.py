"""Writing what a post's author did: answered by a revision, closed the post, barred somebody."""

from accounts.models import User
from critiques.models import Closing, Objection, Receipt
from forum.models import Bar, Post, PostRevision
from transfer.plan import DiscussionPlan


def write_receipts(
    plan: DiscussionPlan, objections: dict[int, Objection], revisions: dict[int, PostRevision]
) -> None:
    """Write which objections each revision was made because of."""
    Receipt.objects.bulk_create(
        Receipt(
            revision=revisions[each.number],
            objection=objections[receipt.objection],
            words=receipt.words,
            created_at=receipt.created,
        )
        for each in plan.revisions
        for receipt in each.receipts
    )


def write_doors(post: Post, plan: DiscussionPlan, people: dict[str, User]) -> None:
    """Write when a post was closed to new objections, and who was barred from it."""
    Closing.objects.bulk_create(
        Closing(post=post, reason=each.reason, closed_at=each.closed, reopened_at=each.reopened)
        for each in plan.closings
    )
    Bar.objects.bulk_create(
        Bar(
            post=post,
            user=people[each.user],
            reason=each.reason,
            barred_at=each.barred,
            lifted_at=each.lifted,
        )
        for each in plan.bars
    )
