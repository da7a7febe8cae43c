"""Which rows of a summary a reader asks for, by address: `?status=open&person=bob&round=2`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import NamedTuple, Self
from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext

from critiques.people import Person
from critiques.record.cards import ObjectionCard
from critiques.terms import QUESTIONS_IN_SHORT, SHORT, SHORT_BY_FORMER
from critiques.words import Kind

KEYS = ("status", "person", "round")
WITHOUT = "none"
LONGEST = 60
# Of people, those with most.
MOST = 40
# Fewer are seen at a glance.
FEWEST = 4
STATUSES = SHORT | QUESTIONS_IN_SHORT


class FilterLink(NamedTuple):
    """One link, and how many rows it leads to: those with this `value`."""

    value: str
    label: str
    url: str
    count: int
    chosen: bool

    @property
    def link(self) -> SafeString:
        """It as HTML; there may be forty."""
        current = ' aria-current="true"' if self.chosen else ""
        # What people wrote is escaped.
        return mark_safe(  # noqa: S308
            f'<bdi><a href="{escape(self.url)}" rel="nofollow"{current}>{escape(self.label)} '
            f"<small>{self.count}</small></a></bdi>"
        )


@dataclass(frozen=True)
class Filters:
    """The choices, each counted together with what else is chosen, and the objections that fit.

    `chosen` says in words what was asked for; empty if nothing was.
    """

    status: list[FilterLink]
    person: list[FilterLink]
    round: list[FilterLink]
    chosen: str
    clear_url: str
    fits: list[ObjectionCard]
    here: str

    @property
    def offered(self) -> bool:
        """Whether there is enough to choose from."""
        return bool(self.chosen) or sum(each.count for each in self.status) >= FEWEST

    def page_url(self, number: int) -> str:
        """Return the address of another page of what was asked for."""
        return f"{self.here}{'&' if '?' in self.here else '?'}page={number}"

    @classmethod
    def of(
        cls,
        cards: list[ObjectionCard],
        *,
        asked: Mapping[str, str],
        people: Mapping[int, set[int]],
        users: Mapping[int, Person],
        url: str,
        kept: Mapping[str, str],
    ) -> Self:
        """Return the filters of `cards`, in order; `people` are who raised or shared each.

        `asked` has the values of KEYS as the address gives them, `kept` what stays in addresses.
        """
        asked = {key: asked.get(key, "").strip()[:LONGEST] for key in KEYS}
        values = {
            card.pk: {
                "status": {card.status},
                "person": {users[pk].username for pk in people[card.pk]},
                "round": {_round(card)} - {""},
            }
            for card in cards
        }
        names = {user.username: user.shown_name for user in users.values()}
        labels = {
            "status": {each: capfirst(words) for each, words in statuses_of(cards).items()},
            "person": dict(sorted(names.items(), key=lambda each: each[1].casefold())),
            "round": _rounds(cards),
        }

        def fits(card: ObjectionCard, but: str = "") -> bool:
            return all(
                key == but or not wish or _same(wish, values[card.pk][key])
                for key, wish in asked.items()
            )

        def choices(key: str) -> list[FilterLink]:
            found = (v for card in cards if fits(card, but=key) for v in values[card.pk][key])
            counts = dict(Counter(found).most_common(MOST))
            return [
                FilterLink(
                    value,
                    label,
                    _address(
                        url, {**kept, **asked, key: "" if _same(asked[key], {value}) else value}
                    ),
                    counts.get(value, 0),
                    _same(asked[key], {value}),
                )
                for value, label in labels[key].items()
                if value in counts or _same(asked[key], {value})
            ]

        return cls(
            status=choices("status"),
            person=choices("person"),
            round=choices("round"),
            chosen=_in_words(asked, labels),
            clear_url=_address(url, kept),
            fits=[card for card in cards if fits(card)],
            here=_address(url, {**kept, **asked}),
        )


def statuses_of(cards: Iterable[ObjectionCard]) -> dict[str, str]:
    """Return what each status is called in short where these have it: its author may be a former
    one."""
    there = {(card.status, card.by_former) for card in cards}
    called = {status: [str(words)] for status, words in STATUSES.items()}
    for status, words in SHORT_BY_FORMER.items():
        if (status, True) in there:
            called[status] = [*called[status][: (status, False) in there], str(words)]
    return {status: " / ".join(words) for status, words in called.items()}


def _round(card: ObjectionCard) -> str:
    return "" if card.kind == Kind.QUESTION else str(card.round or WITHOUT)


def _rounds(cards: list[ObjectionCard]) -> dict[str, str]:
    numbers = sorted({int(card.round) for card in cards if card.round})
    named = {str(n): gettext("Round %(number)d") % {"number": n} for n in numbers}
    return named | {WITHOUT: gettext("Without a letter")}


def _same(wish: str, values: set[str]) -> bool:
    return wish.casefold() in {value.casefold() for value in values}


def _in_words(asked: Mapping[str, str], labels: Mapping[str, Mapping[str, str]]) -> str:
    said = []
    for key, wish in asked.items():
        if wish:
            known = {value.casefold(): label for value, label in labels[key].items()}
            said.append(known.get(wish.casefold()) or _unknown(key, wish))
    return ", ".join(said)


def _unknown(key: str, wish: str) -> str:
    """Return what was asked for where there is no such thing."""
    return {
        "status": gettext("status “%(wish)s”"),
        "person": gettext("person “%(wish)s”"),
        "round": gettext("round “%(wish)s”"),
    }[key] % {"wish": wish}


def _address(url: str, wanted: Mapping[str, str]) -> str:
    query = urlencode({key: value for key, value in wanted.items() if value})
    return f"{url}?{query}" if query else url
