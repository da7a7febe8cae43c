"""What somebody wrote, objected and asked, section by section."""

from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Self, TypeVar

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from accounts.models import User
from accounts.rules import is_moderator
from critiques.models import ClaimVersion, FormerNumber, Holder, Objection
from critiques.querysets.wordings import put_so
from critiques.record.cards import ObjectionCard, card
from critiques.record.exchange.deeds import of_merged_essay
from critiques.record.hydration import hydrated, objections_in
from critiques.terms import words_for
from critiques.words import Event
from forum.models import Post, Reply, State
from forum.text import excerpt, own_words
from threads.news.arrivals import new_in
from web.dates import day
from web.orders import latest
from web.pagination import Asked, Turned, with_query

PAGE = 30
EXCERPT = 200
HELD = latest("objection__created_at", "objection_id")
NOTES = {
    State.DRAFT: pgettext_lazy("a text", "draft"),
    State.PENDING: pgettext_lazy("a text", "pending"),
    State.AUTO_HIDDEN: gettext_lazy("hidden by reports"),
    State.HIDDEN: gettext_lazy("removed by moderators"),
    State.REJECTED: pgettext_lazy("a text", "rejected"),
    State.WITHDRAWN: pgettext_lazy("a text", "withdrawn"),
    State.PURGED: pgettext_lazy("a text", "purged"),
}
T = TypeVar("T")


class ProfileLine(NamedTuple):
    """A post or a reply in a list."""

    title: str
    url: str
    when: str
    text: str
    note: str
    # How many replies to it are new to the viewer.
    new: int = 0


class HeldLine(NamedTuple):
    """An objection in the list, on which essay it is, and what somebody said of it."""

    o: ObjectionCard
    title: str
    how: str


@dataclass(frozen=True)
class ProfileSection(Generic[T]):
    """Thirty lines of a list at most, and where those before and after them are."""

    lines: list[T]
    newer_url: str
    older_url: str

    @classmethod
    def of(cls, lines: list[T], found: Turned, person: User) -> Self:
        """Return it for a page that was found of a list on somebody’s page."""
        url = person.get_absolute_url()
        return cls(lines, with_query(url, found.newer), with_query(url, found.older))


def essays_by(person: User, viewer: Any, page: Asked) -> ProfileSection[ProfileLine]:
    """Return essays that `viewer` may read; two queries at most, one more for who is signed in."""
    essays = Post.objects.known_to(viewer).readable_by(viewer).filter(author=person)
    essays = essays.defer("body", "html").order_by("-created_at", "-pk")
    found = latest().page(essays, page, PAGE, "essays_")
    new = new_in([post.pk for post in found.rows], viewer)
    lines = [
        ProfileLine(
            post.title,
            post.get_absolute_url(),
            day(post.created_at),
            post.introduction,
            _note(post),
            new.get(post.pk, 0),
        )
        for post in found.rows
    ]
    return ProfileSection.of(lines, found, person)


def replies_by(person: User, viewer: Any, page: Asked) -> ProfileSection[ProfileLine]:
    """Return replies that `viewer` may read; two queries at most."""
    said = Reply.objects.readable_by(viewer).filter(author=person).select_related("post")
    found = latest().page(said.order_by("-created_at", "-pk"), page, PAGE)
    lines = [
        ProfileLine(
            _title(reply.post, viewer),
            f"{reply.get_absolute_url()}#reply-{reply.pk}",
            day(reply.created_at),
            excerpt(own_words(reply.html), EXCERPT),
            _note(reply),
        )
        for reply in found.rows
    ]
    return ProfileSection.of(lines, found, person)


def objections_of(person: User, viewer: Any, page: Asked) -> ProfileSection[HeldLine]:
    """Return what they raised or share, the newest first, and where each stands."""
    known = Objection.objects.known_to(viewer).values("pk")
    parts = Holder.objects.filter(user=person, objection__in=known).select_related(
        "objection__post", "objection__merged_into", "objection__raiser"
    )
    newer = {"objection": OuterRef("objection"), "number__gt": OuterRef("claim_version")}
    came = FormerNumber.objects.filter(objection=OuterRef("objection"), entry__isnull=False)
    earlier = Exists(ClaimVersion.objects.filter(**newer))
    parts = parts.annotate(earlier=earlier, came_along=Exists(came), **put_so("objection__"))
    parts = parts.order_by("-objection__created_at", "-objection_id")
    found = HELD.page(parts, page, PAGE, "objections_")
    objections = hydrated(objections_in(found.rows), viewer)
    lines = []
    for each, holder in zip(objections, found.rows, strict=True):
        said = _part(holder, earlier=holder.earlier, came_along=holder.came_along)
        lines.append(HeldLine(card(each, viewer), _title(each.post, viewer), said))
    return ProfileSection.of(lines, found, person)


def _part(holder: Holder, *, earlier: bool, came_along: bool) -> str:
    """Return what somebody said of an objection: that they raised it, and their last word.

    `earlier` is whether they joined another wording than it has now, `came_along` whether it was
    raised against an essay that was merged into another.
    """
    words = words_for(holder.objection.kind)
    said = {
        Event.HOLD: "",
        Event.REAFFIRM: words.stands_for,
        Event.SATISFIED: gettext("answered for them"),
        Event.WITHDRAW: pgettext("after a name", "took it back"),
    }[Event(holder.state)]
    raised = holder.user_id == holder.objection.raiser_id
    first = words.raised if raised else words.shares if holder.holds else words.shared
    first = of_merged_essay(str(first)) if raised and came_along else first
    main = gettext("their main disagreement") if holder.is_main and holder.holds else ""
    wording = gettext("an earlier wording") if earlier else ""
    return ", ".join(filter(None, [first, wording, main, said]))


def _title(post: Post, viewer: Any) -> str:
    own = viewer is not None and viewer.pk == post.author_id
    if post.state == State.VISIBLE or own or is_moderator(viewer):
        return post.title
    return gettext("A withdrawn essay")


def _note(item: Post | Reply) -> str:
    if item.state == State.VISIBLE:
        return ""
    return str(NOTES[State(item.state)])
