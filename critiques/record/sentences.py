"""A critique in one sentence."""

from collections import Counter
from collections.abc import Collection, Iterable

from critiques.record.cards import ObjectionCard
from critiques.terms import SHORT
from critiques.words import Kind, Status

NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
NOTHING = "No objections yet."
# As many are named where there may be hundreds.
FEW = 12


def headline(cards: Collection[ObjectionCard]) -> str:
    """Return how many there are: “Twelve objections, six unresolved. Two questions, one open.”"""
    objections = [card for card in cards if card.kind == Kind.OBJECTION]
    questions = [card for card in cards if card.kind == Kind.QUESTION]
    said = NOTHING
    if objections:
        unresolved = sum(card.unresolved for card in objections)
        said = f"{_spelt_out(len(objections), 'objection')}, {_of(unresolved, 'unresolved')}."
    if questions:
        waiting = sum(card.unresolved for card in questions)
        said += f" {_spelt_out(len(questions), 'question')}, {_of(waiting, 'open')}."
    return said


def _spelt_out(number: int, noun: str) -> str:
    return f"{spelt(number).capitalize()} {noun if number == 1 else f'{noun}s'}"


def _of(number: int, what: str) -> str:
    return f"{'none' if number == 0 else spelt(number)} {what}"


def tally(cards: Iterable[ObjectionCard]) -> str:
    """Return how many objections stand where: “Five objections: 2 still disputed, …”."""
    counts = Counter(card.status for card in cards)
    if not counts:
        return NOTHING
    total = sum(counts.values())
    phrases = [_phrase(status, counts[status]) for status in SHORT if counts[status]]
    noun = "objection" if total == 1 else "objections"
    return f"{spelt(total).capitalize()} {noun}: {names(phrases)}."


def ask_tally(cards: Iterable[ObjectionCard]) -> str:
    """Return how many questions there are and how many wait: “3 questions, 1 open.”"""
    cards = list(cards)
    if not cards:
        return ""
    waiting = sum(card.status == "asked" for card in cards)
    if len(cards) == 1:
        return "1 question, open." if waiting else "1 question, clarified."
    return f"{len(cards)} questions, {f'{waiting} open' if waiting else 'all clarified'}."


def brief(cards: Collection[ObjectionCard]) -> str:
    """Return how much there is: “12 objections, 6 unresolved; 2 questions”."""
    objections = [card for card in cards if card.kind == Kind.OBJECTION]
    unresolved = sum(card.unresolved for card in objections)
    questions = len(cards) - len(objections)
    said = _counted(len(objections), "objection") if objections else "no objections yet"
    said += f", {unresolved} unresolved" if unresolved else ""
    return said + (f"; {_counted(questions, 'question')}" if questions else "")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def spelt(number: int) -> str:
    """Return a number as a word up to twelve, else in digits."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def names(people: list[str]) -> str:
    """Return names as prose: “Dave, Bob and Eve”."""
    if len(people) < 2:
        return "".join(people)
    return f"{', '.join(people[:-1])} and {people[-1]}"


def _phrase(status: str, count: int) -> str:
    verb = "is" if count == 1 else "are"
    return {
        Status.CONTESTED: f"{count} {verb} still disputed",
        Status.OPEN: f"{count} {verb} unanswered",
        Status.ANSWERED: f"{count} {verb} answered and {'waits' if count == 1 else 'wait'} for "
        f"{'its' if count == 1 else 'their'} critics",
        Status.CONCEDED: f"the author agrees with {count}",
        Status.DECLINED: f"the author won’t pursue {count}",
        Status.SETTLED: f"{count} {verb} settled",
        Status.WITHDRAWN: f"{count} {'was' if count == 1 else 'were'} taken back",
        Status.MERGED: f"{count} became part of {'another' if count == 1 else 'others'}",
        Status.STRUCK: f"{count} {'was' if count == 1 else 'were'} removed by moderators",
    }[Status(status)]


def some(words: Collection[str]) -> str:
    """Return them as a sentence has them, the first twelve: “Bob, Carol and 31 others”."""
    first = list(words)[: FEW + (len(words) == FEW + 1)]
    more = len(words) - len(first)
    return names([*first, f"{more} others"] if more else first)
