"""Thanking a writer, and what one was thanked for."""

from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from accounts.models import User
from forum.actions.thanks import check_thankable
from forum.addresses import in_thread
from forum.models import Post, Reply, Thanks
from forum.text import excerpt, own_words
from web.addresses import address_of
from web.dates import day
from web.orders import latest
from web.pagination import Asked

PAGE = 30
EXCERPT = 200
LATEST = latest("at")


@dataclass(frozen=True)
class ThankingPage:
    """Where somebody thanks the writer of a text, with what they said before. Four queries."""

    writer: str
    what: str
    words: str
    text: str
    back: str

    @classmethod
    def load(cls, *, viewer: Any, post_id: int | None = None, reply_id: int | None = None) -> Self:
        """Load it.

        Raises ObjectDoesNotExist for what `viewer` may not read, and what `thank` raises where they
        may not thank for it.
        """
        text: Post | Reply
        if reply_id is not None:
            replies = Reply.objects.readable_by(viewer).select_related("author", "post")
            text = replies.get(pk=reply_id)
        else:
            posts = Post.objects.known_to(viewer).readable_by(viewer).select_related("author")
            text = posts.get(pk=post_id)
        check_thankable(viewer, text.post if isinstance(text, Reply) else text, text)
        said = Thanks.objects.filter(giver=viewer, post=post_id, reply=reply_id).first()
        return cls(
            writer=text.author.shown_name,
            what="reply" if reply_id is not None else "essay",
            words=said.words if said else "",
            text=excerpt(own_words(text.html), EXCERPT),
            back=place_of(text),
        )


def place_of(text: Post | Reply) -> str:
    """Return where a text stands among others."""
    if isinstance(text, Post):
        return text.get_absolute_url()
    return in_thread(text.pk)


class ThanksLine(NamedTuple):
    """A line of thanks that somebody got, and for what."""

    pk: int
    words: str
    giver: str
    giver_url: str
    when: str
    what: str
    title: str
    url: str


@dataclass(frozen=True)
class ThanksPage:
    """What somebody was thanked for, thirty lines a page. One query."""

    lines: list[ThanksLine]
    # Which page it is, for its title.
    which: str
    newer_url: str
    older_url: str

    @classmethod
    def load(cls, *, viewer: User, page: Asked) -> Self:
        """Load a page; raises Http404 beyond the last."""
        got = Thanks.objects.got_by(viewer).select_related("giver", "post", "reply__post")
        found = LATEST.page(got.order_by("-at", "-pk"), page, PAGE)
        url = address_of("thanks")
        return cls(
            lines=[_line(each) for each in found.rows],
            which=page.told,
            **found.beside(url),
        )


def place_of_thanks(thanks: Thanks) -> str:
    """Return where the writer who got a line reads it: on the first page, or one that begins with
    it. One query."""
    place = LATEST.place_of(thanks.at, thanks.pk + 1)
    later = Thanks.objects.got_by(thanks.writer).filter(LATEST.after(place, back=True))
    is_first = later.order_by()[:PAGE].count() < PAGE
    page = "" if is_first else f"?after={place}"
    return f"{address_of('thanks')}{page}#thanks-{thanks.pk}"


def _line(thanks: Thanks) -> ThanksLine:
    text = thanks.reply or thanks.post
    return ThanksLine(
        pk=thanks.pk,
        words=thanks.words,
        giver=thanks.giver.shown_name,
        giver_url=thanks.giver.get_absolute_url(),
        when=day(thanks.at),
        what="reply" if thanks.reply else "essay",
        title=(thanks.reply.post if thanks.reply else thanks.post).public_title,
        url=place_of(text),
    )
