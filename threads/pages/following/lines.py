"""A line of each kind in the lists of what somebody follows and mutes."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from critiques.record.cards import card
from critiques.record.hydration import hydrated, objections_in
from critiques.terms import TITLED
from critiques.words import Kind
from forum.addresses import in_thread
from forum.models import Follow
from forum.text import excerpt, own_words
from web.addresses import address_of
from web.dates import day

EXCERPT = 200
STOP, UNMUTE = "stop", "unmute"


class FollowedLine(NamedTuple):
    """A thing in a list: `note` says whose it is; `do` sent to `url_off` takes it off the list."""

    title: str
    url: str
    note: str
    when: str
    url_off: str
    do: str
    text: str = ""


def essay_lines(rows: list[Any], viewer: User) -> list[FollowedLine]:
    """Return the lines of essays."""
    return [
        FollowedLine(
            title=row.post.public_title,
            url=row.post.get_absolute_url(),
            note=gettext("by %(name)s") % {"name": row.post.author.shown_name},
            when=day(row.at),
            text=row.post.introduction,
            url_off=address_of("post-following", row.post_id),
            do=_do(row),
        )
        for row in rows
    ]


def person_lines(rows: list[Any], viewer: User) -> list[FollowedLine]:
    """Return the lines of people."""
    return [
        FollowedLine(
            title=row.person.shown_name,
            url=row.person.get_absolute_url(),
            note=row.person.username,
            when=day(row.at),
            url_off=address_of("profile-following", row.person.username),
            do=_do(row),
        )
        for row in rows
    ]


def topic_lines(rows: list[Any], viewer: User) -> list[FollowedLine]:
    """Return the lines of topics."""
    return [
        FollowedLine(
            title=row.topic.name,
            url=reverse("topic", args=[row.topic.slug]),
            note="",
            when=day(row.at),
            url_off=reverse("topic-following", args=[row.topic.slug]),
            do=STOP,
        )
        for row in rows
    ]


def objection_lines(rows: list[Any], viewer: User) -> list[FollowedLine]:
    """Return the lines of objections as the viewer may read them; `hydrated` says its queries."""
    found = [card(each, viewer) for each in hydrated(objections_in(rows), viewer)]
    return [
        FollowedLine(
            title=TITLED[Kind(o.kind)] % {"address": o.address, "claim": o.claim},
            url=o.url,
            note=gettext("on “%(title)s”. %(status)s")
            % {"title": row.objection.post.public_title, "status": o.words},
            when=day(row.at),
            url_off=address_of("objection-following", o.post_id, o.number),
            do=STOP,
        )
        for o, row in zip(found, rows, strict=True)
    ]


def branch_lines(rows: list[Any], viewer: User) -> list[FollowedLine]:
    """Return the lines of branches that are muted."""
    return [
        FollowedLine(
            title=gettext("%(name)s on %(title)s")
            % {"name": row.reply.author.shown_name, "title": row.reply.post.public_title},
            url=in_thread(row.reply_id),
            note=gettext("and all beneath it"),
            when=day(row.at),
            text=excerpt(own_words(row.reply.html), EXCERPT),
            url_off=address_of("reply-mute", row.reply_id),
            do=UNMUTE,
        )
        for row in rows
    ]


def _do(row: Any) -> str:
    return STOP if isinstance(row, Follow) else UNMUTE
