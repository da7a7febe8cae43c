"""What waits for an author’s word: each with what was said of it, and what may be said to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from accounts.models import User
from critiques.models import Objection
from critiques.pages.buttons import AuthorSays
from critiques.record.cards import ObjectionCard, card
from critiques.record.hydration import hydrated
from critiques.record.sayings.quotes import Quote
from critiques.record.sayings.records import said_by_holders
from critiques.record.sayings.sayings import Record, record_of
from critiques.words import Act, Status
from web.dates import day

# Of a row: people, and others' answers, the latest. All stand on the objection's own page.
NAMED = 20
ADOPTABLE = 5


class Excerpt(NamedTuple):
    """Somebody’s words on it, and the reply that has them."""

    who: str
    when: str
    url: str
    text: str
    reply: int | None


class Typed(NamedTuple):
    """What the author typed, and was refused."""

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
    shared_by: list[tuple[str, str]]
    more: int
    main: bool
    words: list[Excerpt]
    satisfy: list[tuple[str, str]]
    age: str
    author: AuthorSays
    # Others’ answers, which the author may adopt.
    adoptable: list[Excerpt]
    next: str = ""
    typed: Typed = NOTHING

    @property
    def key(self) -> tuple[str, str]:
        """The post and the number, as a form sends them."""
        return str(self.o.post_id), str(self.o.number)

    def with_typed(self, data: Mapping[str, str]) -> Self:
        """Return the row with what was typed."""
        typed = Typed(data.get("text", ""), data.get("decline", ""))
        return replace(self, typed=typed)


def needed_of(found: QuerySet, viewer: User) -> list[Needed]:
    """Return the rows of what `needing_reply` found for `viewer`. Seven queries at most."""
    parts = Objection.objects.filter(whole=OuterRef("pk"))
    found = found.for_cards().select_related("post").annotate(has_parts=Exists(parts))
    objections = hydrated(found, viewer)
    groups: dict[int, list[int]] = {each.pk: [each.pk] for each in objections}
    if whole := [each.pk for each in objections if each.has_parts]:
        beneath = Objection.objects.filter(whole__in=whole).order_by("number")
        for part, of in beneath.values_list("pk", "whole"):
            groups[of].append(part)
    records = said_by_holders(viewer.pk, {pk for group in groups.values() for pk in group})
    rows = [
        _row(each, card(each, viewer), records[each.pk], record_of(groups[each.pk], records))
        for each in objections
    ]
    # After the last row comes the one before it.
    following = [each.row for each in (*rows[1:], *rows[-2:-1])] or [""]
    return [replace(row, next=after) for row, after in zip(rows, following, strict=False)]


def _row(objection: Objection, shown: ObjectionCard, own: Record, whole: Record) -> Needed:
    """Return a row; `whole` has what was said of its parts, too."""
    raised, stands = own.raised, whole.stands if objection.status == Status.CONTESTED else None
    words = []
    if raised and shown.claim_shown:
        who = gettext("In %(name)s’s words") % {"name": raised.name}
        words.append(excerpt_of(who, raised))
    if stands and stands.words:
        why = {"why": shown.terms.why_stands, "name": stands.name}
        who = gettext("%(why)s, says %(name)s") % why
        if stands.of_part:
            who = gettext("%(why)s, says %(name)s of what is now part of it") % why
        url = stands.url or shown.url
        words.append(Excerpt(who, day(stands.at), url, stands.words, stands.reply))
    people = {h.user.username: whole.name_of(h) for h in whole.holding}
    answers = [q for q in own.tags if q.act == Act.ANSWER and not q.by_author]
    return Needed(
        o=shown,
        row=f"row-{objection.post_id}-{objection.number}",
        title=objection.post.title,
        post_url=objection.post.get_absolute_url(),
        shared_by=[(name, f"/u/{username}/") for username, name in people.items()][:NAMED],
        more=max(0, len(people) - NAMED),
        main=objection.main_count > 0,
        words=words,
        satisfy=[(h.user.shown_name, h.would_satisfy) for h in whole.holding if h.would_satisfy][
            :NAMED
        ],
        age=age_of(objection),
        author=AuthorSays.of(shown),
        adoptable=[excerpt_of(quote.name, quote) for quote in answers[-ADOPTABLE:]],
    )


def excerpt_of(who: str, quote: Quote) -> Excerpt:
    """Return a quote's words."""
    return Excerpt(who, day(quote.at), quote.url, quote.text, quote.reply)


def age_of(objection: Objection) -> str:
    """Return for how many days one that `needing_reply` found has waited, in words."""
    again = objection.status == Status.CONTESTED
    moment = objection.stood_at if again else objection.created_at
    days = (timezone.localdate() - timezone.localtime(moment).date()).days
    if days < 1:
        return gettext("disputed again since today") if again else gettext("unanswered since today")
    said = (
        ngettext("disputed again for %(days)d day", "disputed again for %(days)d days", days)
        if again
        else ngettext("unanswered for %(days)d day", "unanswered for %(days)d days", days)
    )
    return said % {"days": days}
