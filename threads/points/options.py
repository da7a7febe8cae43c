"""Where a point of a reply can go."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from critiques.choices import MAY, RAISES, Role
from critiques.models import Tag
from critiques.prose.claims import claim_from
from critiques.prose.speaking import spoken
from critiques.record.cards import ObjectionCard
from critiques.record.selection import Listed
from critiques.terms import IN_PART, says
from critiques.words import ASKED, CLOSED, Act, Kind, Status
from forum.models import Reply, State

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


class Spot(Enum):
    """Where a point stands: in a reply to the essay, or beneath a point with the same letter,
    which went to an objection that waits for the author's first word, or to another."""

    TOP = "top"
    UNANSWERED = "unanswered"
    SPOKEN_OF = "spoken of"


# What a point does unless its writer, the essay's author or another, chooses; else nothing. No
# default speaks for a person: only one's own new points and the author's first answers are preset.
PRESETS = {
    ("author", Spot.UNANSWERED): "answer",
    ("author", Spot.SPOKEN_OF): "discuss",
    ("other", Spot.TOP): "new",
    ("other", Spot.UNANSWERED): "discuss",
    ("other", Spot.SPOKEN_OF): "discuss",
}


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


def preset_for(
    reply: Reply,
    label: str,
    source: str,
    is_author: bool,
    above: Mapping[str, ObjectionCard],
    answered: Collection[int],
    takes_new: bool,
) -> str:
    """Return the value that is chosen for a point unless its writer says otherwise.

    `above` are the objections to which the points of the reply above went, by label; `answered`
    those on which the author took a position. `takes_new` tells whether the essay is open to new
    objections.
    """
    named = above.get(label) if label else None
    place = Spot.TOP if label and reply.parent_id is None else None
    if named is not None:
        waits = named.status in (Status.OPEN, ASKED) and named.pk not in answered
        place = Spot.UNANSWERED if waits else Spot.SPOKEN_OF
    does = PRESETS.get(("author" if is_author else "other", place), "none") if place else "none"
    if does == "new" and not (takes_new and claim_from(source)):
        return "none"
    return value_of(does, named) if named is not None else does


def parents_points(reply: Reply, cards: Mapping[int, ObjectionCard]) -> dict[str, ObjectionCard]:
    """Return where the points of the reply above went, by their labels. One query.

    What became part of another is spoken of there; nothing is said of what was struck.
    """
    if reply.parent is None or reply.parent.state != State.VISIBLE:
        return {}
    spoken = Tag.objects.filter(reply=reply.parent).order_by("created_at", "pk")
    found = {
        tag.point: _whole(cards[tag.objection_id], cards)
        for tag in spoken
        if tag.point and tag.objection_id in cards
    }
    return {label: card for label, card in found.items() if card.status not in CLOSED}


def _whole(card: ObjectionCard, cards: Mapping[int, ObjectionCard]) -> ObjectionCard:
    seen = {card.pk}
    while (into := cards.get(card.merged_into_id or 0)) is not None and into.pk not in seen:
        seen.add(into.pk)
        card = into
    return card
