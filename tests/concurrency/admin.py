"""One of two admins who act at the same moment: `admin.py demote|leave ROOM WHO WHOM`.

Prints "done" or "refused". `admin.py set` makes the two, `admin.py tell` prints how many are left.
"""

import sys
from pathlib import Path

import django

django.setup()

from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actions.leaving import leave
from accounts.models import User
from moderation.actions.appointments import appoint
from tests.concurrency.writer import wait_for_others


def act(what: str, room: str, who: str, whom: str) -> str:
    """Make the other a member, or leave."""
    admin = User.objects.get(username=who)
    wait_for_others(Path(room), 2)
    try:
        if what == "leave":
            leave(user=admin, withdraw=False)
        else:
            appoint(admin=admin, username=whom, role=User.Role.MEMBER, reason="Enough")
    except (PermissionDenied, ValidationError):
        return "refused"
    return "done"


def tell() -> str:
    return str(User.objects.filter(role=User.Role.ADMIN, is_active=True).count())


def set_scene() -> str:
    User.objects.bulk_create(User(username=name, role=User.Role.ADMIN) for name in ("ada", "max"))
    return "set"


if __name__ == "__main__":
    what, *more = sys.argv[1:]
    done = {"set": set_scene, "tell": tell}.get(what) or (lambda *given: act(what, *given))
    print(done(*more), end="")
