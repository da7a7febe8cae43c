"""Who sees of a critique what the public sees, as the code says, and what each is told of it."""

from typing import Any

from django.db.models import Model

from accounts.models import User
from critiques.models import ClaimVersion
from critiques.pages.essay import readable_post
from critiques.record.cards import cards_for
from critiques.record.coverage import coverage_of
from critiques.record.exchange.beneath import beneath
from critiques.record.exchange.discussion import discussion_of
from critiques.record.insiders import sees_as_public
from critiques.record.reading import Reading
from critiques.record.sayings.records import records_of
from forum.models import Post, Reply


def check_viewers(post_id: int) -> set[int]:
    """Raise AssertionError where somebody who sees as the public does is told something else.

    So where what was kept of the post is not as it would be made anew. Return the ids of who sees
    as the public does.
    """
    public = _told(None, post_id)
    check_kept(post_id)
    found = set()
    for viewer in User.objects.order_by("pk"):
        post = Post.objects.known_to(viewer).filter(pk=post_id).first()
        if post is not None and sees_as_public(viewer, post):
            assert _told(viewer, post_id) == public, viewer.username
            found.add(viewer.pk)
    return found


def check_kept(post_id: int) -> None:
    """Raise AssertionError where the public is told of the post what is no longer so."""
    for post in Post.objects.known_to(None).filter(pk=post_id):
        kept, anew = Reading(post, None, public=True), Reading(post, None, public=False)
        for part in ("cards", "undone", "similar", "rounds"):
            assert getattr(kept, part) == getattr(anew, part), part
        assert kept._course.story == anew._course.story
        assert kept.coverage == coverage_of(post)
        replies = discussion_of(post.pk)
        assert kept.below == beneath(replies, anew.forest.ends, post.author_id)


def _told(viewer: User | None, post_id: int) -> Any:
    try:
        post = readable_post(viewer, post_id)
    except Post.DoesNotExist:
        return None
    replies = Reply.objects.known_to(viewer).filter(post=post).with_readable(viewer)
    wordings = ClaimVersion.objects.filter(objection__post=post).order_by("pk")
    wordings = wordings.for_reading(viewer, reply="objection__raised_in", words="text")
    return (
        post.readable,
        cards_for([post.pk], viewer),
        {pk: plain(each) for pk, each in records_of(post, viewer).items()},
        list(replies.order_by("pk").values_list("pk", "readable")),
        list(wordings.values_list("pk", "readable_words")),
    )


def plain(value: Any) -> Any:
    """Return a value with all that is in it, rows too: of two rows only their ids are compared."""
    if isinstance(value, Model):
        return {name: plain(each) for name, each in vars(value).items() if name != "_state"}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if hasattr(value, "__dict__"):
        return {name: plain(each) for name, each in vars(value).items()}
    return value
