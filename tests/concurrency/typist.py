"""One person's form in two requests: `typist.py send|keep ROOM TOKEN`, on PostgreSQL.

What is typed is sent, and its transaction stays open until the request that keeps what is typed
has ended, or waits for it. Each prints what came of it.
"""

import sys
import time
import uuid
from pathlib import Path

import django

django.setup()

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from accounts.models import User
from forum.actions.drafts.drafts import save_typed
from forum.actions.replies import post_reply
from forum.models import Draft, Post
from forum.places import WritingPlace

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"
TYPED = "What is typed is sent."


def send(writer: User, token: uuid.UUID, room: Path) -> str:
    """Send it, and look on whoever keeps it meanwhile."""
    with transaction.atomic():
        post_reply(
            author=writer, post_id=Post.objects.get().pk, parent_id=None, body=TYPED, token=token
        )
        (room / "sent").touch()
        while not (room / "kept").exists() and not _waits():
            time.sleep(0.01)
    while not (room / "kept").exists():
        time.sleep(0.01)
    return f"{Draft.objects.count()} left"


def keep(writer: User, token: uuid.UUID, room: Path) -> str:
    """Keep it, once it is sent and nobody can see that yet."""
    while not (room / "sent").exists():
        time.sleep(0.01)
    place = WritingPlace.of_answer(Post.objects.get().pk, None)
    try:
        save_typed(writer=writer, place=place, typed={"body": TYPED}, sequence=0, token=token)
        came = "saved"
    except ValidationError as error:
        came = error.code
    (room / "kept").touch()
    return came


def _waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return cursor.fetchone()[0] > 0


def main(act: str, room: str, token: str) -> None:
    acts = {"send": send, "keep": keep}
    came = acts[act](User.objects.get(username="c0"), uuid.UUID(token), Path(room))
    sys.stdout.write(came)


if __name__ == "__main__":
    main(*sys.argv[1:])
