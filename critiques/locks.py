"""Looking an objection up, with permission and lock, in one call."""

from typing import Any

from critiques.models import Objection
from forum.locks import lock_post


def lock_objection(*, viewer: Any, post_id: int, number: int) -> Objection:
    """Lock the post, then return its objection `number`, read afresh under the lock.

    Raises Post.DoesNotExist or Objection.DoesNotExist where `viewer` may not know of it, and
    TransactionManagementError outside a transaction.
    """
    post = lock_post(viewer=viewer, post_id=post_id)
    objection = Objection.objects.select_related("merged_into").get(post=post, number=number)
    objection.post = post
    return objection
