"""The letters and rounds of a discussion file."""

from dataclasses import replace
from datetime import datetime

from critiques.words import LETTERS, Kind
from transfer.fields import Reader
from transfer.objection_plan import ObjectionPlan
from transfer.values import wrong


def letter_of(item: Reader, kind: str) -> tuple[int | None, str | None]:
    """Return the round and the letter that an objection is given: both or neither."""
    given, round_ = item.raw("letter"), item.number("round")
    letter = next((each for each in LETTERS if each == given), None)
    if not (given is None) == (letter is None) == (round_ is None):
        raise item.wrong("letter", "expected a letter a to e with its round, or neither.")
    if letter is not None and kind == Kind.QUESTION:
        raise item.wrong("letter", "a question has no letter.")
    return round_, letter


def with_letters(
    objections: list[ObjectionPlan], unlettered: set[int], *, rounds: int
) -> list[ObjectionPlan]:
    """Return the objections, with letters given by the rules to those whose number is named.

    `rounds` is how many the file names. Raises ValidationError where a letter is given twice.
    """
    taken: set[tuple[int | None, str]] = set()
    for each in objections:
        if each.letter and (each.round, each.letter) in taken:
            twice = f"the letter {each.letter} of round {each.round} is given twice."
            raise wrong(each.place, twice)
        if each.letter:
            taken.add((each.round, each.letter))
    current = max((round_ or 1 for round_, _ in taken), default=1)
    current = max(current, rounds)
    lettered = []
    for each in objections:
        if each.number in unlettered and each.kind == Kind.OBJECTION:
            letter = next((x for x in LETTERS if (current, x) not in taken), None)
            if letter:
                taken.add((current, letter))
                each = replace(each, round=current, letter=letter)
        lettered.append(each)
    return lettered


def rounds_of(reader: Reader, objections: list[ObjectionPlan]) -> list[tuple[int, datetime]]:
    """Return the rounds that are given, or that the letters imply.

    A round whose opening is left out opened with the first objection of its letters.
    """
    rounds = [each.round or 1 for each in objections if each.kind == Kind.OBJECTION]
    last = max(rounds, default=0)
    items = reader.objects("rounds")
    if items and last > len(items):
        raise reader.wrong("rounds", f"an objection has a letter of round {last}.")
    if not items and last > len(objections):
        raise reader.wrong("objections", f"a round before round {last} has no letters.")
    begun = min((each.created for each in objections), default=None)
    found = []
    for number in range(1, max(last, len(items)) + 1):
        begun = min((each.created for each in objections if each.round == number), default=begun)
        opened = begun
        if items:
            item = items[number - 1]
            opened = item.moment("opened") or begun
            if item.number("number") not in (None, number) or opened is None:
                raise item.wrong("", f"expected round {number}, with the time when it opened.")
        if opened is not None:
            found.append((number, opened))
    return found
