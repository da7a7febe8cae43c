"""The objections of a discussion, for its file."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, NamedTuple

from django.db.models import F

from critiques.models import Holder, HolderEvent, Objection, Position
from critiques.querysets.positions import heard
from critiques.record.hydration import hydrated, readable_claim
from critiques.record.similar import similar_in
from critiques.status import Word
from forum.models import Post, PostRevision
from transfer.export.wordings import ExportedWordings
from transfer.parse.sayings import answer_before, first_answer, kind_of
from transfer.values import Item, time_of
from web.pieces import batches, gathered

# The ids in the file of the replies that can be read, by their numbers; nothing said in none.
ReplyIds = dict[int | None, str]
# Objections of which everything that was said is in memory together.
BATCH = 100


class Sayings(NamedTuple):
    """What was said of each objection, by its id."""

    events: Mapping[int, list[HolderEvent]]
    mains: Mapping[int, list[Holder]]
    # With who wrote the essay, `essay_author`.
    positions: Mapping[int, list[Any]]
    similar: Mapping[int, set[int]]
    wordings: ExportedWordings


def readable_objections(post: Post) -> list[Any]:
    """Return the post’s objections, by number, with what the public may read of them."""
    found = Objection.objects.filter(post=post).known_to(None).select_related("merged_into")
    return hydrated(found.order_by("number"), None)


def objection_items(
    post: Post, objections: list[Any], readable: ReplyIds, numbers: dict[int, int]
) -> Iterator[Item]:
    """Yield them for the file; `readable` are the ids of replies, `numbers` the objections’.

    One query, and six for each batch.
    """
    similar = similar_in(post.pk)
    for batch in batches(objections, BATCH):
        said = _said([each.pk for each in batch], similar, numbers)
        yield from (_item(each, said, readable, numbers) for each in batch)


def _said(ids: list[int], similar: Mapping[int, set[int]], numbers: dict[int, int]) -> Sayings:
    spoken = HolderEvent.objects.for_reading(None).filter(objection__in=ids).staying()
    spoken = spoken.select_related("user", "position__reply")
    spoken = spoken.defer("position__reply__body", "position__reply__html")
    events = gathered(spoken.order_by("created_at", "pk"), "objection_id")
    holders = Holder.objects.filter(objection__in=ids, is_main=True, user__left_at__isnull=True)
    holders = holders.select_related("user")
    mains = gathered(holders.order_by("since", "pk"), "objection_id")
    words = Position.objects.filter(heard(), objection__in=ids)
    words = words.defer(*PostRevision.texts("revision"))
    words = words.select_related("revision", "objection", "author")
    words = words.annotate(essay_author=F("objection__post__author"))
    positions = gathered(words.order_by("created_at", "pk"), "objection_id")
    return Sayings(events, mains, positions, similar, ExportedWordings(ids, numbers))


def _item(objection: Any, said: Sayings, readable: ReplyIds, numbers: dict[int, int]) -> Item:
    claim, passage = readable_claim(objection, None), objection.shown_passage
    positions = said.positions[objection.pk]
    return {
        "number": objection.number,
        "kind": objection.kind,
        "round": objection.round,
        "letter": objection.letter,
        "claim": claim,
        "created": time_of(objection.created_at),
        "raised_in": readable.get(objection.raised_in_id),
        "status": objection.status,
        "merged_into": objection.merged_into.number if objection.merged_into else None,
        "struck": {"at": time_of(objection.struck_at), "reason": objection.struck_reason}
        if objection.struck_at
        else None,
        "similar_to": sorted(numbers[pk] for pk in said.similar[objection.pk] if pk in numbers),
        "passage": asdict(passage) if passage and claim is not None else None,
        "events": [_event(event, positions, readable) for event in said.events[objection.pk]],
        "main_of": [holder.user.username for holder in said.mains[objection.pk]],
        "positions": [_position(each, readable) for each in positions],
        **({"moved": True} if _is_elsewhere(objection, readable) else {}),
        **said.wordings.of(objection),
    }


def _is_elsewhere(objection: Any, readable: ReplyIds) -> bool:
    away = objection.raised_readable and objection.raised_away
    return away and objection.raised_in_id not in readable


def _event(event: Any, positions: list[Position], readable: ReplyIds) -> Item:
    words = [Word(each.position, each.created_at) for each in positions]
    item: Item = {
        "user": event.user.username,
        "event": kind_of(event.event, event.created_at, first_answer(words)),
        "created": time_of(event.created_at),
        "reply": readable.get(event.reply_id),
    }
    if event.readable_text:
        item["text"] = event.readable_text
    answers = [each.pk for each in positions]
    if event.position is None or event.position_id not in answers:
        return item
    of = answers.index(event.position_id) + 1
    if of != answer_before(words, event.created_at):
        item["of"] = of
    answer = event.position.reply
    if answer and answer.pk in readable and answer.revision != event.answer_revision:
        item["answer_edited"] = True
    return item


def _position(position: Any, readable: ReplyIds) -> Item:
    item: Item = {
        "position": position.position,
        "reply": readable.get(position.reply_id),
        # What was chosen is written as files have it, in whatever language somebody reads.
        "text": ": ".join(filter(None, (position.reason, position.text))),
        "created": time_of(position.created_at),
    }
    if position.reason:
        item["reason"] = position.reason
    if position.author_id != position.essay_author:
        item["author"] = position.author.username
    if position.revision and position.revision.post_id == position.objection.post_id:
        item["revision"] = position.revision.number
    return item
