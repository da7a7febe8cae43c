"""What was said of objections, by whom and when, as far as the viewer may read it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.statements import Statement
from critiques.groups import speakers
from critiques.models import Holder, HolderEvent, Objection, Position, Tag
from critiques.people import HELD, Holding, holding_of
from critiques.querysets import heard
from critiques.record.quotes import QUOTED, Quote, quote_of_change, quoted
from critiques.record.receipts import Change, changes_of
from critiques.words import HOLDING, Act, Event
from forum.models import Post, Reply, State


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
    holders: list[Holding] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def raised(self) -> Quote | None:
        """The raiser's own words, where they may be read."""
        return next((tag for tag in self.tags if tag.act == Act.RAISE), None)

    @property
    def holding(self) -> list[Holding]:
        """Who holds it now; people who left are not among them."""
        return [h for h in self.holders if h.state in HOLDING and not h.user.left]

    def said_last(self, event: Event) -> list[Holding]:
        """Return whose last word is `event`."""
        return [h for h in self.holders if h.state == event and not h.user.left]

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
        found = with_words or said
        return found[-1] if found else None


def records_of(post: Post, viewer: Any, ids: Collection[int] | None = None) -> dict[int, Record]:
    """Return what was said of the post's objections (or of those in `ids`), by their id.

    Four queries, five for an essay that was revised; one more without `ids`. Replies that `viewer`
    may not read are left out, with their words.
    """
    records: dict[int, Record] = defaultdict(Record)
    every = Objection.objects.filter(post=post).order_by("pk")
    which = list(every.values_list("pk", flat=True) if ids is None else ids)
    changed: dict[tuple[int, int], Quote] = {}
    for change in changes_of(post, which):
        records[change.objection].changes.append(change)
        changed[change.objection, change.revision] = quote_of_change(change, post)
    quotes = _read_tags(post, viewer, which, records)
    _read_positions(post, which, records, quotes, changed)
    _read_events(which, records, quotes)
    for wording, *held in _held.rows(viewer, which):
        holding = holding_of(*held, wording=wording)
        records[holding.objection_id].holders.append(holding)
    return records


# What somebody said of an objection in a reply, by the ids of both.
Quotes = dict[tuple[int, int | None], Quote]


def _read_tags(post: Post, viewer: Any, which: Sequence[int], records: dict[int, Record]) -> Quotes:
    quotes: Quotes = {}
    for of, act, label, wording, *reply in _tagged.rows(viewer, which):
        quote = quoted(post, label, *reply, act=act, wording=wording)
        quotes.setdefault((of, quote.reply), quote)
        records[of].tags.append(quote)
    return quotes


def _read_positions(
    post: Post,
    which: Sequence[int],
    records: dict[int, Record],
    quotes: Quotes,
    changed: Mapping[tuple[int, int], Quote],
) -> None:
    for of, stance, text, at, name, username, revised, number, *reply in _taken.rows(None, which):
        quote = quotes.get((of, reply[0])) or (quoted(post, "", *reply) if reply[0] else None)
        if revised == post.pk:
            quote = changed.get((of, number))
        records[of].stances.append(PositionWords(stance, text, at, name or username, quote))


def _read_events(which: Sequence[int], records: dict[int, Record], quotes: Quotes) -> None:
    for of, event, at, reply, username, name, answer, state, revision, seen in _said.rows(
        None, which
    ):
        quote = quotes.get((of, reply))
        url = quote.url if quote else ""
        outdated = _outdated(answer, seen) if state == State.VISIBLE and revision != seen else ""
        said = Saying(event, name or username, username, at, reply, url, quote, outdated)
        records[of].events.append(said)


def _outdated(answer: int, seen: int | None) -> str:
    # An import does not tell which edition it was.
    earlier = f"?from={seen}" if seen else ""
    return f"{reverse('reply-revisions', args=[answer])}{earlier}"


@Statement
def _tagged(viewer: Any, objections: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    # Some may be beneath other essays now.
    readable = Reply.objects.readable_by(viewer).filter(tags__objection__in=objections)
    tags = Tag.objects.for_reading(viewer).filter(reply__in=readable.values("pk"))
    fields = ("objection", "act", "point", "readable_words", "reply", *QUOTED)
    found = tags.filter(objection__in=objections).order_by("created_at", "pk")
    return found.values_list(*fields)


@Statement
def _taken(_: Any, objections: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    author, revision = ("author__display_name", "author__username"), "revision__number"
    fields = ("objection", "position", "text", "created_at", *author, "revision__post", revision)
    found = Position.objects.filter(heard(), objection__in=objections)
    return found.order_by("created_at", "pk").values_list(*fields, "reply", *QUOTED)


@Statement
def _said(_: Any, objections: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    fields = ("objection", "event", "created_at", "reply", "user__username", "user__display_name")
    answer = ("position__reply", "position__reply__state", "position__reply__revision")
    found = HolderEvent.objects.filter(objection__in=objections).order_by("created_at", "pk")
    return found.values_list(*fields, *answer, "answer_revision")


@Statement
def _held(viewer: Any, objections: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    found = Holder.objects.for_reading(viewer).filter(objection__in=objections)
    return found.order_by("since", "pk").values_list("readable_wording", *HELD)


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
