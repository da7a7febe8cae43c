"""A text as it would look where it is to stand, while it is written."""

from dataclasses import dataclass
from typing import Self

from accounts.models import User
from accounts.rights import check_may_write
from critiques.pages.essay import readable_post
from critiques.record.reading import reading_of
from forum.actions.checks import check_may_revise, check_open, check_own_reply
from forum.actions.images import images_in
from forum.actions.kinds import ESSAY, REPLY
from forum.actions.unsaved import preview, preview_reply
from forum.markup.remarks import remarks
from forum.markup.translations import translated
from forum.models import Post, Reply, State
from forum.models.posts import BODY_LIMIT
from forum.models.replies import REPLY_LIMIT
from forum.places import WritingPlace
from forum.text import plain, untagged
from threads.mentions import link_mentions
from web.writing import minutes_to_read, words_in


@dataclass(frozen=True)
class Preview:
    """The text as safe HTML, what is to be said of its pictures, and how long it is."""

    html: str
    remarks: list[str]
    words: int
    minutes: int

    @classmethod
    def load(cls, *, writer: User, place: WritingPlace, body: str) -> Self:
        """Render what `writer` has typed at a place.

        Raises ObjectDoesNotExist where they know of no such place, or, with nothing rendered,
        PermissionDenied or ValidationError.
        """
        check_may_write(writer)
        html = _essay(writer, place, body) if place.is_essay else _reply(writer, place, body)
        said = remarks(body, images_in(body, writer)) if "![" in body else []
        # As the essay’s page says it.
        return cls(translated(html), said, words_in(plain(html)), minutes_to_read(untagged(html)))


def _essay(writer: User, place: WritingPlace, body: str) -> str:
    if place.kind == "essay":
        post = Post.objects.known_to(writer).get(pk=place.key)
        if post.state != State.DRAFT:
            check_may_revise(writer, post)
    return preview(writer=writer, body=body, limit=BODY_LIMIT, what=ESSAY)


def _reply(writer: User, place: WritingPlace, body: str) -> str:
    known = Reply.objects.known_to(writer)
    reply = known.get(pk=place.key) if place.kind == "reply" else None
    post = readable_post(writer, reply.post_id if reply else place.key)
    if place.answers:
        check_open(post, writer)
        above = reply.pk if reply else None
        html = preview_reply(writer=writer, post_id=post.pk, parent_id=above, body=body)
    else:
        check_own_reply(writer, reply)
        check_open(post, writer)
        among = reply.among
        html = preview(writer=writer, body=body, limit=REPLY_LIMIT, what=REPLY, among=among)
    cards = reading_of(post, writer).cards.values()
    return link_mentions(html, {card.address: card for card in cards})
