"""How often something may be done: the words of a limit, read."""

import re
from typing import NamedTuple

from django.core.exceptions import ImproperlyConfigured

SECONDS = {"minute": 60, "hour": 3_600, "day": 86_400}
RATE = re.compile(rf"([1-9]\d{{0,5}})/({'|'.join(SECONDS)})")


class Rate(NamedTuple):
    """At most `most` times in any `unit`: a minute, an hour or a day."""

    most: int
    unit: str

    @property
    def seconds(self) -> int:
        """How long the unit is."""
        return SECONDS[self.unit]


class Limit(NamedTuple):
    """The rates of one person, of a newcomer, and of all who write from one address."""

    person: tuple[Rate, ...] = ()
    newcomer: tuple[Rate, ...] = ()
    address: tuple[Rate, ...] = ()


def read_limit(name: str, words: str) -> Limit:
    """Return the limit that `words` say: “30/hour 200/day; 10/hour; 60/hour”.

    The parts are for a person, a newcomer and an address; an empty one limits nothing. Raises
    ImproperlyConfigured, naming `name`, for anything else.
    """
    parts = words.split(";")
    rates = [[RATE.fullmatch(rate) for rate in part.split()] for part in parts]
    if len(parts) != len(Limit._fields) or not all(all(part) for part in rates):
        raise ImproperlyConfigured(
            f"{name} is “{words}”. Write three parts with semicolons between them, for a person, a "
            "newcomer and an address, each with rates such as 30/hour 200/day, or empty."
        )
    return Limit(*(tuple(Rate(int(each[1]), each[2]) for each in part if each) for part in rates))
