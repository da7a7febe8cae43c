"""Who and what most journeys begin with."""

import pytest

from accounts.models import User
from forum.models import Post
from tests.cast import person, publish


@pytest.fixture
def alice(db: None) -> User:
    """Writes essays."""
    return person("alice")


@pytest.fixture
def bob(db: None) -> User:
    """Writes replies."""
    return person("bob")


@pytest.fixture
def essay(alice: User) -> Post:
    """An essay of Alice's."""
    return publish(alice)
