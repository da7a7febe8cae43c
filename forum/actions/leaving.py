"""What becomes of the texts of somebody who leaves; their posts are locked by the caller."""

from django.db.models import Q

from accounts.models import User
from forum.actions.images import forget_uploads
from forum.actions.states import set_post_state, set_reply_states
from forum.models import Bookmark, Draft, Follow, Mute, Post, Reply, State, Thanks, Visit

GONE = "Its writer has left."
# SQLite takes some 30,000 parameters in a statement.
BATCH = 10_000


def forget_private(*, author: User) -> None:
    """Throw away what nobody else has seen: drafts, visits, bookmarks, what they
    follow and mute, images, and texts that wait; and thanks.

    As many statements for ten replies as for thousands; some more for each essay.
    """
    Draft.objects.filter(writer=author).delete()
    Post.objects.filter(author=author, state=State.DRAFT).delete()
    Visit.objects.filter(user=author).delete()
    Bookmark.objects.filter(user=author).delete()
    # Votes stay, as a number; words of thanks were for the two of them alone.
    Thanks.objects.filter(Q(giver=author) | Q(writer=author)).delete()
    # Who followed or muted them, too: to whom the row was that name tells no more.
    for model in (Follow, Mute):
        model.objects.filter(Q(user=author) | Q(person=author)).delete()
    forget_uploads(user=author)
    for post in Post.objects.filter(author=author, state=State.PENDING):
        set_post_state(post=post, state=State.REJECTED, reason=GONE)
    _set_replies(author, State.PENDING, State.REJECTED, GONE)


def withdraw_all(*, author: User) -> None:
    """Withdraw every public essay and reply of `author`; threads stay.

    As many statements for ten replies as for thousands; some more for each essay that is theirs,
    or beneath which they wrote.
    """
    _set_replies(author, State.VISIBLE, State.WITHDRAWN, "")
    for post in Post.objects.filter(author=author, state=State.VISIBLE):
        set_post_state(post=post, state=State.WITHDRAWN, reason="")


def _set_replies(author: User, was: State, state: State, reason: str) -> None:
    theirs = Reply.objects.filter(author=author, state=was).order_by("pk")
    ids = list(theirs.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        replies = Reply.objects.filter(pk__in=ids[start : start + BATCH])
        set_reply_states(replies=replies, state=state, reason=reason)
