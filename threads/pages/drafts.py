"""What somebody has begun and not sent: essays that are not published, and what stands in forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from forum.models import Draft, Post, Reply, State
from forum.places import WritingPlace
from forum.states import CHANGEABLE
from forum.text import excerpt
from web.dates import iso, minute
from web.sentences import with_html

ESSAYS = 100
OPENING = 200


class KeptText(NamedTuple):
    """What was typed in a form and not sent, as it was saved last."""

    typed: Mapping[str, str]
    sequence: int
    when: str

    @property
    def initial(self) -> dict[str, Any]:
        """What the form begins with."""
        return {**self.typed, "sequence": self.sequence}


def kept_at(writer: Any, place: WritingPlace) -> KeptText | None:
    """Return what somebody has typed at a place and not sent. One query."""
    draft = Draft.objects.kept_for(writer.pk).filter(place=str(place)).first()
    return KeptText(draft.fields, draft.sequence, minute(draft.saved_at)) if draft else None


@dataclass(frozen=True)
class DraftLine:
    """One draft in the list: what it is for, how it begins, and where it is gone on with.

    `url` is empty where its place is gone; `text_url` shows what was typed.
    """

    what: SafeString
    opening: str
    when: str
    iso: str
    url: str
    text_url: str
    discard_url: str


@dataclass(frozen=True)
class DraftsPage:
    """All that somebody has begun, the latest first. Four queries; one more after discarding."""

    drafts: list[DraftLine]
    # What was just thrown away, and the address that puts it back.
    discarded: DraftLine | None
    undo_url: str
    has_more: bool

    @classmethod
    def load(cls, *, viewer: Any, discarded: WritingPlace | None) -> Self:
        """Load the page of who is signed in."""
        rows = list(Draft.objects.kept_for(viewer.pk))
        gone = _discarded_at(viewer, discarded) if discarded else None
        own = Post.objects.readable_by(viewer).filter(author=viewer, state=State.DRAFT)
        essays = list(own.order_by("-created_at", "-pk")[: ESSAYS + 1])
        has_more, essays = len(essays) > ESSAYS, essays[:ESSAYS]
        places = _Places.of(viewer, [*rows, *filter(None, [gone])])
        typed = {row.post_id: row for row in rows if row.where.kind == "essay"}
        lines = [(row.saved_at, places.line(row)) for row in rows if not places.is_draft(row)]
        for essay in essays:
            row = typed.get(essay.pk)
            lines.append((row.saved_at if row else essay.created_at, _essay(essay, row)))
        lines.sort(key=lambda line: line[0], reverse=True)
        return cls(
            drafts=[line for _, line in lines],
            discarded=places.line(gone) if gone else None,
            undo_url=reverse("draft-put-back", args=[gone.where]) if gone else "",
            has_more=has_more,
        )


def _discarded_at(viewer: Any, place: WritingPlace) -> Draft | None:
    gone = Draft.objects.filter(writer=viewer, place=str(place), discarded_at__isnull=False)
    return gone.order_by("-discarded_at").first()


@dataclass(frozen=True)
class _Places:
    """The essays and replies that drafts are of, as far as their writer may know of them now."""

    posts: Mapping[int, Post]
    replies: Mapping[int, Reply]

    @classmethod
    def of(cls, viewer: Any, drafts: list[Draft]) -> Self:
        posts = Post.objects.readable_by(viewer).defer("body", "html")
        known = Reply.objects.known_to(viewer).select_related("author", "post")
        replies = known.defer("body", "html", "post__body", "post__html")
        return cls(
            posts.in_bulk([each.post_id for each in drafts if each.post_id]),
            replies.in_bulk([each.reply_id for each in drafts if each.reply_id]),
        )

    def is_draft(self, draft: Draft) -> bool:
        """Whether it was typed in an essay that is not published: it stands there with it."""
        post = self.posts.get(draft.post_id)
        return post is not None and post.state == State.DRAFT

    def line(self, draft: Draft) -> DraftLine:
        """Return what the list says of a draft."""
        place = draft.where
        title = draft.fields.get("title", "") if place.is_essay else ""
        what, url = self._told(place, title)
        return DraftLine(
            what=what,
            opening=_opening(draft.fields.get("body") or draft.fields.get("in_short", "")),
            when=minute(draft.saved_at),
            iso=iso(draft.saved_at),
            url=url,
            text_url=reverse("draft", args=[place]),
            discard_url=reverse("draft-discard", args=[place]),
        )

    def _told(self, place: WritingPlace, title: str) -> tuple[SafeString, str]:
        """Return what a draft is, and where it is gone on with; `title` is what was typed as its
        title."""
        if place.kind == "new":
            return _new(title), f"{reverse('post-new')}?draft={place.key}"
        if place.kind == "essay":
            post = self.posts.get(place.key)
            of = post.title if post else ""
            if place.answers:
                is_open = post is not None and post.state == State.VISIBLE
                return _answer(of), reverse("reply", args=[place.key]) if is_open else ""
            can_change = post is not None and post.state in CHANGEABLE
            url = reverse("post-edit", args=[place.key]) if can_change else ""
            return _changes(title or of), url
        reply = self.replies.get(place.key)
        going = reply is not None and reply.state in CHANGEABLE
        if place.answers:
            url = f"{reverse('reply', args=[reply.post_id])}?parent={reply.pk}" if going else ""
            return _answer_to(reply), url
        url = reverse("reply-edit", args=[place.key]) if going else ""
        return _changed(reply), url


def _new(title: str) -> SafeString:
    said = gettext("New essay “%(title)s”") if title else gettext("New essay")
    return with_html(said, title=_apart(title))


def _unpublished(title: str) -> SafeString:
    said = gettext("Essay, not published “%(title)s”") if title else gettext("Essay, not published")
    return with_html(said, title=_apart(title))


def _changes(title: str) -> SafeString:
    said = gettext("Changes to your essay “%(title)s”")
    return with_html(said if title else gettext("Changes to your essay"), title=_apart(title))


def _answer(title: str) -> SafeString:
    said = gettext("Reply to “%(title)s”")
    gone = pgettext("what nobody knows of any more", "Reply to")
    return with_html(said if title else gone, title=_apart(title))


def _answer_to(reply: Reply | None) -> SafeString:
    if reply is None:
        return with_html(gettext("Reply to a reply"))
    said = gettext("Reply to %(name)s, beneath “%(title)s”")
    title = _apart(reply.post.public_title)
    return with_html(said, name=reply.author.shown_name, title=title)


def _changed(reply: Reply | None) -> SafeString:
    if reply is None:
        gone = pgettext("what nobody knows of any more", "Changes to your reply, beneath")
        return with_html(gone)
    said = gettext("Changes to your reply, beneath “%(title)s”")
    return with_html(said, title=_apart(reply.post.public_title))


def _apart(title: str) -> SafeString:
    return format_html("<bdi>{}</bdi>", title)


def _essay(essay: Post, typed: Draft | None) -> DraftLine:
    """Return the line of an essay that is not published, with what was typed in it since."""
    fields = typed.fields if typed else {}
    moment = typed.saved_at if typed else essay.created_at
    url = reverse("post-edit", args=[essay.pk])
    return DraftLine(
        what=_unpublished(fields.get("title") or essay.title),
        opening=_opening(fields.get("body") or essay.body),
        when=minute(moment),
        iso=iso(moment),
        url=url,
        text_url=url,
        discard_url=reverse("post-discard", args=[essay.pk]),
    )


def _opening(body: str) -> str:
    return excerpt(" ".join(body[: 3 * OPENING].split()), OPENING)
