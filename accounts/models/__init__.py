"""People, and the traces of what was asked for."""

from accounts.models.people import FOR_GOOD, User, username_is_plain, zone_exists
from accounts.models.traces import Trace

__all__ = ["FOR_GOOD", "Trace", "User", "username_is_plain", "zone_exists"]
