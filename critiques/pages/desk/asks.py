"""What is asked of those who raised or share objections: proposals, and whether it suffices."""

from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext

from accounts.models import User
from critiques.models import Objection, Position, Receipt, Tag
from critiques.querysets.positions import answering
from critiques.record.cards import ObjectionCard, card
from critiques.record.exchange.deeds import changed_since
from critiques.record.hydration import hydrated
from critiques.record.receipts import difference
from critiques.record.sayings.quotes import quote_of
from critiques.terms import TOLD_OF
from critiques.words import Act, Stance
from forum.models import PostRevision, State
from web.dates import day

POINT = ("objection", "reply", "point")


class Offer(NamedTuple):
    """A proposal to whoever raised an objection: another wording, or one to become part of."""

    pk: int
    o: ObjectionCard
    row: str
    title: str
    post_url: str
    who: str
    when: str
    claim: str
    into: ObjectionCard | None


class Ask(NamedTuple):
    """What the author answered, or changed, since a holder spoke last: does it suffice?"""

    o: ObjectionCard
    row: str
    title: str
    post_url: str
    who: str
    does: str
    when: str
    url: str
    text: str
    # Whether it is the viewer's main disagreement with the essay.
    is_main: bool


def offers_of(found: QuerySet, viewer: User) -> list[Offer]:
    """Return what `proposed_to` found for `viewer`. Three queries at most."""
    proposals = list(found.select_related("proposer"))
    ids = {pk for each in proposals for pk in (each.objection_id, each.into_id) if pk}
    objections = _objections(ids, viewer)
    cards = {pk: card(each, viewer) for pk, each in objections.items()}
    return [
        Offer(
            pk=each.pk,
            o=cards[each.objection_id],
            row=_row(objections[each.objection_id]),
            title=objections[each.objection_id].post.public_title,
            post_url=objections[each.objection_id].post.get_absolute_url(),
            who=each.proposer.shown_name,
            when=day(each.created_at),
            claim=each.claim,
            into=cards.get(each.into_id or 0),
        )
        for each in proposals
    ]


def asks_of(found: QuerySet, viewer: User) -> list[Ask]:
    """Return what `asked_of` found for `viewer`, once each. Six queries at most."""
    mine = {each.group: each.is_main for each in found}
    objections = _objections(set(mine), viewer)
    answered: dict[int, Position] = {}
    unread = PostRevision.texts("revision")
    answers = Position.objects.filter(answering(), objection__in=mine).defer(*unread)
    answers = answers.select_related("author", "reply__author", "revision")
    for each in answers.order_by("created_at", "pk"):
        answered[each.objection_id] = each
    changed: dict[int, Receipt] = {}
    receipts = Receipt.objects.filter(objection__in=mine)
    receipts = receipts.defer(*unread, "revision__post__body", "revision__post__html")
    receipts = receipts.select_related("revision__post__author")
    for each in receipts.order_by("created_at", "pk"):
        changed[each.objection_id] = each
    tags = Tag.objects.filter(objection__in=mine, act=Act.ANSWER)
    points = {(pk, reply): point for pk, reply, point in tags.values_list(*POINT)}
    return [
        _ask(objections[pk], answered.get(pk), changed.get(pk), points, viewer, is_main=is_main)
        for pk, is_main in mine.items()
    ]


def _ask(
    objection: Objection,
    position: Position | None,
    receipt: Receipt | None,
    points: dict[tuple[int, int], str],
    viewer: User,
    *,
    is_main: bool,
) -> Ask:
    post = objection.post
    latest = max(each.created_at for each in (position, receipt) if each)
    changed = receipt if receipt and receipt.created_at == latest else position
    # The essay it was said of may have been merged into somebody else's since.
    who = changed.revision.post.author if changed is receipt else changed.author
    if changed.revision_id:
        revision = changed.revision
        changes = gettext("changed the essay for this, revision %(number)d")
        does = changes % {"number": revision.number}
        here = revision.post_id == post.pk
        changed_at = difference(post.pk, revision.number - 1, revision.number)
        url = changed_at if here else objection.get_absolute_url()
        text = receipt.words if receipt and here and post.state == State.VISIBLE else ""
    else:
        point = points.get((objection.pk, position.reply_id), "")
        quote = quote_of(position.reply, post, point) if position.reply else None
        does = str(TOLD_OF[Stance(position.position)].says)
        if quote and position.reply.author_id != position.author_id:
            does = gettext("says that %(name)s’s reply speaks for them") % {"name": quote.name}
            edited = position.reply.edited_at
            does = changed_since(does) if edited and edited > position.created_at else does
        url = quote.url if quote else objection.get_absolute_url()
        text = position.words or (quote.text if quote else "")
    return Ask(
        o=card(objection, viewer),
        row=_row(objection),
        title=post.public_title,
        post_url=post.get_absolute_url(),
        who=who.shown_name,
        does=does,
        when=day(latest),
        url=url,
        text=text,
        is_main=is_main,
    )


def _objections(ids: set[int], viewer: User) -> dict[int, Objection]:
    found = Objection.objects.filter(pk__in=ids).for_cards().select_related("post__author")
    return {each.pk: each for each in hydrated(found, viewer)}


def _row(objection: Objection) -> str:
    return f"row-{objection.post_id}-{objection.number}"
