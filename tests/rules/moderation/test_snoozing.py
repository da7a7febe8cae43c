"""What is put off, for how long, and what brings it back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from moderation.actions.decisions import decide
from moderation.actions.reports import report
from moderation.actions.snoozes import SNOOZES, snooze, wake
from moderation.models import Snooze
from tests.cast import answer, moderator, person, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def rude():
    reply = answer(person("bob"), publish(person("alice")), "Rude words.")
    report(reporter=person("carol"), reply_id=reply.pk, reason="Rude")
    return reply


def where(reply) -> dict:
    return {"post_id": reply.post_id, "reply_id": reply.pk}


@pytest.mark.parametrize("days", SNOOZES)
def test_for_so_many_days(rude, days):
    row = snooze(moderator=moderator(), days=days, **where(rude))
    assert row.until - row.created_at == timedelta(days=days)


def test_again_counts_from_now(rude):
    mina = moderator()
    snooze(moderator=mina, days=7, **where(rude))
    snooze(moderator=mina, days=1, **where(rude))
    (running,) = Snooze.objects.filter(until__gt=timezone.now())
    assert running.until < timezone.now() + timedelta(days=2)


def test_taken_up_again_once(rude):
    mina = moderator()
    snooze(moderator=mina, days=7, **where(rude))
    wake(moderator=moderator("max"), **where(rude))
    assert not Snooze.objects.filter(until__gt=timezone.now()).exists()
    with pytest.raises(ValidationError) as refused:
        wake(moderator=mina, **where(rude))
    assert refused.value.code == "conflict"


def test_only_what_waits_and_only_by_moderators(rude):
    mina = moderator()
    for days in (0, 2, 10**6):
        with pytest.raises(ValidationError):
            snooze(moderator=mina, days=days, **where(rude))
    for act in (snooze, wake):
        more = {"days": 1} if act is snooze else {}
        with pytest.raises(PermissionDenied):
            act(moderator=rude.author, **where(rude), **more)
    with pytest.raises(ValidationError):
        snooze(moderator=mina, days=1, post_id=rude.post_id)
    decide(moderator=mina, decision="fine", reason="Fine", reply_id=rude.pk)
    with pytest.raises(ValidationError):
        snooze(moderator=mina, days=1, **where(rude))
    assert not Snooze.objects.exists()
