"""All that somebody follows and mutes, a list of each kind, and what takes a thing off it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from accounts.models import User
from critiques.models import Objection, ObjectionFollow
from critiques.querysets.wordings import put_so
from forum.models import Follow, Mute, Post, Reply
from forum.models.topics import topics_in_use
from threads.pages.following.lines import (
    FollowedLine,
    branch_lines,
    essay_lines,
    objection_lines,
    person_lines,
    topic_lines,
)
from web.addresses import address_of
from web.orders import latest
from web.pagination import Asked

PAGE = 30
LATEST = latest("at")


class FollowedKind(NamedTuple):
    """One of the lists."""

    label: str | Promise
    rows: Callable[[User], QuerySet]
    lines: Callable[[list[Any], User], list[FollowedLine]]


@dataclass(frozen=True)
class FollowingPage:
    """One of the lists, thirty a page, without what its reader may not know of any more.

    Five queries at most, whatever the size.
    """

    of: str
    label: str
    tabs: list[tuple[str, str, bool]]
    lines: list[FollowedLine]
    follows_written: bool
    # Which page it is, for its title, and what its forms send.
    which: str
    newer_url: str
    older_url: str

    @classmethod
    def load(cls, *, viewer: User, of: str, page: Asked) -> Self:
        """Load a page of the list `of`; raises Http404 beyond the last."""
        of = of if of in KINDS else ESSAYS
        kind = KINDS[of]
        found = LATEST.page(kind.rows(viewer).order_by("-at", "-pk"), page, PAGE)
        here = address_of("following")
        url = here if of == ESSAYS else f"{here}?of={of}"
        return cls(
            of=of,
            label=str(kind.label),
            tabs=[(str(each.label), f"{here}?of={key}", key == of) for key, each in KINDS.items()],
            lines=kind.lines(found.rows, viewer),
            follows_written=viewer.follows_written,
            which=page.told,
            **found.beside(url),
        )


def _posts(viewer: User) -> Exists:
    posts = Post.objects.known_to(viewer).readable_by(viewer)
    return Exists(posts.filter(pk=OuterRef("post")))


def _followed_essays(viewer: User) -> QuerySet:
    rows = Follow.objects.filter(_posts(viewer), user=viewer, stopped_at=None)
    return rows.select_related("post__author")


def _muted_essays(viewer: User) -> QuerySet:
    return Mute.objects.filter(_posts(viewer), user=viewer).select_related("post__author")


def _followed_people(viewer: User) -> QuerySet:
    return Follow.objects.filter(user=viewer, person__isnull=False).select_related("person")


def _muted_people(viewer: User) -> QuerySet:
    return Mute.objects.filter(user=viewer, person__isnull=False).select_related("person")


def _topics(viewer: User) -> QuerySet:
    known = topics_in_use().filter(pk=OuterRef("topic"))
    return Follow.objects.filter(Exists(known), user=viewer).select_related("topic")


def _objections(viewer: User) -> QuerySet:
    known = Objection.objects.known_to(viewer).filter(pk=OuterRef("objection"))
    rows = ObjectionFollow.objects.filter(Exists(known), user=viewer)
    rows = rows.annotate(**put_so("objection__"))
    related = ("objection__post", "objection__merged_into", "objection__raiser")
    return rows.select_related(*related)


def _branches(viewer: User) -> QuerySet:
    readable = Reply.objects.readable_by(viewer).filter(pk=OuterRef("reply"))
    rows = Mute.objects.filter(Exists(readable), user=viewer)
    return rows.select_related("reply__author", "reply__post")


ESSAYS = "essays"
KINDS = {
    ESSAYS: FollowedKind(pgettext_lazy("a list", "Essays"), _followed_essays, essay_lines),
    "people": FollowedKind(pgettext_lazy("a list", "People"), _followed_people, person_lines),
    "topics": FollowedKind(pgettext_lazy("a list", "Topics"), _topics, topic_lines),
    "objections": FollowedKind(pgettext_lazy("a list", "Objections"), _objections, objection_lines),
    "muted-essays": FollowedKind(
        pgettext_lazy("a list", "Muted essays"), _muted_essays, essay_lines
    ),
    "muted-branches": FollowedKind(
        pgettext_lazy("a list", "Muted branches"), _branches, branch_lines
    ),
    "muted-people": FollowedKind(
        pgettext_lazy("a list", "Muted people"), _muted_people, person_lines
    ),
}
