"""Every wording of a text, and what changed between two of them."""

from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Max, Min, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext

from accounts.permissions import may
from forum.differences.changes import TextPiece
from forum.differences.difference import changes_between
from forum.models import Post, PostRevision, Reply, ReplyRevision
from web.addresses import whole_number
from web.dates import minute
from web.orders import Order, SortColumn
from web.pagination import Asked

PAGE = 50
NUMBERED = Order((SortColumn("number", falls=True),))


@dataclass(frozen=True)
class RevisionLine:
    """One wording in the list of them."""

    number: int
    when: str
    note: str
    substantive: bool
    # Removed by moderators; whether the viewer may read it all the same; where they remove it, or
    # put it back.
    hidden: bool
    readable: bool
    act_url: str


@dataclass(frozen=True)
class RevisionsPage:
    """The wordings of a text, newest first, fifty a page, and the changes between two.

    The two that are compared are in the list, whatever its page, and only their words are read.
    Eight queries at most.
    """

    title: str
    back: str
    lines: list[RevisionLine]
    old: int
    new: int
    changes: list[TextPiece]
    page: Asked
    newer_url: str
    older_url: str

    @classmethod
    def of_post(cls, *, viewer: Any, post_id: int, old: str, new: str, page: Asked) -> Self:
        """Load a page of the list for a post that `viewer` may read.

        Raises Post.DoesNotExist, or Http404 for a page or a wording that is not there.
        """
        post = Post.objects.readable_by(viewer).get(pk=post_id)
        wordings = PostRevision.objects.filter(post=post).defer(
            "title", "in_short", "body", "plain"
        )
        return cls._load(post, post.title, wordings, viewer, old, new, page)

    @classmethod
    def of_reply(cls, *, viewer: Any, reply_id: int, old: str, new: str, page: Asked) -> Self:
        """Load the same for a reply that `viewer` may read; raises Reply.DoesNotExist too."""
        reply = Reply.objects.readable_by(viewer).select_related("author").get(pk=reply_id)
        wordings = ReplyRevision.objects.filter(reply=reply).defer("body")
        title = gettext("%(name)s’s reply") % {"name": reply.author.shown_name}
        return cls._load(reply, title, wordings, viewer, old, new, page)

    @classmethod
    def _load(
        cls,
        text: Post | Reply,
        title: str,
        wordings: QuerySet,
        viewer: Any,
        old: str,
        new: str,
        page: Asked,
    ) -> Self:
        readable = wordings.readable_by(viewer)
        before, after = _compared(wordings, readable, old, new)
        compared = readable.filter(number__in=(before, after)).defer(None).defer("plain")
        words = {each.number: each.source for each in compared}
        newest = wordings.order_by("-number")
        paged = NUMBERED.page(newest, page, PAGE)
        shown = list(paged.rows)
        elsewhere = {before, after} - {each.number for each in shown}
        shown += newest.filter(number__in=elsewhere)
        numbers = readable.filter(number__in=[each.number for each in shown])
        may_read = set(numbers.values_list("number", flat=True))
        staff = may(viewer, "moderation.moderate")
        return cls(
            title=title,
            back=text.get_absolute_url(),
            lines=[
                _line(text, each, readable=each.number in may_read, staff=staff)
                for each in sorted(shown, key=lambda each: -each.number)
            ],
            old=before,
            new=after,
            changes=changes_between(words[before], words[after]),
            page=page,
            **paged.beside(_url(text, before, after)),
        )


def _compared(wordings: QuerySet, readable: QuerySet, old: str, new: str) -> tuple[int, int]:
    """Return the numbers of the wordings to compare: by default the last and the one before.

    What was removed gives way to the next that can be read. Three queries at most.
    """
    asked = {whole_number(each) for each in (old, new) if each}
    if None in asked or wordings.filter(number__in=asked).count() < len(asked):
        raise Http404("There is no such revision.")
    later = Min("number", filter=Q(number__gte=int(new or 0)))
    found = readable.aggregate(last=Max("number"), later=later)
    after = (found["later"] if new else None) or found["last"]
    if after is None:
        raise Http404("There is no revision to read.")
    chosen = Max("number", filter=Q(number=int(old or 0)))
    earlier = Max("number", filter=Q(number__lt=after))
    found = readable.aggregate(chosen=chosen, earlier=earlier)
    return found["chosen"] or found["earlier"] or after, after


def _line(
    text: Post | Reply, wording: PostRevision | ReplyRevision, *, readable: bool, staff: bool
) -> RevisionLine:
    return RevisionLine(
        number=wording.number,
        when=minute(wording.created_at),
        note=getattr(wording, "note", "") if readable else "",
        substantive=getattr(wording, "substantive", False),
        hidden=wording.hidden_at is not None,
        readable=readable,
        act_url=_act_url(text, wording) if staff else "",
    )


def _act_url(text: Post | Reply, wording: PostRevision | ReplyRevision) -> str:
    """Return where a moderator removes an earlier wording, or puts it back; empty for the last."""
    if wording.number == text.revision:
        return ""
    act = "hide" if wording.hidden_at is None else "show"
    return reverse(f"{_kind(text)}-revision-{act}", args=[text.pk, wording.number])


def _url(text: Post | Reply, old: int, new: int) -> str:
    here = reverse(f"{_kind(text)}-revisions", args=[text.pk])
    return f"{here}?{urlencode({'from': old, 'to': new})}"


def _kind(text: Post | Reply) -> str:
    return "post" if isinstance(text, Post) else "reply"
