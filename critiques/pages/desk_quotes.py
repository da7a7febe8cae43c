"""What was said of objections, quoted on the author’s desk."""

from collections import defaultdict
from typing import NamedTuple

from accounts.models import User
from critiques.models import Holder, HolderEvent, Objection, Tag
from critiques.record.quotes import Quote, quote_of
from critiques.words import Act, Event, Status
from forum.models import Reply, State
from web.dates import day


class Excerpt(NamedTuple):
    """Somebody’s words on it."""

    who: str
    when: str
    url: str
    text: str


def quotes_on(objections: list[Objection], viewer: User) -> dict[int, list[Quote]]:
    """Return what was said of each, and of each of its parts, in replies that `viewer` may read.

    Oldest first.
    """
    posts = {each.pk: each.post for each in objections}
    readable = Reply.objects.readable_by(viewer).filter(state=State.VISIBLE).values("pk")
    tags = Tag.objects.filter(
        objection__in=Objection.objects.in_groups_of(posts).values("pk"),
        act__in=(Act.RAISE, Act.SUPPORT, Act.ANSWER),
        reply__in=readable,
    )
    quotes: dict[int, list[Quote]] = defaultdict(list)
    for tag in tags.select_related("reply__author", "objection").order_by("created_at", "pk"):
        post = posts[tag.objection.whole_id or tag.objection_id]
        quote = quote_of(tag.reply, post, tag.point, act=tag.act)
        quotes[tag.objection_id].append(quote)
    return quotes


def last_stands(
    ids: list[int], quotes: dict[int, list[Quote]], holders: dict[int, list[Holder]]
) -> dict[int, Quote]:
    """Return the last words of somebody who holds it and said that it still stands."""
    contested = Objection.objects.filter(pk__in=ids, status=Status.CONTESTED).order_by()
    groups = Objection.objects.in_groups_of(contested.values("pk"))
    said = HolderEvent.objects.filter(objection__in=groups.values("pk"), event=Event.REAFFIRM)
    said = said.exclude(reply=None).select_related("objection")
    holding = {(pk, each.user_id) for pk, group in holders.items() for each in group}
    by_reply: dict[tuple[int, int | None], Quote] = {}
    for pk, every in quotes.items():
        for quote in every:
            by_reply.setdefault((pk, quote.reply), quote)
    found = {}
    for event in said.order_by("created_at", "pk"):
        whole = event.objection.whole_id or event.objection_id
        own = by_reply.get((event.objection_id, event.reply_id))
        if own and (whole, event.user_id) in holding:
            found[whole] = own
    return found


def excerpt_of(who: str, quote: Quote) -> Excerpt:
    """Return a quote as the desk shows it, under the words `who`."""
    return Excerpt(who, day(quote.at), quote.url, quote.text)
