"""What was said of objections, for the author’s desk: excerpts, and how long each waits."""

from collections import defaultdict
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone

from accounts.models import User
from critiques.models import Holder, HolderEvent, Tag
from critiques.quotes import Quote, quote_of
from critiques.words import Act, Event, Status
from forum.dates import day
from forum.models import Reply, State


class Excerpt(NamedTuple):
    """Somebody’s words on it."""

    who: str
    when: str
    url: str
    text: str


def quotes_on(objections: list[Any], viewer: User) -> dict[int, list[Quote]]:
    """Return what was said of each in replies that `viewer` may read, oldest first."""
    posts = {each.pk: each.post for each in objections}
    readable = Reply.objects.readable_by(viewer).filter(state=State.VISIBLE).values("pk")
    tags = Tag.objects.filter(
        objection__in=posts, act__in=(Act.RAISE, Act.SUPPORT, Act.ANSWER), reply__in=readable
    )
    quotes: dict[int, list[Quote]] = defaultdict(list)
    for tag in tags.select_related("reply__author").order_by("created_at", "pk"):
        quote = quote_of(tag.reply, posts[tag.objection_id], tag.point, act=tag.act)
        quotes[tag.objection_id].append(quote)
    return quotes


def last_stands(
    ids: list[int], quotes: dict[int, list[Quote]], holders: dict[int, list[Holder]]
) -> dict[int, Quote]:
    """Return the last words of somebody who holds it and said that it still stands."""
    said = HolderEvent.objects.filter(
        objection__in=ids, objection__status=Status.CONTESTED, event=Event.REAFFIRM
    )
    found = {}
    for event in said.exclude(reply=None).order_by("created_at", "pk"):
        start = f"/replies/{event.reply_id}/#"
        own = [q for q in quotes[event.objection_id] if q.url.startswith(start)]
        if own and event.user_id in {each.user_id for each in holders[event.objection_id]}:
            found[event.objection_id] = own[0]
    return found


def excerpt_of(who: str, quote: Quote) -> Excerpt:
    """Return a quote as the desk shows it, under the words `who`."""
    return Excerpt(who, day(quote.at), quote.url, quote.text)


def age_of(objection: Any) -> str:
    """Return for how many days one that `needing_reply` found has waited, in words."""
    if objection.status == Status.CONTESTED:
        return f"disputed again {_since(objection.stood_at)}"
    return f"unanswered {_since(objection.created_at)}"


def _since(moment: datetime) -> str:
    days = (timezone.localdate() - timezone.localtime(moment).date()).days
    return "since today" if days < 1 else f"for {days} day{'s' if days > 1 else ''}"
