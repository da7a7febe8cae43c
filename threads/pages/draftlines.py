"""The lines of what somebody has begun: what each is for, and where it is gone on with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

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

OPENING = 200


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
class DraftPlaces:
    """The essays and replies that drafts are of, as far as their writer may know of them now."""

    posts: Mapping[int, Post]
    replies: Mapping[int, Reply]

    @classmethod
    def of(cls, viewer: Any, drafts: list[Draft]) -> Self:
        """Return what these drafts of the viewer’s are of. Two queries."""
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


def essay_line(essay: Post, typed: Draft | None) -> DraftLine:
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
