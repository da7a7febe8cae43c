"""One of several who sign in at the same moment: `visitor.py try ROOM HOW_MANY LOGIN PASSWORD`.

Prints "in", "wrong" or "refused". `visitor.py set HOW_MANY` makes the people c0, c1 …
"""

import sys
from pathlib import Path

import django

django.setup()

from django.contrib.auth.hashers import make_password
from django.test import Client

import config.urls  # noqa: F401 (imported once for them all)
from accounts.models import User
from tests.cast import PASSWORD
from tests.concurrency.writer import wait_for_others
from tests.sign_in import sign_in

OUTCOMES = {302: "in", 200: "wrong", 429: "refused"}


def set_scene(how_many: str) -> None:
    """Make the people."""
    password = make_password(PASSWORD)
    User.objects.bulk_create(
        User(username=f"c{number}", password=password) for number in range(int(how_many))
    )


def come(room: str, how_many: str, login: str, password: str) -> None:
    """Sign in with the others, from the same internet address."""
    wait_for_others(Path(room), int(how_many))
    print(OUTCOMES[sign_in(Client(), login, password).status_code], end="")


if __name__ == "__main__":
    {"set": set_scene, "try": come}[sys.argv[1]](*sys.argv[2:])
