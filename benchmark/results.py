"""What was measured, as one process hands it to the other."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """One line of the table. Times are medians in milliseconds, sizes are in bytes."""

    what: str
    cpu: float
    floor_cpu: float
    times_floor: float
    wall: float
    queries: int
    rows_written: int
    most_rows_written: int
    size: int
    replies_shown: int | None = None
    markup_per_reply: int | None = None


@dataclass(frozen=True)
class Results:
    """The lines of one database, with its name and version."""

    database: str
    lines: list[Measured]
