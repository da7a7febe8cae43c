"""Whoever writes whatever beneath whatever, and sends each form as it is offered: nothing changes
but by raising one's own points, and by the author's first answers."""

from typing import Any, NamedTuple

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from critiques.models import Objection
from forum.models import Post, Reply
from tests.cast import browser_of, person, publish
from tests.examples import examples
from tests.worlds.unchanged import beside_the_text, by_the_step
from web.page_cache import page_cache

pytestmark = pytest.mark.django_db

AUTHOR, CRITICS = "alice", ("bob", "carol", "dave")
WORDS = (
    "No, that is not so",
    "I share this, and objection b",
    "Fine, that settles it",
    "Conceded, see above; you are right about [a]",
    "Agreed in part",
    "I won’t pursue [c] here",
    "Still, this does not answer [b]",
    "I take it back",
)
# What people choose for themselves in between.
CLICKS: dict[str, dict[str, str]] = {
    "share": {},
    "satisfied": {},
    "stands": {},
    "taken-back": {},
    "position": {"stance": "conceded", "text": "So it is."},
}
WRITES = st.tuples(
    st.sampled_from((AUTHOR, *CRITICS)),
    st.integers(0, 8),
    st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from(WORDS)), max_size=4),
    st.sampled_from((by_the_step, beside_the_text)),
)
PRESSES = st.tuples(
    st.sampled_from((AUTHOR, *CRITICS)), st.sampled_from(list(CLICKS)), st.integers(1, 6)
)


class Stands(NamedTuple):
    """What may not change of an objection."""

    status: str
    holders: frozenset[tuple[str, str]]
    said: tuple[str, ...]
    claim: str


@pytest.fixture(scope="module")
def made(kept_db: None) -> Post:
    people = {name: person(name) for name in (AUTHOR, *CRITICS)}
    return publish(people[AUTHOR])


def stands(post: Post) -> dict[int, Stands]:
    """Return how each objection stands, by its number."""
    return {
        each.number: Stands(
            each.status,
            frozenset(each.holders.values_list("user__username", "state")),
            tuple(each.positions.order_by("created_at", "pk").values_list("position", flat=True)),
            each.claim,
        )
        for each in Objection.objects.filter(post=post).prefetch_related("holders")
    }


@settings(
    max_examples=examples(5, 150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(st.one_of(WRITES, WRITES, PRESSES), min_size=4, max_size=14))
def test_nothing_changes_that_nobody_chose(anew: Post, steps: list[Any]) -> None:
    page_cache.clear()
    with transaction.atomic():
        # As everybody begins: a critic's list, which the author answered.
        write(anew, "bob", 0, [(label, WORDS[0]) for label in "abc"], by_the_step)
        write(anew, AUTHOR, 1, [("a", WORDS[0]), ("b", WORDS[3])], beside_the_text)
        for step in steps:
            if len(step) == 3:
                press(anew, *step)
            else:
                write(anew, *step)
        transaction.set_rollback(True)


def press(post: Post, name: str, what: str, number: int) -> None:
    """Press a button; whether it is refused is no matter here."""
    client = browser_of(User.objects.get(username=name))
    client.post(f"/posts/{post.pk}/objections/{number}/{what}/", CLICKS[what])


def write(post: Post, name: str, above: int, points: list[tuple[str, str]], send: Any) -> None:
    """Write a reply beneath the n-th, or the essay, and send its form; nothing else changes."""
    who, before = User.objects.get(username=name), stands(post)
    replies = list(Reply.objects.filter(post=post).order_by("pk"))
    parent = replies[(above - 1) % len(replies)] if above and replies else None
    body = "\n".join(f"{label}) {words}." for label, words in sorted(points)) or "Well."
    reply = send(who, post, body, parent)
    after = stands(post)
    for number, was in before.items():
        now = after.pop(number)
        if now != was:
            assert name == AUTHOR and parent is not None, (number, was, now)
            assert (was.status, was.said) == ("open", ()), (number, was, now)
            assert now == was._replace(status="answered", said=("answered",)), (number, was, now)
    for number, new in after.items():
        assert name != AUTHOR and parent is None, (number, new)
        raised = Objection.objects.get(post=post, number=number)
        assert (raised.raised_in_id, new.status) == (reply.pk, "open")
        assert new.holders == {(name, "hold")} and new.said == ()
