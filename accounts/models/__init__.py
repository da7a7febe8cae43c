"""People, and the traces of what was asked for."""

from accounts.models.people import FOR_GOOD, User, username_is_plain, zone_exists
from accounts.models.shown_names import JOINERS, WithoutJoiners
from accounts.models.traces import Trace

__all__ = [
    "FOR_GOOD",
    "JOINERS",
    "Trace",
    "User",
    "WithoutJoiners",
    "username_is_plain",
    "zone_exists",
]
