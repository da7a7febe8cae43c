"""What was said of objections, by whom and when, as far as the viewer may read it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.urls import reverse

from critiques.groups import speakers
from critiques.models import Holder, HolderEvent, Objection, Position, Tag
from critiques.querysets import heard
from critiques.record.quotes import Quote, quote_of, quote_of_change
from critiques.record.receipts import Change, changes_of
from critiques.words import HOLDING, Act, Event
from forum.models import Post, PostRevision, Reply, State


@dataclass(frozen=True)
class PositionWords:
    """One position of the author's that readers can see."""

    position: str
    text: str
    at: datetime
    name: str
    quote: Quote | None


@dataclass(frozen=True)
class Saying:
    """One thing a holder said."""

    event: str
    name: str
    username: str
    at: datetime
    reply: int | None
    url: str
    quote: Quote | None
    # Where one compares, if the answer that it was said of was edited since.
    outdated: str


@dataclass
class Record:
    """Everything said of one objection, oldest first."""

    tags: list[Quote] = field(default_factory=list)
    stances: list[PositionWords] = field(default_factory=list)
    events: list[Saying] = field(default_factory=list)
    holders: list[Holder] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def raised(self) -> Quote | None:
        """The raiser's own words, where they may be read."""
        return next((tag for tag in self.tags if tag.act == Act.RAISE), None)

    @property
    def holding(self) -> list[Holder]:
        """Who holds it now; people who left are not among them."""
        return [h for h in self.holders if h.state in HOLDING and not h.user.left_at]

    def said_last(self, event: Event) -> list[Holder]:
        """Return whose last word is `event`."""
        return [h for h in self.holders if h.state == event and not h.user.left_at]

    @property
    def author_answer(self) -> Quote | None:
        """The author's latest answer: their own, or one that they adopt."""
        quotes = [stance.quote for stance in self.stances if stance.quote]
        return quotes[-1] if quotes else None

    @property
    def other_answer(self) -> Quote | None:
        """The latest answer of somebody else."""
        others = [tag for tag in self.tags if tag.act == Act.ANSWER and not tag.by_author]
        return others[-1] if others else None

    @property
    def stands(self) -> Saying | None:
        """The latest “still stands” of somebody who holds it, with words if there are any."""
        now = {holder.user.username for holder in self.holding}
        said = [e for e in self.events if e.event == Event.REAFFIRM and e.username in now]
        with_words = [e for e in said if e.quote]
        return (with_words or said or [None])[-1]


def records_of(post: Post, viewer: Any, ids: Collection[int] | None = None) -> dict[int, Record]:
    """Return what was said of the post's objections (or of those in `ids`), by their id.

    Four queries, five for an essay that was revised. Replies that `viewer` may not read are left
    out, with their words.
    """
    records: dict[int, Record] = defaultdict(Record)
    which = Objection.objects.filter(post=post)
    which = which.values("pk") if ids is None else ids
    # Some may be beneath other essays now.
    readable = Reply.objects.readable_by(viewer).filter(tags__objection__in=which).values("pk")
    changed: dict[tuple[int, int], Quote] = {}
    for change in changes_of(post, which):
        records[change.objection].changes.append(change)
        changed[change.objection, change.revision] = quote_of_change(change, post)
    quotes: dict[tuple[int, int], Quote] = {}
    tags = Tag.objects.for_reading(viewer).filter(objection__in=which, reply__in=readable)
    tags = tags.defer("reply__body")
    for tag in tags.select_related("reply__author").order_by("created_at", "pk"):
        quote = quote_of(tag.reply, post, tag.point, act=tag.act, wording=tag.readable_words)
        quotes.setdefault((tag.objection_id, tag.reply_id), quote)
        records[tag.objection_id].tags.append(quote)
    positions = Position.objects.filter(heard(), objection__in=which)
    positions = positions.select_related("reply__author", "author", "revision")
    positions = positions.defer("reply__body", *PostRevision.texts("revision"))
    for each in positions.order_by("created_at", "pk"):
        quote = quotes.get((each.objection_id, each.reply_id)) or (
            quote_of(each.reply, post, "") if each.reply else None
        )
        if each.revision and each.revision.post_id == post.pk:
            quote = changed.get((each.objection_id, each.revision.number))
        records[each.objection_id].stances.append(
            PositionWords(each.position, each.text, each.created_at, each.author.shown_name, quote)
        )
    events = HolderEvent.objects.filter(objection__in=which)
    events = events.select_related("user", "position__reply")
    events = events.defer("position__reply__body", "position__reply__html")
    for each in events.order_by("created_at", "pk"):
        quote = quotes.get((each.objection_id, each.reply_id))
        records[each.objection_id].events.append(
            Saying(
                each.event,
                each.user.shown_name,
                each.user.username,
                each.created_at,
                each.reply_id,
                quote.url if quote else "",
                quote,
                _outdated(each),
            )
        )
    holders = Holder.objects.for_reading(viewer).filter(objection__in=which)
    holders = holders.select_related("user")
    for holder in holders.order_by("since", "pk"):
        records[holder.objection_id].holders.append(holder)
    return records


def record_of(group: Sequence[int], records: Mapping[int, Record]) -> Record:
    """Return the record of an objection with whoever speaks for it: `group` has it, then its parts.

    What was said of the parts counts for it, their words and the author's on them do not.
    """
    own = records[group[0]]
    if len(group) == 1:
        return own
    every = [records[pk] for pk in group]
    return replace(
        own,
        events=sorted((said for each in every for said in each.events), key=attrgetter("at")),
        holders=speakers(holder for each in every for holder in each.holders),
    )


def _outdated(event: HolderEvent) -> str:
    answer = event.position.reply if event.position else None
    if answer is None or answer.state != State.VISIBLE or answer.revision == event.answer_revision:
        return ""
    # An import does not tell which edition it was.
    earlier = f"?from={event.answer_revision}" if event.answer_revision else ""
    return f"{reverse('reply-revisions', args=[answer.pk])}{earlier}"
