"""The world of everybody and everything in every state, for the rules that speak of all of it."""

import logging
from collections.abc import Iterator

import pytest

from tests.cast import browser_of
from tests.worlds.roles import World


@pytest.fixture(scope="module")
def world(kept_db: None) -> Iterator[World]:
    """Made once; each request is taken back."""
    logging.disable()  # each refusal would be written out with where it came from
    made = World()
    made.clients = {who: browser_of(user) for who, user in made.people.items()}
    yield made
    logging.disable(logging.NOTSET)
