"""The world of everybody and everything in every state, for the rules that speak of all of it."""

import logging
from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.cast import browser_of
from tests.worlds.roles import World


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Made once; each request is taken back."""
    logging.disable()  # each refusal would be written out with where it came from
    with django_db_blocker.unblock(), transaction.atomic():
        made = World()
        made.clients = {who: browser_of(user) for who, user in made.people.items()}
        yield made
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
