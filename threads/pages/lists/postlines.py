"""Lines about posts: what each says, and with which objections; kept as they are printed."""

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, prefetch_related_objects
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from critiques.pages.letters import Waiting
from critiques.record.cards import ObjectionCard, cards_for
from critiques.record.closings import closed, with_closing
from critiques.record.mark import mark_with_votes
from critiques.words import Kind
from forum.models import Post, State
from forum.topics import TopicLink, topic_links
from threads.news.arrivals import count_of
from web.dates import day, iso
from web.page_cache import page_cache

# Around the number of a post, where it is said how many of its replies are new: no text has it.
GAP = "\0"


@dataclass(frozen=True)
class PostLine:
    """One post in the list."""

    pk: int
    title: str
    url: str
    opening: str
    author: str
    author_url: str
    when: str
    iso: str
    replies: int
    # How many found it worth reading; 0 where that is not told.
    votes: int
    pinned: bool
    locked: bool
    closed: bool
    topics: list[TopicLink]
    waiting: Waiting
    critique_url: str


def public_posts(viewer: Any) -> QuerySet[Post]:
    """Return the posts that are in the open, of which `viewer` may read what they say."""
    return Post.objects.filter(state=State.VISIBLE).readable_by(viewer)


def printed_lines(posts: list[Post], new: dict[int, int]) -> SafeString:
    """Return the list as HTML, with how many replies are new to the reader of each.

    But for these it is the same for everybody, and kept until one of the posts changes. Whoever
    asks first, it is what the public may read.
    """
    if not posts:
        return SafeString()
    marks = sha256(mark_with_votes(*posts).encode()).hexdigest()

    def make() -> str:
        context = {"posts": _lines(posts), "gap": GAP}
        return render_to_string("threads/lists/posts.html", context)

    kept = page_cache.kept(f"posts:{marks}:{timezone.get_current_timezone_name()}", make)
    pieces = kept.split(GAP)
    pieces[1::2] = [count_of(new[int(pk)]) if int(pk) in new else "" for pk in pieces[1::2]]
    # Our own template printed it.
    return mark_safe("".join(pieces))  # noqa: S308


def _lines(marked: list[Post]) -> list[PostLine]:
    read = with_closing(public_posts(None)).select_related("author").defer("body", "html")
    found = read.in_bulk([post.pk for post in marked])
    posts = [found[post.pk] for post in marked if post.pk in found]
    prefetch_related_objects(posts, "topics")
    objections: dict[int, list[ObjectionCard]] = defaultdict(list)
    for card in cards_for([post.pk for post in posts], None).values():
        if card.kind == Kind.OBJECTION:
            objections[card.post_id].append(card)
    return [_line(post, objections[post.pk]) for post in posts]


def _line(post: Post, objections: list[ObjectionCard]) -> PostLine:
    return PostLine(
        pk=post.pk,
        title=post.title,
        url=post.get_absolute_url(),
        opening=post.introduction,
        author=post.author.shown_name,
        author_url=post.author.get_absolute_url(),
        when=day(post.published_at),
        iso=iso(post.published_at),
        replies=post.reply_count,
        votes=post.votes if settings.SHOW_VOTES else 0,
        pinned=post.pinned_at is not None,
        locked=post.locked_at is not None,
        closed=closed(post) is not None,
        topics=topic_links(post.topics.all()),
        waiting=Waiting.of(objections),
        critique_url=f"/posts/{post.pk}/critique/",
    )
