"""Erasing a text for good, with every earlier wording; its place in the thread stays."""

from taggit.models import Tag as Topic

from forum import signals
from forum.actions.images import erase_shown
from forum.actions.states import set_post_state, set_reply_state
from forum.actions.votes import forget_votes
from forum.models import Draft, Post, PostTopic, Reply, State
from forum.places import WritingPlace

GONE = "An erased essay"


def purge_post(*, post: Post, reason: str) -> None:
    """Erase the words of an essay that this transaction has locked.

    Raises ValidationError (code `conflict`) where it is still public.
    """
    set_post_state(post=post, state=State.PURGED, reason=reason)
    erase_essay(post)
    # What the essay was before has the same words.
    reply = Reply.objects.filter(essay=post).select_related("post").first()
    if reply is not None:
        _erase(reply)


def erase_essay(post: Post) -> None:
    """Erase the words of an essay, with all its wordings and topics, whatever its state."""
    post.title, post.slug = GONE, "post"
    post.body = post.html = post.opening = post.in_short = ""
    post.save(update_fields=["title", "slug", "body", "html", "opening", "in_short"])
    post.revisions.update(title=GONE, body="", plain="", note="", in_short="")
    erase_shown(post)
    forget_votes(post)
    post.topics.clear()
    # What its author has begun to change has its words.
    Draft.objects.filter(post=post, place=str(WritingPlace.of_essay(post.pk))).delete()
    # A topic that no essay has is a word of one that had it.
    used = PostTopic.objects.values("tag")
    Topic.objects.exclude(pk__in=used).delete()
    signals.text_purged.send(Post, post=post, reply=None)


def purge_reply(*, reply: Reply, reason: str) -> None:
    """Erase the words of a reply whose post this transaction has locked.

    Raises ValidationError (code `conflict`) where it is still public.
    """
    set_reply_state(reply=reply, state=State.PURGED, reason=reason)
    _erase(reply)


def _erase(reply: Reply) -> None:
    reply.body = reply.html = ""
    reply.save(update_fields=["body", "html"])
    reply.revisions.update(body="", plain="")
    Draft.objects.filter(reply=reply, place=str(WritingPlace.of_reply(reply.pk))).delete()
    erase_shown(reply)
    forget_votes(reply)
    signals.text_purged.send(Reply, post=reply.post, reply=reply)
