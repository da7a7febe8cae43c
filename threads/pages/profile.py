"""A person: what they wrote, objected and asked. No counts, points or ranks."""

from dataclasses import dataclass
from typing import Any, Self

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.rights import standing_of
from accounts.rules import is_moderator
from critiques.models import Holder, Objection
from critiques.record.cards import ObjectionCard, card
from critiques.record.hydration import hydrated
from critiques.terms import words_for
from critiques.words import Event
from forum.models import Post, Reply, State
from forum.text import excerpt, plain
from moderation.models import LogAct, LogEntry
from threads.news.arrivals import new_in
from web.dates import day
from web.orders import latest
from web.pagination import FIRST, Asked, with_query

PAGE = 30
POSTS = 50
EXCERPT = 200
HELD = latest("objection__created_at", "objection_id")
HIDDEN = {State.AUTO_HIDDEN: "hidden by reports", State.HIDDEN: "removed by moderators"}


@dataclass(frozen=True)
class ProfileLine:
    """A post or a reply in a list."""

    title: str
    url: str
    when: str
    text: str
    note: str
    # How many replies to it are new to the viewer.
    new: int = 0


@dataclass(frozen=True)
class ProfilePage:
    """Somebody's posts and, thirty a page each, objections and replies.

    Six queries at most, and one more for who is signed in.
    """

    person: User
    mine: bool
    title: str
    since: str
    # Whether they may write, for moderators alone.
    standing: str
    posts: list[ProfileLine]
    objections: list[tuple[ObjectionCard, str, str]]
    newer_objections: str
    older_objections: str
    replies: list[ProfileLine]
    warnings: list[ProfileLine]
    newer_url: str
    older_url: str

    @property
    def introduction(self) -> str:
        """What a link to it says of it elsewhere."""
        return f"{self.person.shown_name}’s essays, replies, objections and questions."

    @classmethod
    def load(cls, *, viewer: Any, username: str, replies: Asked, objections: Asked) -> Self:
        """Load a page of the replies, and one of the objections.

        Raises User.DoesNotExist, and Http404 beyond the last page of either.
        """
        person = User.objects.named(username).get()
        mine = viewer is not None and viewer.pk == person.pk
        posts = Post.objects.known_to(viewer).readable_by(viewer).filter(author=person)
        said = Reply.objects.readable_by(viewer).filter(author=person).select_related("post")
        written = latest().page(said.order_by("-created_at", "-pk"), replies, PAGE)
        held = HELD.page(_held(person, viewer), objections, PAGE, "objections_")
        url = person.get_absolute_url()
        essays = list(posts.order_by("-created_at")[:POSTS])
        new = new_in([p.pk for p in essays], viewer)
        return cls(
            person=person,
            mine=mine,
            title=_heading(person, replies, objections),
            since=day(person.date_joined),
            standing=standing_of(person) if is_moderator(viewer) else "",
            posts=[
                ProfileLine(
                    p.title,
                    p.get_absolute_url(),
                    day(p.created_at),
                    p.introduction,
                    _note(p),
                    new.get(p.pk, 0),
                )
                for p in essays
            ],
            objections=_objections(held.rows, viewer),
            newer_objections=with_query(url, held.newer),
            older_objections=with_query(url, held.older),
            replies=[
                ProfileLine(
                    _title(r.post, viewer),
                    f"{r.get_absolute_url()}#reply-{r.pk}",
                    day(r.created_at),
                    excerpt(plain(r.html), EXCERPT),
                    _note(r),
                )
                for r in written.rows
            ],
            warnings=_warnings(person) if mine or is_moderator(viewer) else [],
            newer_url=with_query(url, written.newer),
            older_url=with_query(url, written.older),
        )


def _heading(person: User, replies: Asked, objections: Asked) -> str:
    """Return the person’s name, and which page of their replies or objections it is."""
    asked = {"replies": replies, "objections": objections}
    more = [name for name, page in asked.items() if page != FIRST]
    return f"{person.shown_name}: more {' and '.join(more)}" if more else person.shown_name


def _held(person: User, viewer: Any) -> QuerySet:
    """Return what they raised or share, the newest first."""
    known = Objection.objects.known_to(viewer).values("pk")
    held = Holder.objects.filter(user=person, objection__in=known).select_related(
        "objection__post", "objection__merged_into", "objection__raiser"
    )
    return held.order_by("-objection__created_at", "-objection_id")


def _objections(holders: list[Holder], viewer: Any) -> list[tuple[ObjectionCard, str, str]]:
    found = hydrated([each.objection for each in holders], viewer)
    return [
        (card(objection, viewer), _title(objection.post, viewer), _part(holder))
        for objection, holder in zip(found, holders, strict=True)
    ]


def _part(holder: Holder) -> str:
    """Return what somebody said of an objection: that they raised it, and their last word."""
    words = words_for(holder.objection.kind)
    said = {
        Event.HOLD: "",
        Event.REAFFIRM: words.stands_for,
        Event.SATISFIED: "answered for them",
        Event.WITHDRAW: "took it back",
    }[Event(holder.state)]
    raised = holder.user_id == holder.objection.raiser_id
    first = words.raised if raised else words.shares if holder.holds else words.shared
    main = "their main disagreement" if holder.is_main and holder.holds else ""
    return ", ".join(filter(None, [first, main, said]))


def _warnings(person: User) -> list[ProfileLine]:
    warned = LogEntry.objects.filter(person=person, act=LogAct.WARN, reversed_by__isnull=True)
    return [
        ProfileLine(entry.reason, _warned_of(entry), "", "", "" if entry.post_id else "a warning")
        for entry in warned.select_related("reply", "post")
    ]


def _warned_of(entry: LogEntry) -> str:
    if entry.post_id is None:
        return entry.get_absolute_url()
    if entry.objection is not None:
        return reverse("objection", args=[entry.post_id, entry.objection])
    return (entry.reply or entry.post).get_absolute_url()


def _title(post: Post, viewer: Any) -> str:
    own = viewer is not None and viewer.pk == post.author_id
    if post.state == State.VISIBLE or own or is_moderator(viewer):
        return post.title
    return "A withdrawn essay"


def _note(item: Post | Reply) -> str:
    if item.state == State.VISIBLE:
        return ""
    return HIDDEN.get(State(item.state), item.get_state_display().lower())
