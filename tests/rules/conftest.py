"""The world of everybody and everything in every state, and another language to read it in."""

import logging
from collections.abc import Iterator

import pytest
from django.utils import translation

from accounts import middleware
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


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read everything in German, as far as there are words, or in what the test says within."""
    monkeypatch.setattr(middleware, "language_of", lambda request: translation.get_language())
    with translation.override("de"):
        yield
