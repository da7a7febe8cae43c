"""The summary's coverage puts every visible reply in exactly one list."""

import random

import pytest

from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from critiques.models import Tag
from critiques.record.coverage import KINDS, coverage_of
from forum.actions.posts import publish, save_draft
from forum.models import Reply
from tests.cast import person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(4))
def test_it_agrees_with_walking_up_from_each_reply(seed: int) -> None:
    chance = random.Random(seed)
    alice, bob = person("alice"), person("bob")
    draft = save_draft(author=alice, title="Essay", body="Text.", topics=[])
    post = publish(author=alice, post_id=draft.pk)
    made: list[Reply] = []
    for n in range(40):
        does = chance.choice(["", "", "", "new", "question"])
        choices = [Choice(does, claim=f"Claim {n}")] if does else []
        parent = chance.choice([None, *made])
        made.append(
            reply_with_tags(
                author=bob,
                post_id=post.pk,
                parent_id=parent.pk if parent else None,
                body=f"Reply {n}.",
                choices=choices,
            )
        )
    hidden = {reply.pk for reply in chance.sample(made, 6)}
    Reply.objects.filter(pk__in=hidden).update(state="hidden")

    kinds = dict(Tag.objects.values_list("reply", "objection__kind"))
    parents = dict(Reply.objects.values_list("pk", "parent"))

    def place(pk: int) -> str:
        if kinds.get(pk) == "objection":
            return "placed"
        above = parents[pk]
        while above:
            if kinds.get(above) == "objection":
                return "inherited"
            above = parents[above]
        return "asking" if pk in kinds else "other"

    expected = {reply.pk: place(reply.pk) for reply in made if reply.pk not in hidden}
    coverage = coverage_of(post)
    assert {pk: kind for kind in KINDS for pk in getattr(coverage, kind)} == expected
    assert coverage.total == len(expected)
