"""What stands, in the query set of a statement, for whoever asks and for the ids asked of."""

from collections.abc import Sequence
from copy import copy
from typing import Any, TypeGuard
from uuid import UUID

from accounts.models import User

Ids = int | str | UUID | Sequence[int]
SINGLE = (int, str, UUID)

# No row has a greater number; what is below its opposite marks whoever asks, and then the ids, in
# the query set from which a statement is written. A text is marked by such a number, too, written
# out, and a UUID by one of a kind that nobody makes.
MOST = 2**61
SOMEBODY = -(2**62)
# The names of the values that are put in: of who asks, and of each id.
VIEWER, IDS = "viewer", [f"id{place}" for place in range(8)]
NUMBERS = [SOMEBODY + 1 + place for place, _ in enumerate(IDS)]
UUIDS = [UUID(int=place) for place, _ in enumerate(IDS)]
NAMED: dict[Any, str] = {
    SOMEBODY: VIEWER,
    **dict(zip(NUMBERS, IDS, strict=True)),
    **dict(zip(map(str, NUMBERS), IDS, strict=True)),
    **dict(zip(UUIDS, IDS, strict=True)),
    # As databases without such a type have them.
    **dict(zip((each.hex for each in UUIDS), IDS, strict=True)),
}


def somebody_like(viewer: User | None) -> User | None:
    """Return who stands for all who have the rights of `viewer`; None for the public."""
    if viewer is None:
        return None
    somebody = copy(viewer)
    somebody.pk = SOMEBODY
    return somebody


def may_be(ids: Ids) -> bool:
    """Return whether a row can have this, or one of these; no text has a NUL, as in addresses and
    cookies."""
    if isinstance(ids, int):
        return -MOST < ids < MOST
    return "\0" not in ids if isinstance(ids, str) else bool(ids)


def is_list(ids: Ids) -> TypeGuard[Sequence[int]]:
    """Return whether it is a list of ids, rather than one."""
    return not isinstance(ids, SINGLE)


def mark_for(place: int, ids: Ids) -> int | str | UUID | list[int]:
    """Return what stands for the ids in this place, all of a list or the one."""
    if isinstance(ids, UUID):
        return UUIDS[place]
    mark = NUMBERS[place]
    return str(mark) if isinstance(ids, str) else [mark] if is_list(ids) else mark
