"""What several rules begin with: an essay to which somebody has objected."""

import pytest

from forum.models import Post
from tests.cast import answer, person, place, publish


@pytest.fixture(scope="module")
def made(kept_db: None) -> Post:
    """Alice's essay, to which Bob has objected twice; nothing is kept of it."""
    post = publish(person("alice"))
    reply = answer(person("bob"), post, "a) Twenty checks are too many.\nb) Or too few.")
    place(reply.author, reply)
    return Post.objects.get(pk=post.pk)


@pytest.fixture
def post(anew: Post) -> Post:
    return anew
