"""Whether what is stored of objections is what the events say, and every number is in its place."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from critiques.facts import compute
from critiques.faults import faults_of_holders, faults_of_objections, name_of
from critiques.models import Objection
from forum.locks import lock_post_for_repair
from forum.models import Post, PostRevision, Reply, State


class Finding(NamedTuple):
    """One thing wrong. What is `derived` follows from what people did, and can be repaired."""

    post_id: int
    what: str
    derived: bool

    def __str__(self) -> str:
        return f"Post {self.post_id}: {self.what}"


def findings() -> Iterator[Finding]:
    """Yield what is wrong, post by post.

    A post that looks wrong is looked at again under its lock: on a busy site it may just have
    changed. Some ten queries for each post with objections, one for all others.
    """
    has_critique = Q(objections__isnull=False) | Q(rounds__isnull=False)
    suspect = Post.objects.filter(has_critique | ~Q(reply_count=visible_replies()))
    for post_id in list(suspect.order_by("pk").distinct().values_list("pk", flat=True)):
        if any(findings_of(Post.objects.get(pk=post_id))):
            with transaction.atomic():
                found = list(findings_of(lock_post_for_repair(post_id=post_id)))
            yield from found


def findings_of(post: Post) -> Iterator[Finding]:
    """Yield what is wrong with one post."""
    objections = list(Objection.objects.filter(post=post).order_by("pk"))
    for what in faults_of_objections(post, objections):
        yield Finding(post.pk, what, derived=False)
    for what, derived in faults_of_holders(post):
        yield Finding(post.pk, what, derived)
    for objection in misplaced(post):
        yield Finding(
            post.pk, f"{name_of(objection)}: its passage is not where it says", derived=True
        )
    facts = compute(post)
    for objection in objections:
        for column, value in facts[objection.pk]._asdict().items():
            stored = getattr(objection, column)
            if stored != value:
                what = f"{name_of(objection)} has {column} {stored}, not {value}"
                yield Finding(post.pk, what, derived=True)
    visible = post.replies.filter(state=State.VISIBLE).count()
    if visible != post.reply_count:
        what = f"it counts {post.reply_count} replies, but {visible} are public"
        yield Finding(post.pk, what, derived=True)


def visible_replies() -> Coalesce:
    """The number of public replies of a post, to be compared with or written to it."""
    public = Reply.objects.filter(post=OuterRef("pk"), state=State.VISIBLE).order_by()
    return Coalesce(Subquery(public.values("post").annotate(n=Count("pk")).values("n")), 0)


def misplaced(post: Post) -> list[Objection]:
    """Return the objections whose passage does not stand in the essay as it is now where it says,
    and that is not known. Two queries at most."""
    exact = list(Objection.objects.filter(post=post, passage_state="exact").order_by("pk"))
    if not exact:
        return []
    now = PostRevision.objects.get(post=post, number=post.revision)
    return [
        each
        for each in exact
        if each.passage_revision != post.revision
        or not now.plain.startswith(each.passage, each.passage_start)
    ]
