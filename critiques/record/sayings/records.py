"""What was said of objections, as far as the viewer may read it: read together."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models.shown_names import shown_name_of
from accounts.statements import Statement
from critiques.models import Holder, HolderEvent, Objection, Position, Tag
from critiques.people import HELD, holding_of
from critiques.querysets.positions import heard
from critiques.record.receipts import changes_of
from critiques.record.sayings.quotes import QUOTED, Quote, quote_of_change, quoted
from critiques.record.sayings.sayings import PositionWords, Record, Saying
from critiques.terms import with_reason
from forum.models import Post, Reply, State

# What somebody said of an objection in a reply, by the ids of both.
Quotes = dict[tuple[int, int | None], Quote]


def records_of(post: Post, viewer: Any, ids: Collection[int] | None = None) -> dict[int, Record]:
    """Return what was said of the post's objections (or of those in `ids`), by their id.

    Four queries, five for an essay that was revised; one more without `ids`. Replies that `viewer`
    may not read are left out, with their words.
    """
    every = Objection.objects.filter(post=post).order_by("pk")
    which = list(every.values_list("pk", flat=True) if ids is None else ids)
    records, quotes = _said_by_holders(post.author_id, viewer, which)
    changed: dict[tuple[int, int], Quote] = {}
    for change in changes_of(post, which):
        records[change.objection].changes.append(change)
        changed[change.objection, change.revision] = quote_of_change(change, post)
    taken = _taken.rows(None, which)
    for of, stance, reason, text, at, name, username, revised, number, edited, *reply in taken:
        quote = quotes.get((of, reply[0]))
        if quote is None and reply[0]:
            quote = quoted(post.author_id, "", *reply)
        if revised == post.pk:
            quote = changed.get((of, number))
        words, who = with_reason(reason, text), shown_name_of(name, username)
        since = edited is not None and edited > at
        records[of].stances.append(PositionWords(stance, words, at, who, username, quote, since))
    for record in records.values():
        record.tags[:] = _with_authors(record)
    return records


def _with_authors(record: Record) -> list[Quote]:
    """Return its tags; what an author said is by an author still, where their essay was merged into
    somebody else's."""
    own = {(each.quote.reply, each.username) for each in record.stances if each.quote}
    return [
        replace(each, by_author=True) if (each.reply, each.username) in own else each
        for each in record.tags
    ]


def said_by_holders(author_id: int, ids: Collection[int]) -> dict[int, Record]:
    """Return what was said of these objections by all but the author of their essays, by their id.

    It is what the public may read of replies. Three queries.
    """
    return _said_by_holders(author_id, None, list(ids))[0]


def _said_by_holders(
    author_id: int, viewer: Any, which: Sequence[int]
) -> tuple[dict[int, Record], Quotes]:
    records: dict[int, Record] = defaultdict(Record)
    quotes: Quotes = {}
    for of, act, label, wording, changed, *reply in _tagged.rows(viewer, which):
        quote = quoted(author_id, label, *reply, act=act, wording=wording, changed=changed)
        quotes.setdefault((of, quote.reply), quote)
        records[of].tags.append(quote)
    for of, event, at, reply, text, username, name, answer, *seen in _said.rows(viewer, which):
        said_in = quotes.get((of, reply))
        url = said_in.url if said_in else ""
        outdated = _outdated(answer, *seen)
        who = shown_name_of(name, username)
        said = Saying(event, who, username, at, reply, url, said_in, outdated, text)
        records[of].events.append(said)
    for wording, *held in _held.rows(viewer, which):
        holding = holding_of(*held, wording=wording)
        records[holding.objection_id].holders.append(holding)
    for record in records.values():
        # The raiser’s is always the present one.
        present = max((each.claim_version for each in record.holders), default=1)
        if present > 1:
            behind = (each.id for each in record.holders if each.claim_version < present)
            record.earlier = frozenset(behind)
    return records, quotes


def _outdated(answer: int, state: str, revision: int, seen: int | None) -> str:
    if state != State.VISIBLE or revision == seen:
        return ""
    # An import does not tell which edition it was.
    earlier = f"?from={seen}" if seen else ""
    return f"{reverse('reply-revisions', args=[answer])}{earlier}"


@Statement
def _tagged(viewer: Any, objections: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    # Some may be beneath other essays now.
    readable = Reply.objects.readable_by(viewer).filter(tags__objection__in=objections)
    tags = Tag.objects.for_reading(viewer).filter(reply__in=readable.values("pk"))
    fields = ("objection", "act", "point", "readable_words", "text_changed", "reply", *QUOTED)
    found = tags.filter(objection__in=objections).order_by("created_at", "pk")
    return found.values_list(*fields)


@Statement
def _taken(_: Any, objections: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    author = ("author__display_name", "author__username")
    texts = ("revision__post", "revision__number", "reply__edited_at")
    fields = ("objection", "position", "reason", "text", "created_at", *author, *texts)
    found = Position.objects.filter(heard(), objection__in=objections)
    return found.order_by("created_at", "pk").values_list(*fields, "reply", *QUOTED)


@Statement
def _said(viewer: Any, objections: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    fields = ("objection", "event", "created_at", "reply", "readable_text")
    who = ("user__username", "user__display_name")
    answer = ("position__reply", "position__reply__state", "position__reply__revision")
    found = HolderEvent.objects.for_reading(viewer).filter(objection__in=objections)
    found = found.order_by("created_at", "pk")
    return found.values_list(*fields, *who, *answer, "answer_revision")


@Statement
def _held(viewer: Any, objections: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    found = Holder.objects.for_reading(viewer).filter(objection__in=objections)
    return found.order_by("since", "pk").values_list("readable_wording", *HELD)
