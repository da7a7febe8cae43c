"""What is done beside requests. A task only wakes what waits in tables; each is safe twice."""

from functools import partial

from django.db import transaction
from django_tasks import task

from notifications.fanout import tell_waiting


@task()
def tell() -> int:
    """Tell whom it concerns what happened, and return how much that was."""
    return tell_waiting()


def tell_on_commit() -> None:
    """Let it be told once what happened is kept; should that fail, what comes next tells it too."""
    transaction.on_commit(partial(tell.enqueue), robust=True)
