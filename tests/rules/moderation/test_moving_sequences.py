"""Whatever is moved, split off and merged while others write: undone, all is where it was."""

from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from accounts.models import User
from critiques.actions.joins import join
from critiques.actions.tags import reply_with_tags
from critiques.check import findings
from critiques.choices import Choice
from critiques.models import Objection
from forum.faults import broken_trees
from forum.models import Post, Reply
from moderation.actions.moves import move, split
from moderation.models import LogEntry
from staff.actions.undo import undo
from tests.cast import moderator, person, publish
from tests.examples import examples
from tests.sequences.index import check_index
from tests.sequences.viewers import check_viewers

pytestmark = pytest.mark.django_db

EXAMPLES = examples(2, 10)
NUMBERS = st.integers(0, 11)
ACTS = ["reply", "object", "move", "move", "top", "split", "join"]


def steps(*acts: str) -> st.SearchStrategy[list[tuple[str, int, int]]]:
    return st.lists(st.tuples(st.sampled_from(acts), NUMBERS, NUMBERS), min_size=2, max_size=12)


OPENING = [(0, None), (0, 0), (0, 1), (0, 0), (1, None), (1, 4), (0, None)]


class Scene:
    """Two essays with seven replies and four objections, and who acts on them."""

    def __init__(self) -> None:
        alice = User.objects.get(username="alice")
        self.mina = User.objects.get(username="mina")
        self.critics = list(User.objects.filter(username__in=("bob", "carol")))
        self.posts = list(Post.objects.filter(author=alice).order_by("pk"))
        self.replies: list[int] = []
        for n, (post, parent) in enumerate(OPENING):
            above = None if parent is None else self.replies[parent]
            self.say(self.posts[post].pk, above, n, tagged=n % 2 == 0)

    def say(self, post_id: int, parent: int | None, n: int, *, tagged: bool) -> None:
        reply = reply_with_tags(
            author=self.critics[n % 2],
            post_id=post_id,
            parent_id=parent,
            body=f"Reply {n}.",
            choices=[Choice("new", claim=f"Claim {n}")] if tagged else [],
        )
        self.replies.append(reply.pk)

    def step(self, what: str, one: int, two: int) -> None:
        reply = Reply.objects.get(pk=self.replies[one % len(self.replies)])
        other = Reply.objects.get(pk=self.replies[two % len(self.replies)])
        posts = list(Post.objects.order_by("pk"))
        by: dict[str, Any] = {"moderator": self.mina, "reason": "Why not"}
        match what:
            case "reply":
                self.say(reply.post_id, reply.pk, two, tagged=False)
            case "object":
                post = self.posts[one % 2]
                self.say(post.pk, None, two, tagged=True)
            case "move":
                move(reply_id=reply.pk, post_id=other.post_id, parent_id=other.pk, **by)
            case "top":
                move(reply_id=reply.pk, post_id=posts[two % len(posts)].pk, parent_id=None, **by)
            case "split":
                split(reply_id=reply.pk, title=f"Split {two}", **by)
            case "join":
                source, target = posts[one % len(posts)], posts[two % len(posts)]
                join(post_id=source.pk, into=target.pk, **by)
            case "undo":
                self.undo_last()
            case "undo any":
                self.undo_any(one)

    def undo_last(self) -> bool:
        """Take back the latest line that nobody took back; False if there is none."""
        entry = LogEntry.objects.filter(reverses=None, reversed_by=None).order_by("-pk").first()
        if entry is not None:
            undo(moderator=self.mina, entry_id=entry.pk, reason="Back")
        return entry is not None

    def undo_any(self, number: int) -> None:
        """Take back some line, whatever came after it."""
        lines = list(LogEntry.objects.order_by("pk").values_list("pk", flat=True))
        if lines:
            undo(moderator=self.mina, entry_id=lines[number % len(lines)], reason="Back")

    def picture(self, replies: list[int]) -> Any:
        """Return where these replies stand, in reading order, and their objections."""
        rows = Reply.objects.filter(pk__in=replies).order_by("post", "created_at", "pk")
        trees = {row.tree_id: row for row in rows if row.parent_id is None}
        order = sorted(rows, key=lambda row: (row.post_id, trees[row.tree_id].pk, row.lft))
        objections = Objection.objects.filter(raised_in__in=replies).order_by("pk")
        said = ("post", "number", "round", "letter", "status", "holder_count", "raised_in")
        return (
            [(row.pk, row.post_id, row.parent_id, row.level, row.state) for row in order],
            list(objections.values(*said)),
        )


def sound() -> None:
    assert list(broken_trees()) == []
    assert list(findings()) == []
    for pk in Post.objects.values_list("pk", flat=True):
        check_viewers(pk)


@pytest.fixture
def people(db: None) -> None:
    moderator()
    for name in ("bob", "carol"):
        person(name)
    alice = person("alice")
    for title in ("One", "Two"):
        publish(alice, title)


@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=steps(*ACTS, "undo"))
# What became an essay, which went into another: its old place speaks of it again once it is back.
@example(steps=[("split", 2, 2), ("join", 2, 1)])
def test_undone_in_reverse_all_is_where_it_was(people: None, steps: list[tuple]) -> None:
    with transaction.atomic():
        scene = Scene()
        first = list(scene.replies)
        before = scene.picture(first)
        for what, one, two in steps:
            try:
                with transaction.atomic():
                    scene.step(what, one, two)
            except (ValidationError, ObjectDoesNotExist):
                continue
            sound()
        check_index()
        while scene.undo_last():
            sound()
        assert scene.picture(first) == before
        check_index()
        transaction.set_rollback(True)


@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=steps(*ACTS, "split", "undo any", "undo any"))
# What became an essay is put into that essay’s own thread, and cannot become a reply there.
@example(steps=[("split", 0, 2), ("move", 0, 1), ("undo any", 0, 0)])
def test_taken_back_in_any_order_all_is_sound(people: None, steps: list[tuple]) -> None:
    with transaction.atomic():
        scene = Scene()
        for what, one, two in steps:
            try:
                with transaction.atomic():
                    scene.step(what, one, two)
            except (ValidationError, ObjectDoesNotExist):
                continue
            sound()
        check_index()
        transaction.set_rollback(True)
