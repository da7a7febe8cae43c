"""Bookmarks: essays and replies that somebody wants to find again."""

from django.db import transaction

from accounts.models import User
from forum.limits import count_act
from forum.models import Bookmark, Post, Reply, State


def set_bookmark(*, user: User, post_id: int, reply_id: int | None, keep: bool) -> None:
    """Keep a reply, or with None the essay, among what `user` wants to find again, or no longer.

    Doing it twice changes nothing. Raises ObjectDoesNotExist for what they may not read, and
    ValidationError (code `rate`). The row is nobody else's: the post is not locked.
    """
    with transaction.atomic():
        count_act("bookmarks", user)
        if not keep:
            what = {"post": post_id} if reply_id is None else {"reply": reply_id}
            Bookmark.objects.filter(user=user, **what).delete()
            return
        posts = Post.objects.known_to(user).exclude(state=State.DRAFT)
        post = posts.get(pk=post_id)
        if reply_id is None:
            Bookmark.objects.get_or_create(user=user, post=post)
        else:
            reply = Reply.objects.readable_by(user).get(pk=reply_id, post=post)
            Bookmark.objects.get_or_create(user=user, reply=reply)
