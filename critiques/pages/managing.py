"""What an essay’s author can do about its discussion: close it to new objections, bar a critic."""

from dataclasses import dataclass
from typing import Any, Self

from django.urls import reverse

from accounts.models import User
from accounts.permissions import check_right, may
from critiques.models import Holder
from critiques.models.closings import REASON_LIMIT
from critiques.pages.essay import readable_post
from critiques.record.closings import Barred, Closed, barred_from, closed
from forum.actions.comments import is_closed_by_author
from forum.models import Post, Reply, State
from moderation.actions.log import last_of
from moderation.models import LogAct
from web.dates import day
from web.pagination import Paged

SUGGESTED = 100
PAGE = 50


@dataclass(frozen=True)
class ManagePage:
    """An essay’s doors, for its author and for moderators. Four queries at most.

    `people` are those of the discussion who can be barred, by name.
    """

    pk: int
    title: str
    url: str
    critique_url: str
    mine: bool
    # Since when nobody may write there, and whether its author closed it.
    locked: str
    locked_by_author: bool
    may_lock: bool
    closed: Closed | None
    may_close: bool
    may_reopen: bool
    barred: list[Barred]
    people: list[tuple[str, str]]
    newer_url: str
    older_url: str
    limit: int = REASON_LIMIT

    @classmethod
    def load(cls, *, viewer: Any, post_id: int, page: int = 1) -> Self:
        """Load it, with page `page` (from 1) of who is barred.

        Raises Post.DoesNotExist, PermissionDenied for anybody else, or Http404 beyond the last.
        """
        post = readable_post(viewer, post_id)
        if post.state == State.DRAFT:
            raise Post.DoesNotExist
        mine = viewer.pk == post.author_id
        check_right(viewer, "critiques.manage", post)
        shut, barred = closed(post), barred_from(post)
        public = post.state == State.VISIBLE
        paged, here = Paged[Barred].of(barred, page, PAGE), reverse("post-manage", args=[post.pk])
        return cls(
            pk=post.pk,
            title=post.title,
            url=post.get_absolute_url(),
            critique_url=f"/posts/{post.pk}/critique/",
            mine=mine,
            locked=day(post.locked_at) if post.locked_at else "",
            locked_by_author=is_closed_by_author(post),
            may_lock=mine and public and post.locked_at is None,
            closed=shut,
            may_close=public and shut is None,
            may_reopen=shut is not None
            and (may(viewer, "moderation.moderate") or last_of(LogAct.CLOSE, post=post) is None),
            barred=paged.rows,
            newer_url=f"{here}?page={paged.newer}" if paged.newer else "",
            older_url=f"{here}?page={paged.older}" if paged.older else "",
            people=_people(post, barred) if mine and public else [],
        )


def _people(post: Post, barred: list[Barred]) -> list[tuple[str, str]]:
    wrote = Reply.objects.public().filter(post=post).order_by().values("author")
    held = Holder.objects.filter(objection__post=post).order_by().values("user")
    people = (
        User.objects.filter(pk__in=wrote.union(held), left_at=None, role=User.Role.MEMBER)
        .exclude(pk=post.author_id)
        .exclude(username__in=[each.username for each in barred])
    )
    named = people.order_by("username")[:SUGGESTED]
    return [(each.username, each.shown_name) for each in named]
