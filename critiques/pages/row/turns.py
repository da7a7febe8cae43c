"""Whose move an objection is, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext, ngettext

from critiques.people import Person
from critiques.record.sentences import some
from critiques.record.turns import Turn
from web.dates import day


def told_turn(turn: Turn, people: Mapping[int, Person]) -> str:
    """Return whose move it is, since when, and whether they have written here; “” for nobody's.

    Who reads and does not write has been here, too: of that the site says nothing.

    `people` has everybody who is to move.
    """
    if turn.since is None or not turn.people:
        return ""
    names = {pk: people[pk].shown_name for pk in turn.people if pk in people}
    back = [name for pk, name in names.items() if pk in turn.back]
    away = [name for pk, name in names.items() if pk not in turn.back]
    if len(names) == 1:
        (name,) = names.values()
        said = (
            gettext("%(name)s’s move since %(day)s: has written here since")
            if back
            else gettext("%(name)s’s move since %(day)s: has not written here since")
        )
        return said % {"name": name, "day": day(turn.since)}
    told = {"day": day(turn.since), "whether": _told(back, away)}
    return gettext("Its critics’ move since %(day)s: %(whether)s") % told


def _told(back: list[str], away: list[str]) -> str:
    if not away:
        return gettext("all have written here since")
    if not back:
        return gettext("none has written here since")
    wrote = ngettext(
        "%(names)s has written here since", "%(names)s have written here since", len(back)
    )
    left = ngettext(
        "%(names)s has not written here since", "%(names)s have not written here since", len(away)
    )
    return f"{wrote % {'names': some(back)}}, {left % {'names': some(away)}}"
