"""Where a point of a reply can go."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from critiques.choices import MAY, RAISES, Role
from critiques.prose.speaking import spoken
from critiques.record.cards import ObjectionCard
from critiques.record.selection import Listed
from critiques.terms import IN_PART, says
from critiques.words import Act, Kind

PLAIN = {
    "new": gettext_lazy("New objection"),
    "question": gettext_lazy("A question"),
    "none": gettext_lazy("Not an objection"),
}
LIKELY = gettext_lazy("Your words may say")
# What goes to an objection that is not listed; its address stands behind.
OTHERS = {
    "discuss": pgettext_lazy("an objection", "About another:"),
    "same": pgettext_lazy("an objection", "Shares another:"),
    "answer": pgettext_lazy("an objection", "Answers another:"),
    "concede": pgettext_lazy("an objection", "Agrees with another:"),
    IN_PART: pgettext_lazy("an objection", "Agrees in part with another:"),
    "decline": pgettext_lazy("an objection", "Won’t pursue another:"),
    "reaffirm": pgettext_lazy("an objection", "Still disputes another:"),
    "satisfied": pgettext_lazy("an objection", "Is satisfied on another:"),
    "withdraw": pgettext_lazy("an objection", "Takes back another:"),
}
# What may be said of those that are there, in the order of forms: by the author, and by others.
BY_AUTHOR = MAY[Role.AUTHOR]
BY_OTHERS = tuple(dict.fromkeys((*MAY[Role.OTHER], *MAY[Role.HOLDER])))


@dataclass(frozen=True)
class Option:
    """One place a point can go; those of one `group` stand together.

    Without `o` in a group it is an objection that is not listed.
    """

    value: str
    label: str
    o: ObjectionCard | None
    checked: bool
    group: str = ""
    # What a reply says that does it: “shares”; none of what is plain.
    says: str = ""


def stem(does: str, kind: str = Kind.OBJECTION) -> str:
    """Return what an option begins with."""
    words = says(Act.SUPPORT if does == "same" else does, kind)
    return words[0].upper() + words[1:]


def sentence(does: str, kind: str = Kind.OBJECTION) -> str:
    """Return what a reply does, as a sentence says it: “is about”."""
    if does == "discuss":
        return pgettext("before an objection", "is about")
    return says(Act.SUPPORT if does == "same" else does, kind)


def options_of(
    is_author: bool,
    listed: Listed,
    may_say: Mapping[int, Collection[str]],
    preset: str,
    takes_new: bool,
    first: Collection[str] = (),
) -> list[Option]:
    """Return the places where a point can go, the one with the value `preset` being checked.

    `may_say` has what its writer may say of each objection, by id; `takes_new` tells whether the
    essay is open to new ones. The values in `first` are offered before the others.
    """
    options = [
        Option(does, str(words), None, does == preset)
        for does, words in PLAIN.items()
        if not (is_author and does in RAISES) and (takes_new or does != "new")
    ]
    for does in BY_AUTHOR if is_author else BY_OTHERS:
        group = gettext("%(deed)s …") % {"deed": stem(does)}
        options += [
            Option(
                value,
                stem(does, card.kind),
                card,
                value == preset,
                group,
                sentence(does, card.kind),
            )
            for value, card in _values(does, listed.cards, may_say)
        ]
        if any(True for _ in _values(does, listed.others, may_say)):
            another = str(OTHERS[does])
            options.append(Option(does, another, None, does == preset, group, sentence(does)))
    likely = [replace(each, group=str(LIKELY)) for each in options if each.value in first]
    return [*likely, *(each for each in options if each.value not in first)]


def _values(
    does: str, cards: list[ObjectionCard], may_say: Mapping[int, Collection[str]]
) -> Iterator[tuple[str, ObjectionCard]]:
    for card in cards:
        if does in may_say[card.pk]:
            yield value_of(does, card), card


def offered_first(
    source: str,
    preset: str,
    about: Collection[ObjectionCard],
    may_say: Mapping[int, Collection[str]],
) -> list[str]:
    """Return the values that the words of a point speak for, of the objections that it is about.

    Where they do not say what they do, and nothing is preset, it may be about those.
    """
    words = [*spoken(source), *(["discuss"] if preset == "none" else [])]
    says = {card: next((each for each in words if each in may_say[card.pk]), "") for card in about}
    values = [value_of(does, card) for card, does in says.items() if does]
    return [each for each in values if each != preset]


def value_of(does: str, card: ObjectionCard) -> str:
    """Return the value of an option that says this of an objection."""
    return str(card.number) if does == "same" else f"{does}-{card.number}"
