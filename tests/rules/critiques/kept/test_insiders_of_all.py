"""Who sees as the public does sees nothing else, on sites with everything in every state."""

from io import StringIO

import pytest
from django.core.management import call_command

from forum.models import Post
from tests.examples import examples
from tests.sequences.viewers import check_viewers
from tests.worlds.canaries import Site
from tests.worlds.roles import World

pytestmark = pytest.mark.django_db


def demo() -> None:
    call_command("demo", stdout=StringIO())


@pytest.mark.parametrize("world", [demo, World, Site][: examples(2, 3)])
def test_nobody_sees_anything_else_of_whom_it_is_said(world) -> None:
    world()
    found = [check_viewers(pk) for pk in Post.objects.values_list("pk", flat=True)]
    assert sum(map(len, found)) > 10
