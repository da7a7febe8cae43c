"""A critique in one sentence."""

from collections.abc import Collection

from django.utils.translation import gettext, gettext_lazy, ngettext, npgettext, pgettext

from critiques.record.cards import ObjectionCard
from critiques.words import Kind

NUMBERS = (
    gettext_lazy("no"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
    gettext_lazy("eleven"),
    gettext_lazy("twelve"),
)
# As many are named where there may be hundreds.
FEW = 12


def headline(cards: Collection[ObjectionCard]) -> str:
    """Return how many there are: “Twelve objections, six unresolved. Two questions, one open.”"""
    objections = [card for card in cards if card.kind == Kind.OBJECTION]
    questions = [card for card in cards if card.kind == Kind.QUESTION]
    said = _of_objections(objections) if objections else nothing()
    return f"{said} {_of_questions(questions)}" if questions else said


def nothing() -> str:
    """Return what is said where nobody has objected."""
    return gettext("No objections yet.")


def _of_objections(cards: Collection[ObjectionCard]) -> str:
    unresolved = sum(card.unresolved for card in cards)
    waiting = (
        npgettext("of objections", "%(count)s unresolved", "%(count)s unresolved", unresolved)
        if unresolved
        else pgettext("of objections", "none unresolved")
    )
    said = {"objections": spelt_objections(len(cards)), "unresolved": _put(waiting, unresolved)}
    return gettext("%(objections)s, %(unresolved)s.") % said


def _of_questions(cards: Collection[ObjectionCard]) -> str:
    open_ = sum(card.unresolved for card in cards)
    count = ngettext("%(Count)s question", "%(Count)s questions", len(cards))
    waiting = (
        npgettext("of questions", "%(count)s open", "%(count)s open", open_)
        if open_
        else pgettext("of questions", "none open")
    )
    said = {"questions": _put(count, len(cards)), "open": _put(waiting, open_)}
    return gettext("%(questions)s, %(open)s.") % said


def spelt_objections(count: int) -> str:
    """Return how many objections there are, as a sentence begins: “Twelve objections”."""
    return _put(ngettext("%(Count)s objection", "%(Count)s objections", count), count)


def _put(text: str, number: int) -> str:
    """Return a text with a number spelt out, as `count`, or as `Count` where a sentence begins."""
    word = spelt(number)
    return text % {"count": word, "Count": word.capitalize()}


def brief(cards: Collection[ObjectionCard]) -> str:
    """Return how much there is: “12 objections, 6 unresolved; 2 questions”."""
    objections = [card for card in cards if card.kind == Kind.OBJECTION]
    unresolved = sum(card.unresolved for card in objections)
    said = gettext("no objections yet")
    if objections:
        count = ngettext("%(count)d objection", "%(count)d objections", len(objections))
        said = count % {"count": len(objections)}
    if unresolved:
        both = ngettext(
            "%(objections)s, %(unresolved)d unresolved",
            "%(objections)s, %(unresolved)d unresolved",
            unresolved,
        )
        said = both % {"objections": said, "unresolved": unresolved}
    questions = len(cards) - len(objections)
    asked = ngettext("%(count)d question", "%(count)d questions", questions)
    return f"{said}; {asked % {'count': questions}}" if questions else said


def spelt(number: int) -> str:
    """Return a number as a word up to twelve, else in digits."""
    return str(NUMBERS[number]) if number < len(NUMBERS) else str(number)


def names(people: list[str]) -> str:
    """Return names as prose: “Dave, Bob and Eve”."""
    if len(people) < 2:
        return "".join(people)
    listed = {"others": ", ".join(people[:-1]), "last": people[-1]}
    return gettext("%(others)s and %(last)s") % listed


def some(words: Collection[str]) -> str:
    """Return them as a sentence has them, the first twelve: “Bob, Carol and 31 others”."""
    first = list(words)[: FEW + (len(words) == FEW + 1)]
    more = len(words) - len(first)
    return names([*first, others(more)] if more else first)


def more_of(count: int) -> str:
    """Return how many more there are: “3 more”."""
    return ngettext("%(count)d more", "%(count)d more", count) % {"count": count}


def others(count: int) -> str:
    """Return how many more there are: “31 others”."""
    return ngettext("%(count)d other", "%(count)d others", count) % {"count": count}
