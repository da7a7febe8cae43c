"""What the rules of what is kept of a critique begin with."""

import pytest

from forum.models import Post
from tests.cast import answer, person, place, publish
from web.page_cache import page_cache


@pytest.fixture
def post(db: None) -> Post:
    """Alice's essay, to which Bob has objected twice; nothing is kept of it."""
    post = publish(person("alice"))
    reply = answer(person("bob"), post, "a) Twenty checks are too many.\nb) Or too few.")
    place(reply.author, reply)
    page_cache.clear()
    return Post.objects.get(pk=post.pk)
