"""The list of posts, each with the letters of what is unresolved."""

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, prefetch_related_objects
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from taggit.models import Tag as Topic

from accounts.statements import Statement
from critiques.models import Objection
from critiques.pages.letters import Waiting
from critiques.record.cards import ObjectionCard, cards_for
from critiques.record.closings import closed, with_closing
from critiques.record.mark import mark_of
from critiques.words import Kind, Status
from forum.models import Post, State
from forum.models.posts import PINNED
from threads.news.arrivals import count_of, new_in
from web.dates import day, iso
from web.orders import Order, SortColumn, latest
from web.page_cache import page_cache
from web.pagination import FIRST, Asked, with_query

PAGE = 20
SORTS = {"active": "Active", "new": "New", "unanswered": "Unanswered"}
TOPICS_SHOWN = 12
# Around the number of a post, where it is said how many of its replies are new: no text has it.
GAP = "\0"
# What each is sorted by; only what is pinned has a moment for that.
PINNED_AT = SortColumn("pinned_at", falls=True, is_moment=True, has_null=True)
ORDERS = dict.fromkeys(SORTS, latest("published_at")) | {
    "active": Order((PINNED_AT, *latest("active_at").columns))
}


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
    pinned: bool
    locked: bool
    closed: bool
    topics: list[str]
    waiting: Waiting
    critique_url: str


@dataclass(frozen=True)
class IndexLink:
    """A choice in a row of them."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class IndexPage:
    """Posts as the public sees them, twenty a page.

    Two queries where the list is kept, four more where it is made, and one for who is signed in;
    whatever the size.
    """

    title: str
    posts: SafeString
    sorts: list[IndexLink]
    topics: list[IndexLink]
    topic: str
    newer_url: str
    older_url: str

    @classmethod
    def load(cls, *, viewer: Any, sort: str, topic: str, page: Asked) -> Self:
        """Load a page in the order `sort`, of one topic if it is not empty.

        What somebody replies to while it is read by activity goes to its beginning.

        Raises Http404 beyond the last page.
        """
        sort = sort if sort in SORTS else "active"
        if page == FIRST and not topic:
            paged = ORDERS[sort].found(_FIRST[sort].rows(viewer), 1, PAGE)
        else:
            posts = _public(viewer)
            posts = posts.filter(topics__name=topic) if topic else posts
            paged = ORDERS[sort].page(_marks(posts, sort), page, PAGE)

        def url(**change: Any) -> str:
            asked = {"sort": sort, "tag": topic, **change}
            kept = {k: v for k, v in asked.items() if v not in ("", "active")}
            return f"/?{urlencode(kept)}" if kept else "/"

        return cls(
            title=_title(sort, topic, page),
            posts=_printed(paged.rows, new_in([post.pk for post in paged.rows], viewer)),
            sorts=[IndexLink(label, url(sort=key), key == sort) for key, label in SORTS.items()],
            topics=[
                IndexLink(name, url(tag="" if name == topic else name), name == topic)
                for name in _topics(topic)
            ],
            topic=topic,
            newer_url=with_query(url(), paged.newer),
            older_url=with_query(url(), paged.older),
        )


def _title(sort: str, topic: str, page: Asked) -> str:
    """Return what tells a list of posts from every other."""
    order = "" if sort == "active" else f", {SORTS[sort].lower()}"
    return f"{topic or 'Posts'}{order}{page.told}"


def _public(viewer: Any) -> QuerySet[Post]:
    return Post.objects.filter(state=State.VISIBLE).readable_by(viewer)


def _marks(posts: QuerySet[Post], sort: str) -> QuerySet[Post]:
    """Return of posts, in their order, what tells whether they changed."""
    columns = (each.name for each in ORDERS[sort].columns)
    return _ordered(posts, sort).only("version", "stamp", *columns)


def _first(sort: str) -> Statement:
    return Statement(lambda viewer: _marks(_public(viewer), sort)[: PAGE + 1])


# What is asked most: the first page of all posts.
_FIRST = {sort: _first(sort) for sort in SORTS}


def _printed(posts: list[Post], new: dict[int, int]) -> SafeString:
    """Return the list as HTML, with how many replies are new to the reader of each.

    But for these it is the same for everybody, and kept until one of the posts changes. Whoever
    asks first, it is what the public may read.
    """
    if not posts:
        return SafeString()
    marks = sha256(mark_of(*posts).encode()).hexdigest()

    def make() -> str:
        context = {"posts": _lines(posts), "gap": GAP}
        return render_to_string("threads/parts/posts.html", context)

    kept = page_cache.kept(f"posts:{marks}:{timezone.get_current_timezone_name()}", make)
    pieces = kept.split(GAP)
    pieces[1::2] = [count_of(new[int(pk)]) if int(pk) in new else "" for pk in pieces[1::2]]
    # Our own template printed it.
    return mark_safe("".join(pieces))  # noqa: S308


def _lines(marked: list[Post]) -> list[PostLine]:
    read = with_closing(_public(None)).select_related("author").defer("body", "html")
    found = read.in_bulk([post.pk for post in marked])
    posts = [found[post.pk] for post in marked if post.pk in found]
    prefetch_related_objects(posts, "topics")
    objections: dict[int, list[ObjectionCard]] = defaultdict(list)
    for card in cards_for([post.pk for post in posts], None).values():
        if card.kind == Kind.OBJECTION:
            objections[card.post_id].append(card)
    return [_line(post, objections[post.pk]) for post in posts]


def _ordered(posts: QuerySet[Post], sort: str) -> QuerySet[Post]:
    if sort == "new":
        return posts.order_by("-published_at", "-pk")
    if sort == "unanswered":
        # The first of each essay alone: else a database looks at all there are of all essays.
        waiting = Objection.objects.filter(post=OuterRef("pk"), status=Status.OPEN).order_by()
        posts = posts.annotate(waiting=Subquery(waiting.values("pk")[:1]))
        unanswered = Q(reply_count=0) | Q(waiting__isnull=False)
        return posts.filter(unanswered).order_by("-published_at", "-pk")
    return posts.order_by(PINNED.desc(), "-pinned_at", "-active_at", "-pk")


@Statement
def _used(_: Any) -> QuerySet:
    used = Topic.objects.filter(forum_posttopic_items__content_object__state=State.VISIBLE)
    used = used.annotate(posts=Count("pk")).order_by("-posts", "name")
    return used.values_list("name", flat=True)[:TOPICS_SHOWN]


def _topics(chosen: str) -> list[str]:
    return sorted({*_used.rows(None), chosen} - {""})


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
        pinned=post.pinned_at is not None,
        locked=post.locked_at is not None,
        closed=closed(post) is not None,
        topics=sorted(topic.name for topic in post.topics.all()),
        waiting=Waiting.of(objections),
        critique_url=f"/posts/{post.pk}/critique/",
    )
