"""Removing a reply together with objections that it raised."""

import pytest

from critiques.models import Objection
from forum.models import State
from moderation.models import LogAct
from tests.cast import answer, browser_of, place
from tests.moderators import RUDE, decide, logged, report, undo, words

pytestmark = pytest.mark.django_db


def test_removing_with_its_objections_is_one_step(essay, alice, bob, carol, mina):
    reply = answer(bob, essay, "a) You are paid for this.\nb) Twenty is few.")
    place(bob, reply)
    browser_of(carol).post(f"/posts/{essay.pk}/objections/2/share/")
    report(carol, reply)
    queue = words(mina, "/moderation/")
    assert (
        "Removing affects objections a (shared by Bob) and b (shared by 2); their rows stay"
        in queue
    )
    assert "Strike objection a too" in queue and "Strike objection b too" in queue
    assert decide(mina, reply, "remove", "About a person", strike=["1"]).status_code == 302
    one, two = Objection.objects.order_by("number")
    assert one.struck_at and one.struck_reason == "About a person"
    assert not two.struck_at
    assert logged() == [LogAct.HIDE, LogAct.STRIKE]
    assert undo(mina).status_code == 302
    one.refresh_from_db()
    assert not one.struck_at
    assert logged() == [LogAct.HIDE, LogAct.STRIKE, LogAct.UNSTRIKE]


def test_strikes_and_removal_happen_together_or_not_at_all(essay, bob, carol, mina):
    reply = answer(bob, essay, "a) A point.\nb) Another.")
    place(bob, reply)
    report(carol, reply)
    strike = browser_of(mina).post(f"/posts/{essay.pk}/objections/2/strike/", {"reason": "First"})
    assert strike.status_code == 302
    assert "Strike objection b too" not in words(mina, "/moderation/")
    assert decide(mina, reply, "remove", strike=["1", "2"]).status_code == 409
    reply.refresh_from_db()
    assert reply.state == State.VISIBLE
    assert not Objection.objects.get(number=1).struck_at
    assert logged() == [LogAct.STRIKE]


def test_strikes_only_what_the_reply_raised(essay, bob, carol, mina):
    place(bob, answer(bob, essay, "a) A point."))
    other = answer(carol, essay, RUDE)
    report(bob, other)
    assert decide(mina, other, "remove", strike=["1", "77", "x", "9" * 30]).status_code == 302
    assert logged() == [LogAct.HIDE]
