"""The essay as the pages of its thread show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Self

from django.conf import settings
from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe

from accounts.permissions import may
from accounts.rights import check_may_write
from accounts.statements import Statement
from critiques.pages.absence import gone_of, note_of, title_of
from critiques.pages.margin import with_notes
from critiques.record.cards import ObjectionCard
from critiques.record.closings import Closed, closed, with_closing
from critiques.record.insiders import with_insider
from forum.actions.checks import check_open
from forum.markup.headings import ContentsLine, headings_of
from forum.markup.images import at_once
from forum.markup.translations import translated
from forum.models import Post, PostTopic, State
from forum.rules import with_bar
from forum.text import untagged
from forum.topics import TopicLink
from web.addresses import address_of
from web.dates import day, iso
from web.refusals import why_not
from web.writing import minutes_to_read

_FEWEST_HEADINGS = 3


@Statement
def _known(viewer: Any, post_id: int) -> QuerySet:
    posts = with_closing(Post.objects.known_to(viewer).with_readable(viewer))
    posts = with_bar(with_insider(posts, viewer), viewer)
    return posts.select_related("author").filter(pk=post_id)


@Statement
def _topics(_: Any, post_id: int) -> QuerySet:
    return PostTopic.objects.filter(content_object=post_id).values_list("tag__name", "tag__slug")


@dataclass(frozen=True)
class Essay:
    """An essay's text and facts; `gone` is what stands there instead of the text."""

    pk: int
    title: str
    url: str
    author: str
    author_url: str
    when: str
    iso: str
    revision: int
    edited: str
    minutes: int
    topics: list[TopicLink]
    in_short: str
    # What links elsewhere say of it, where everybody may read it.
    introduction: str
    html: SafeString
    # Its headings, where there are enough of them to find one’s way by.
    contents: Sequence[ContentsLine]
    # Objections with a note beside their passage, and how many more are about one.
    notes: int
    more_notes: int
    gone: str
    note: str
    state: str
    replies: int
    # How many found it worth reading; 0 where that is not told.
    votes: int
    locked: str
    closed: Closed | None
    pinned: bool
    mine: bool
    staff: bool
    # Whether the discussion goes on, and why not; `for_writing` asks for the viewer, and says in
    # `refused` why they may write nowhere.
    going: bool
    shut: str
    refused: str
    public: bool
    critique_url: str

    @classmethod
    def of(cls, post: Post, viewer: Any) -> Self:
        """Return it for a post that `readable_post` returned. One query, for the topics."""
        staff = may(viewer, "moderation.moderate")
        public = post.state == State.VISIBLE
        readable = post.readable
        return cls(
            pk=post.pk,
            title=title_of(post),
            url=post.get_absolute_url(),
            author=post.author.shown_name,
            author_url=post.author.get_absolute_url(),
            when=day(post.published_at or post.created_at),
            iso=iso(post.published_at or post.created_at),
            revision=post.revision,
            edited=day(post.edited_at) if post.edited_at else "",
            minutes=_minutes(post.html),
            topics=_links(post) if readable else [],
            in_short=post.in_short if readable else "",
            introduction=post.introduction if public else "",
            # Made safe when it was written.
            html=mark_safe(translated(at_once(post.html))) if readable else SafeString(),  # noqa: S308
            contents=_contents(post.html) if readable else (),
            notes=0,
            more_notes=0,
            gone="" if readable else gone_of(post),
            note="" if public or not readable else note_of(post),
            state=post.state,
            replies=post.reply_count,
            votes=post.votes if settings.SHOW_VOTES else 0,
            locked=day(post.locked_at) if post.locked_at else "",
            closed=closed(post),
            pinned=post.pinned_at is not None,
            mine=viewer is not None and viewer.pk == post.author_id,
            staff=staff,
            going=public and post.locked_at is None,
            shut=why_not(check_open, post, None),
            refused="",
            public=public,
            critique_url=address_of("critique", post.pk),
        )

    @classmethod
    def for_writing(cls, post: Post, viewer: Any) -> Self:
        """Return it with `going` as it is for the viewer, for whom the post was read."""
        essay = cls.of(post, viewer)
        if viewer is None or not viewer.is_authenticated:
            return essay
        if refused := why_not(check_may_write, viewer):
            return replace(essay, going=False, refused=refused)
        shut = essay.shut or why_not(check_open, post, viewer)
        return replace(essay, going=not shut, shut=shut)

    def with_notes(self, cards: Iterable[ObjectionCard]) -> Self:
        """Return it with the passages marked that these objections are about."""
        noted = with_notes(self.html, cards)
        return replace(self, html=noted.html, notes=noted.notes, more_notes=noted.more)


def _links(post: Post) -> list[TopicLink]:
    return sorted(TopicLink.of(*each) for each in _topics.rows(None, post.pk))


# What follows from the text alone is found once for it.
@lru_cache(64)
def _minutes(html: str) -> int:
    return minutes_to_read(untagged(html))


@lru_cache(64)
def _contents(html: str) -> Sequence[ContentsLine]:
    found = headings_of(html)
    return tuple(found) if len(found) >= _FEWEST_HEADINGS else ()


def readable_post(viewer: Any, post_id: int) -> Post:
    """Return a post that `viewer` may know of, with its author, `readable`, and what `closed` asks.

    One query.
    """
    found = _known.rows(viewer, post_id)
    if not found:
        raise Post.DoesNotExist
    return found[0]
