"""Alice's essay, Bob's rude reply, Carol who reports it, and Mina who decides."""

import pytest

from accounts.models import User
from forum.models import Post, Reply
from tests.cast import answer, moderator, person, publish
from tests.moderators import RUDE


@pytest.fixture
def carol(db: None) -> User:
    """Reports."""
    return person("carol")


@pytest.fixture
def mina(db: None) -> User:
    """Moderates."""
    return moderator()


@pytest.fixture
def essay(alice: User) -> Post:
    """An essay of Alice's."""
    return publish(alice, "Twenty checks", "Twenty checks are enough.")


@pytest.fixture
def rude(essay: Post, bob: User) -> Reply:
    """What Bob should not have said."""
    return answer(bob, essay, RUDE)
