"""Whose move an objection is, in words."""

from collections.abc import Mapping

from critiques.people import Person
from critiques.record.sentences import some
from critiques.record.turns import Turn
from web.dates import day

HAS, HAS_NOT = "has written here since", "has not been back"


def told_turn(turn: Turn, people: Mapping[int, Person]) -> str:
    """Return whose move it is, since when, and whether they have been back; “” for nobody's.

    `people` has everybody who is to move.
    """
    if turn.since is None or not turn.people:
        return ""
    names = {pk: people[pk].shown_name for pk in turn.people if pk in people}
    back = [name for pk, name in names.items() if pk in turn.back]
    away = [name for pk, name in names.items() if pk not in turn.back]
    if len(names) == 1:
        (name,) = names.values()
        return f"{name}’s move since {day(turn.since)}: {HAS if back else HAS_NOT}"
    return f"Its critics’ move since {day(turn.since)}: {_told(back, away)}"


def _told(back: list[str], away: list[str]) -> str:
    if not away:
        return "all have written here since"
    if not back:
        return "none has been back"
    verbs = ("has" if len(group) == 1 else "have" for group in (back, away))
    wrote, left = verbs
    return f"{some(back)} {wrote} written here since, {some(away)} {left} not been back"
