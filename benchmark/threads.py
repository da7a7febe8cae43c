"""A thread written in bulk, as an import writes one."""

from datetime import timedelta
from random import Random

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from forum.actions.unsaved import Rendered
from forum.locks import lock_post
from forum.models import Post
from forum.signals import discussion_written
from transfer.plan import ReplyPlan
from transfer.write.replies import import_replies
from transfer.write.texts import SafeTexts

TOP_LEVEL = 0.3
DEEPEST = 11
# Begins the ids in the texts until their replies have numbers.
KEY = "to-be-written"


def grow(post: Post, *, writers: list[User], texts: list[Rendered], count: int) -> None:
    """Add `count` replies to `post`, up to twelve levels deep.

    Three of ten are top-level; an answer goes to anybody before it, so that early branches grow
    biggest. Must run in a transaction.
    """
    lock_post(viewer=post.author, post_id=post.pk)
    choose = Random(count)  # noqa: S311 (the same thread each time)
    plans: list[ReplyPlan] = []
    html: dict[str, str] = {}
    now = timezone.now()
    for number, (name, parent) in enumerate(_places(choose, count)):
        text = choose.choice(texts)
        html[name] = text.html.replace(text.placeholder, KEY)
        writer, said = choose.choice(writers), now + timedelta(microseconds=number)
        plans.append(ReplyPlan(name, parent, writer.username, text.source, said))
    people = {each.username: each for each in writers}
    import_replies(post, plans, people, SafeTexts(KEY, "", [], [], html))
    Post.objects.filter(pk=post.pk).update(reply_count=F("reply_count") + count, active_at=now)
    discussion_written.send(Post, post=post)


def _places(choose: Random, count: int) -> list[tuple[str, str | None]]:
    """Return the ids of so many replies, each after its parent, with the parent's."""
    places: list[tuple[str, str | None]] = []
    above: list[list[int]] = []
    for number in range(count):
        path: list[int] = []
        if above and choose.random() > TOP_LEVEL:
            parent = choose.randrange(number)
            path = [*above[parent], parent][:DEEPEST]
        above.append(path)
        places.append((str(number), str(path[-1]) if path else None))
    return places
