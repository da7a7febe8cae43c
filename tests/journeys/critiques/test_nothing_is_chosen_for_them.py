"""Everybody sends each form as it is offered: nothing is recorded that nobody said."""

import re
from collections import defaultdict

import pytest

from critiques.models import HolderEvent, Tag
from tests.worlds.unchanged import Write, beside_the_text, by_the_step, check, tell

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("write", [by_the_step, beside_the_text])
def test_the_record_is_true(write: Write) -> None:
    post = tell(write)
    check(post)
    said = {(e.user.username, e.objection.number, e.event) for e in HolderEvent.objects.all()}
    own = {("bob", 1, "hold"), ("bob", 2, "hold"), ("bob", 3, "hold"), ("carol", 4, "hold")}
    own |= {("carol", 5, "hold"), ("dave", 6, "hold"), ("dave", 7, "hold"), ("bob", 8, "hold")}
    chosen = {("bob", 3, "satisfied"), ("carol", 5, "withdraw"), ("dave", 7, "reaffirm")}
    assert said == own | chosen | {("bob", 7, "reaffirm")}
    # Beneath a list each letter is about what it went to, skipped ones or not.
    points: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for tag in Tag.objects.exclude(point="").select_related("reply", "objection"):
        begins = re.sub(r"\W+", " ", tag.reply.body)[:20]
        points[begins].append((tag.point, tag.act, tag.objection.number))
    assert points["a He is right there "] == [("a", "discuss", 1), ("c", "discuss", 3)]
    assert points["b Do they I never ti"] == [("b", "discuss", 2)]
    assert points["a I said so b Yes as"] == [(x, "discuss", n) for n, x in enumerate("abc", 1)]
    assert points["a On d agreed conced"] == []
