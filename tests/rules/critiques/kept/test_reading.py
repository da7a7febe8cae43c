"""What was read of a critique is kept for all who see the same, and never older than the essay."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.test import Client

from accounts.actions.leaving import leave
from accounts.models import User
from critiques.actions.holders.shares import share
from critiques.actions.joins import join, unjoin
from critiques.actions.positions import take_position
from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from critiques.record import hydration, reading, similar
from critiques.record.course import happenings
from critiques.record.exchange import branches, discussion
from critiques.record.mark import key_of, mark_of
from critiques.record.reading import Reading, reading_of
from critiques.words import Stance
from forum.models import Post, Reply
from moderation.actions.removals import hide
from tests.cast import answer, moderator, person, place, publish, text_of
from tests.sequences.viewers import check_kept
from web.page_cache import page_cache

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

PARTS = ("cards", "course", "coverage", "beneath")
# The statements that read a part, the first and the last.
REPLIES = [(branches, "_replies"), (discussion, "_said"), (discussion, "_tags")]
READ = {
    "cards": [(reading, "_numbered"), (hydration, "_raising")],
    "course": [(happenings, "_words"), (similar, "_pairs"), (reading, "_rounds")],
    "coverage": REPLIES,
    "beneath": REPLIES,
}


def everything(seen: Reading) -> Any:
    return (seen.cards, seen._course, seen.coverage, seen.below)


def is_kept(post: Post, part: str) -> bool:
    return page_cache.get_bytes(key_of(part, post)) is not None


def test_it_is_read_once_for_all_who_see_the_same(post: Post, django_assert_num_queries) -> None:
    with django_assert_num_queries(12):
        first = everything(reading_of(post, None))
    bob = User.objects.get(username="bob")
    with django_assert_num_queries(1):
        assert everything(reading_of(post, bob)) == first
    with django_assert_num_queries(0):
        assert everything(reading_of(post, None)) == first


def test_who_sees_more_leaves_nothing_to_others(post: Post) -> None:
    hide(moderator=moderator(), reply_id=Reply.objects.get().pk, reason="Why.")
    post.refresh_from_db()
    for name in ("mina", "bob"):
        told = reading_of(post, User.objects.get(username=name))
        assert "Twenty checks are too many" in {card.claim for card in told.cards.values()}
        everything(told)
        assert not is_kept(post, "cards") and not is_kept(post, "course")
    assert not any(card.claim_shown for card in reading_of(post, None).cards.values())


@pytest.mark.parametrize("part", PARTS)
def test_what_was_read_while_somebody_wrote_is_not_kept(
    part: str, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the first row, or between any two statements."""
    carol = person("carol")
    for number, (module, name) in enumerate(READ[part], 1):
        page_cache.clear()
        post.refresh_from_db()
        with monkeypatch.context() as patched:
            interrupt(patched, getattr(module, name), partial(write, carol, post, number))
            everything(reading_of(post, None))
        assert not is_kept(post, part), f"{name}: under the mark from before"
        now = Post.objects.get(pk=post.pk)
        assert mark_of(now) != mark_of(post)
        assert not is_kept(now, part), f"{name}: under the mark that came then"
        check_kept(post.pk)
        assert is_kept(now, part)


def interrupt(patched: pytest.MonkeyPatch, statement: Any, act: Callable[[], object]) -> None:
    """Let `act` happen right before a statement is asked."""
    rows = statement.rows

    def interrupted(*asked: Any) -> Any:
        act()
        return rows(*asked)

    patched.setattr(statement, "rows", interrupted)


def write(writer: User, post: Post, number: int) -> None:
    choices = [Choice("new", claim=f"Claim {number}")]
    body = f"Reply {number}."
    reply_with_tags(author=writer, post_id=post.pk, parent_id=None, body=body, choices=choices)


def test_what_was_written_right_after_is_told_at_once(post: Post) -> None:
    before = reading_of(post, None).cards
    share(user=person("carol"), post_id=post.pk, number=1)
    now = Post.objects.get(pk=post.pk)
    assert reading_of(now, None).cards != before
    assert reading_of(now, None).cards == Reading(now, None, public=False).cards


def test_who_left_is_named_no_more_wherever_their_words_are_now(post: Post) -> None:
    """Dave's word on an objection to his essay stays with it, when that is part of Alice's."""
    mina, dave = moderator(), person("dave")
    other = publish(dave, "Another")
    raised = answer(User.objects.get(username="bob"), other, "a) No.")
    place(raised.author, raised)
    take_position(author=dave, post_id=other.pk, number=1, stance=Stance.CONCEDED, text="So it is.")
    join(moderator=mina, post_id=other.pk, into=post.pk, reason="Why.")
    post.refresh_from_db()
    names = {each.shown_name for each in reading_of(post, None).happenings.people.values()}
    assert "Dave" in names
    assert "Dave agrees" in text_of(Client().get(f"/posts/{post.pk}/critique/"))
    leave(user=dave, withdraw=False)
    check_kept(post.pk)


def test_what_came_back_is_told_as_it_is_where_it_came_from(post: Post) -> None:
    """Who joined an objection while it was elsewhere spoke there, and there their words stay."""
    mina, carol = moderator(), person("carol")
    other = publish(person("dave"), "Another")
    entry = join(moderator=mina, post_id=post.pk, into=other.pk, reason="Why.")
    choices = [Choice("same", number=1, claim="In my words")]
    said = reply_with_tags(
        author=carol, post_id=other.pk, parent_id=None, body="So it is.", choices=choices
    )
    unjoin(moderator=mina, entry=entry, reason="Why.")
    check_kept(post.pk)
    was = mark_of(Post.objects.get(pk=post.pk))
    hide(moderator=mina, reply_id=said.pk, reason="Why.")
    assert mark_of(Post.objects.get(pk=post.pk)) != was, "its words are gone from both"
