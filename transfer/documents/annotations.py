"""The passages of a critique as a collection of Web Annotations.

https://www.w3.org/TR/annotation-model/, with the context http://www.w3.org/ns/anno.jsonld.
"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from critiques.record.cards import ObjectionCard
from critiques.record.passages import ShownPassage
from critiques.words import Kind
from forum.models import PostRevision
from transfer.documents.critique import Critique
from transfer.values import time_of
from web.pieces import pieces_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PROFILE = f'application/ld+json; profile="{CONTEXT}"'

Item = dict[str, Any]


def annotations(post_id: int, base: str) -> Iterator[str]:
    """Yield, in pieces, an annotation for each objection and question with a passage, by number.

    It is JSON-LD. Positions count the code points of the revision's text, white space collapsed.
    One query more than `Critique.load`, which says what it raises.
    """
    critique = Critique.load(post_id, base)
    revised = dict(
        PostRevision.objects.filter(post=critique.post).values_list("number", "created_at")
    )
    dates = {number: time_of(at) for number, at in revised.items()}
    passages = {card.pk: critique.passage(card) for card in critique.numbered}
    # Without its words nobody could find what it is about.
    found = {pk: passage for pk, passage in passages.items() if passage and passage.exact}
    about = [card for card in critique.numbered if card.pk in found]
    address = critique.at(reverse("critique-export", args=[critique.post.pk, "jsonld"]))
    collection: Item = {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": f"Critique of “{critique.title}”",
        "total": len(about),
    }
    if about:
        items = (
            _annotation(critique, card) | {"target": _target(critique, found[card.pk], dates)}
            for card in about
        )
        page = {"id": f"{address}#page", "type": "AnnotationPage", "partOf": address}
        collection["first"] = page | {"startIndex": 0, "items": items}
    yield from pieces_of(collection)
    yield "\n"


def _annotation(critique: Critique, card: ObjectionCard) -> Item:
    motivation = "questioning" if card.kind == Kind.QUESTION else "commenting"
    claim = {"type": "TextualBody", "value": card.claim, "format": "text/plain"}
    status = {"type": "TextualBody", "value": card.status, "purpose": "tagging"}
    annotation: Item = {
        "id": critique.at(card.url),
        "type": "Annotation",
        "motivation": motivation,
        "created": time_of(card.created_at),
    }
    if card.raised_readable:
        annotation["creator"] = {
            "id": critique.at(reverse("profile", args=[card.raiser.username])),
            "type": "Person",
            "name": card.raiser.shown_name,
            "nickname": card.raiser.username,
        }
    return annotation | {"body": [claim | {"purpose": motivation}, status]}


def _target(critique: Critique, passage: ShownPassage, dates: dict[int, str | None]) -> Item:
    quote = {"type": "TextQuoteSelector", "exact": passage.exact}
    if passage.prefix:
        quote["prefix"] = passage.prefix
    if passage.suffix:
        quote["suffix"] = passage.suffix
    target: Item = {
        "type": "SpecificResource",
        "source": critique.at(critique.post.get_absolute_url()),
        "selector": quote,
    }
    if passage.start is not None and passage.state == "exact":
        end = passage.start + len(passage.exact)
        position = {"type": "TextPositionSelector", "start": passage.start, "end": end}
        target["selector"] = [quote, position]
    date = dates.get(passage.revision or 0)
    if date:
        target["state"] = {"type": "TimeState", "sourceDate": date}
    return target
