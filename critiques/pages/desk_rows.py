"""What waits for an author’s word: each with what was said of it, and what may be said to it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple, Self
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from critiques.actions.positions import REASONS
from critiques.groups import speakers
from critiques.models import Holder, Objection
from critiques.pages.desk_quotes import Excerpt, excerpt_of, last_stands, quotes_on
from critiques.record.cards import ObjectionCard, card
from critiques.record.hydration import hydrated
from critiques.record.quotes import Quote
from critiques.words import Act, Status
from forum.models import State
from web.dates import day

# Of a row: people, and others' answers, the latest. All stand on the objection's own page.
NAMED = 20
ADOPTABLE = 5


class Adoptable(NamedTuple):
    """Somebody else’s answer, which the author may adopt."""

    reply: int | None
    name: str
    when: str
    url: str
    text: str


class Typed(NamedTuple):
    """What the author typed, and was refused; `move` is which of the forms is open."""

    move: str = ""
    text: str = ""
    decline: str = ""


NOTHING = Typed()


@dataclass(frozen=True)
class Needed:
    """One objection or question on the author’s desk; `next` is the row after it."""

    o: ObjectionCard
    row: str
    title: str
    post_url: str
    held_by: list[tuple[str, str]]
    more: int
    main: bool
    words: list[Excerpt]
    satisfy: list[tuple[str, str]]
    age: str
    answer_url: str
    adoptable: list[Adoptable]
    next: str = ""
    typed: Typed = NOTHING
    reasons: tuple[tuple[str, str], ...] = tuple(REASONS.items())

    @property
    def key(self) -> tuple[str, str]:
        """The post and the number, as a form sends them."""
        return str(self.o.post_id), str(self.o.number)

    def with_typed(self, data: Mapping[str, str]) -> Self:
        """Return the row with what was typed."""
        typed = Typed(data.get("stance", ""), data.get("text", ""), data.get("decline", ""))
        return replace(self, typed=typed)


def needed_of(found: QuerySet, viewer: User) -> list[Needed]:
    """Return the rows of what `needing_reply` found for `viewer`. Six queries at most."""
    objections = hydrated(found.for_cards().select_related("post"), viewer)
    ids = [each.pk for each in objections]
    quotes = quotes_on(objections, viewer)
    spoke: dict[int, list[Holder]] = defaultdict(list)
    groups = Objection.objects.in_groups_of(ids).values("pk")
    held = Holder.objects.filter(objection__in=groups, user__left_at=None)
    for each in held.select_related("user", "objection").order_by("since", "pk"):
        spoke[each.objection.whole_id or each.objection_id].append(each)
    holders = {pk: [h for h in speakers(spoke[pk]) if h.holds] for pk in ids}
    stands = last_stands(ids, quotes, holders)
    rows = [_row(each, viewer, holders[each.pk], quotes, stands) for each in objections]
    # After the last row comes the one before it.
    following = [each.row for each in (*rows[1:], *rows[-2:-1])] or [""]
    return [replace(row, next=after) for row, after in zip(rows, following, strict=False)]


def _row(
    objection: Objection,
    viewer: User,
    holders: list[Holder],
    quotes: dict[int, list[Quote]],
    stands: dict[int, Quote],
) -> Needed:
    shown = card(objection, viewer)
    raised = next((q for q in quotes[objection.pk] if q.act == Act.RAISE), None)
    words = (
        [excerpt_of(f"In {raised.name}’s words", raised)] if raised and shown.claim_shown else []
    )
    if objection.pk in stands:
        quote = stands[objection.pk]
        words.append(excerpt_of(f"Why it still stands, says {quote.name}", quote))
    people = {h.user.username: h.user.shown_name for h in holders}
    answers = [q for q in quotes[objection.pk] if q.act == Act.ANSWER]
    return Needed(
        o=shown,
        row=f"row-{objection.post_id}-{objection.number}",
        title=objection.post.title,
        post_url=objection.post.get_absolute_url(),
        held_by=[(name, f"/u/{username}/") for username, name in people.items()][:NAMED],
        more=max(0, len(people) - NAMED),
        main=objection.main_count > 0,
        words=words,
        satisfy=[(h.user.shown_name, h.would_satisfy) for h in holders if h.would_satisfy][:NAMED],
        age=age_of(objection),
        answer_url=_answer_url(objection),
        adoptable=[
            Adoptable(q.reply, q.name, day(q.at), q.url, q.text)
            for q in [q for q in answers if not q.by_author][-ADOPTABLE:]
        ],
    )


def _answer_url(objection: Objection) -> str:
    asked = {"answers": objection.number}
    if objection.raised_state == State.VISIBLE:
        asked = {"parent": objection.raised_in_id, **asked}
    return f"{reverse('reply', args=[objection.post_id])}?{urlencode(asked)}"


def age_of(objection: Objection) -> str:
    """Return for how many days one that `needing_reply` found has waited, in words."""
    if objection.status == Status.CONTESTED:
        return f"disputed again {_since(objection.stood_at)}"
    return f"unanswered {_since(objection.created_at)}"


def _since(moment: datetime) -> str:
    days = (timezone.localdate() - timezone.localtime(moment).date()).days
    return "since today" if days < 1 else f"for {days} day{'s' if days > 1 else ''}"
