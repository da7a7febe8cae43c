"""Where an objection comes from, and what became of it, beside what its card shows."""

from datetime import datetime
from typing import Any, NamedTuple

from critiques.people import Person


class Origin(NamedTuple):
    """Who raised an objection, when and where, and who made it part of another or struck it."""

    pk: int
    number: int
    kind: str
    address: str
    raiser: Person
    raised_in_id: int
    created_at: datetime
    merged_into_id: int | None
    # Its address.
    merged_into: str
    merged_at: datetime | None
    merged_by_id: int | None
    struck_at: datetime | None
    struck_reason: str

    @property
    def raiser_id(self) -> int:
        """Who raised it."""
        return self.raiser.pk


def origin_of(objection: Any) -> Origin:
    """Return that of a numbered objection that was read with `raiser` and `merged_into`."""
    raiser = objection.raiser
    return Origin(
        pk=objection.pk,
        number=objection.number,
        kind=objection.kind,
        address=objection.address,
        raiser=Person(raiser.pk, raiser.username, raiser.shown_name, raiser.left_at is not None),
        raised_in_id=objection.raised_in_id,
        created_at=objection.created_at,
        merged_into_id=objection.merged_into_id,
        merged_into=objection.merged_into.address if objection.merged_into else "",
        merged_at=objection.merged_at,
        merged_by_id=objection.merged_by_id,
        struck_at=objection.struck_at,
        struck_reason=objection.struck_reason,
    )
