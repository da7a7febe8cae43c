"""The passages of a critique as a collection of Web Annotations.

https://www.w3.org/TR/annotation-model/, with the context http://www.w3.org/ns/anno.jsonld.
"""

import json
from typing import Any

from django.urls import reverse

from critiques.record.passages import ShownPassage
from critiques.words import Kind
from forum.models import PostRevision
from transfer.documents.critique import Critique
from transfer.documents.entries import Entry
from transfer.values import time_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PROFILE = f'application/ld+json; profile="{CONTEXT}"'

Item = dict[str, Any]


def annotations(post_id: int, base: str) -> str:
    """Return an annotation for each objection and question with a passage, by number, as JSON-LD.

    Positions count the code points of the revision's text, white space collapsed. One query more
    than `Critique.load`, which says what it raises.
    """
    critique = Critique.load(post_id, base)
    revised = dict(
        PostRevision.objects.filter(post=critique.post).values_list("number", "created_at")
    )
    dates = {number: time_of(at) for number, at in revised.items()}
    ordered = sorted(critique.entries, key=lambda each: each.card.number)
    # Without its words nobody could find what it is about.
    about = [(each, each.passage) for each in ordered if each.passage and each.passage.exact]
    items = [_annotation(critique, each, passage, dates) for each, passage in about]
    address = critique.at(reverse("critique-export", args=[critique.post.pk, "jsonld"]))
    collection: Item = {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": f"Critique of “{critique.title}”",
        "total": len(items),
    }
    if items:
        page = {"id": f"{address}#page", "type": "AnnotationPage", "partOf": address}
        collection["first"] = page | {"startIndex": 0, "items": items}
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _annotation(
    critique: Critique, entry: Entry, passage: ShownPassage, dates: dict[int, str | None]
) -> Item:
    card = entry.card
    motivation = "questioning" if card.kind == Kind.QUESTION else "commenting"
    claim = {"type": "TextualBody", "value": card.claim, "format": "text/plain"}
    status = {"type": "TextualBody", "value": card.status, "purpose": "tagging"}
    annotation: Item = {
        "id": critique.at(card.url),
        "type": "Annotation",
        "motivation": motivation,
        "created": time_of(entry.created),
    }
    if entry.raiser:
        annotation["creator"] = {
            "id": critique.at(reverse("profile", args=[entry.username])),
            "type": "Person",
            "name": entry.raiser,
            "nickname": entry.username,
        }
    annotation["body"] = [claim | {"purpose": motivation}, status]
    annotation["target"] = _target(critique, passage, dates)
    return annotation


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
