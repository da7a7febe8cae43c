"""What every discussion with replies needs, wherever it comes from: its people, its letters."""

from collections.abc import Iterable, Mapping

from forum.lettered import find_points, letters_of
from transfer.objection_plan import ObjectionPlan
from transfer.plan import ReplyPlan
from transfer.values import wrong

# Who wrote what has no name in the file; a name that nobody can sign up with.
UNKNOWN = "unknown"


def letters_above(above: ReplyPlan | None) -> str:
    """Return the letters that a reply answers: of the points in the reply above it, if any."""
    points = find_points(above.body or "", above.among) if above else []
    return letters_of(point.label for point in points)


def people_of(
    author: str,
    place: str,
    replies: Iterable[ReplyPlan],
    objections: Iterable[ObjectionPlan],
    others: Mapping[str, str],
) -> dict[str, str]:
    """Return the names in a file, each with the place where it first stands.

    The author's stands at `place`; `others` are names of nobody who wrote, with theirs. Raises
    ValidationError where one name is spelt in two ways.
    """
    people = {author: place}
    for reply in replies:
        people.setdefault(reply.author, f"{reply.place}.author")
    for objection in objections:
        for name in objection.names:
            people.setdefault(name, objection.place)
    for name, where in others.items():
        people.setdefault(name, where)
    spelt: dict[str, str] = {}
    for name, where in people.items():
        other = spelt.setdefault(name.lower(), name)
        if other != name:
            raise wrong(where, f"“{name}” is spelt “{other}” elsewhere; spell it in one way.")
    return people
