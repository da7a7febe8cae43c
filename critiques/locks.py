"""Looking an objection up, with permission and lock, in one call."""

from typing import Any

from django.db.models import Max

from critiques.models import FormerNumber, Objection
from forum.locks import lock_post
from forum.models import Post


def lock_objection(*, viewer: Any, post_id: int, number: int) -> Objection:
    """Lock the post, then return its objection `number`, read afresh under the lock.

    Raises Post.DoesNotExist or Objection.DoesNotExist where `viewer` may not know of it, and
    TransactionManagementError outside a transaction.
    """
    post = lock_post(viewer=viewer, post_id=post_id)
    objection = Objection.objects.select_related("merged_into").get(post=post, number=number)
    objection.post = post
    return objection


def next_number(post: Post) -> int:
    """Return the number of the next objection to a post, which must be locked. Two queries."""
    given = [
        model.objects.filter(post=post).aggregate(last=Max("number"))["last"] or 0
        for model in (Objection, FormerNumber)
    ]
    return max(given) + 1
