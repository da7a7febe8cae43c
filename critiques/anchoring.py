"""Who may say what passage an objection is about, once it is raised."""

from accounts.models import User
from critiques.models import Objection


def may_anchor(user: User, objection: Objection) -> bool:
    """Whether `user` may: who raised it and moderators may at any time, and the essay's author
    where a revision has lost the words. What the author may read of it is not asked here."""
    if user.pk == objection.raiser_id or user.is_moderator:
        return True
    return user.pk == objection.post.author_id and objection.passage_state == "lost"
