"""Who sees of a critique what the public sees: where it is said, it is so, for everybody."""

from typing import Any

import pytest

from accounts.models import User
from critiques.actions.joins import join
from critiques.models import Objection
from critiques.record.insiders import sees_as_public
from forum.actions.changes import edit_reply, revise_post, withdraw_post, withdraw_reply
from forum.models import Reply
from moderation.actions.moves import move, split
from moderation.actions.removals import hide
from moderation.actions.wordings import hide_wording
from tests.cast import answer, moderator, person, place, publish
from tests.sequences.viewers import check_viewers

pytestmark = pytest.mark.django_db


class Case:
    """Alice's essay, to which Bob objects and Carol has replied; Dave has one, too."""

    def __init__(self) -> None:
        names = ("alice", "bob", "carol", "dave")
        self.alice, self.bob, self.carol, self.dave = (person(name) for name in names)
        self.by: dict[str, Any] = {"moderator": moderator(), "reason": "Why."}
        self.post = publish(self.alice, "One", "An essay of some words.")
        self.other = publish(self.dave, "Another", "An essay of other words.")
        self.reply = answer(self.bob, self.post, "a) That is wrong.")
        place(self.bob, self.reply)
        answer(self.carol, self.post, "Beneath it.", self.reply)

    def move(self, reply: Reply) -> None:
        move(**self.by, reply_id=reply.pk, post_id=self.other.pk, parent_id=None)

    def insiders(self) -> set[str]:
        """Return who may see more, but for moderators; whoever does not sees nothing else."""
        check_viewers(self.post.pk)
        self.post.refresh_from_db()
        members = User.objects.exclude(username="mina")
        return {each.username for each in members if not sees_as_public(each, self.post)}


@pytest.fixture(scope="module")
def made(kept_db: None) -> Case:
    return Case()


@pytest.fixture
def case(anew: Case) -> Case:
    return anew


def test_all_do_where_all_is_public_but_moderators(case: Case, django_assert_num_queries) -> None:
    assert case.insiders() == set()
    with django_assert_num_queries(0):
        assert sees_as_public(None, case.post)
        assert not sees_as_public(case.by["moderator"], case.post)
    with django_assert_num_queries(1):
        assert sees_as_public(case.bob, case.post)


def test_a_writer_whose_reply_is_gone_sees_more(case: Case) -> None:
    hide(**case.by, reply_id=case.reply.pk)
    assert case.insiders() == {"bob"}
    carols = Reply.objects.get(author=case.carol)
    withdraw_reply(author=case.carol, reply_id=carols.pk)
    assert case.insiders() == {"bob", "carol"}


def test_so_does_who_waits_for_approval(case: Case, settings) -> None:
    settings.NEWCOMER_APPROVAL = True
    answer(person("newcomer", approved_at=None), case.post, "Hello.")
    assert case.insiders() == {"newcomer"}


def test_a_reply_counts_wherever_it_was_moved(case: Case) -> None:
    case.move(case.reply)
    assert case.insiders() == set()
    hide(**case.by, reply_id=case.reply.pk)
    assert case.insiders() == {"bob"}


def test_beneath_ones_own_essay_one_sees_what_others_say(case: Case) -> None:
    case.move(case.reply)
    hide(**case.by, post_id=case.other.pk)
    assert case.insiders() == {"dave"}


def test_what_a_reply_was_made_of_is_its_writers(case: Case) -> None:
    entry = split(**case.by, reply_id=case.reply.pk, title="An essay")
    assert case.insiders() == {"bob"}
    withdraw_post(author=case.bob, post_id=entry.other_post_id)
    assert case.insiders() == {"bob"}


def test_an_essay_is_its_authors_alone_where_it_is_not_public(case: Case) -> None:
    withdraw_post(author=case.alice, post_id=case.post.pk)
    assert case.insiders() == {"alice"}


def test_removed_wordings_are_their_writers(case: Case) -> None:
    edit_reply(author=case.bob, reply_id=case.reply.pk, body="a) Anew.", base_revision=1)
    hide_wording(**case.by, reply_id=case.reply.pk, revision=1)
    assert case.insiders() == {"bob"}


def test_so_are_those_of_an_essay_that_was_merged_into_it(case: Case) -> None:
    quotes = answer(case.bob, case.other, "a) > An essay of other words.\n\nNot so.")
    place(case.bob, quotes)
    assert Objection.objects.get(raised_in=quotes).passage
    anew = {"title": "Another", "body": "Anew.", "topics": [], "note": "", "substantive": False}
    revise_post(author=case.dave, post_id=case.other.pk, **anew, base_revision=1)
    hide_wording(**case.by, post_id=case.other.pk, revision=1)
    join(**case.by, post_id=case.other.pk, into=case.post.pk)
    assert case.insiders() == {"dave"}
