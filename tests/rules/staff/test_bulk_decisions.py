"""One decision on many texts: what can be decided is, the rest is named; one undo for all."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from critiques.actions.claim_reports import report_claim
from critiques.models import Objection
from forum.models import Post, Reply, State
from moderation.actions.decisions import decide
from moderation.actions.reports import report
from moderation.models import LogAct, LogEntry, Report, Snooze
from staff.actions.bulk import decide_many
from staff.actions.undo import undo
from staff.queue.keys import MOST_CHOSEN, Key, parse_keys
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(kept_db):
    """An essay, four replies beneath it (one with an objection), all reported, and a claim."""
    alice, bob, carol, dave = map(person, ("alice", "bob", "carol", "dave"))
    post = publish(alice)
    place(bob, answer(bob, post, "a) You are a fool."))
    for n in range(3):
        answer(carol, post, f"Rude words {n}.")
    replies = list(Reply.objects.order_by("pk"))
    for reply in replies:
        report(reporter=dave, reply_id=reply.pk, reason="Rude")
    report(reporter=dave, post_id=post.pk, reason="")
    report_claim(reporter=dave, post_id=post.pk, number=1, reason="A fool?")
    return post, replies


@pytest.fixture
def scene(anew):
    return anew


def keys_of(post, replies) -> list[Key]:
    return [Key(post.pk, reply.pk) for reply in replies]


def decide_on(mina, keys, decision="remove", **more):
    return decide_many(moderator=mina, decision=decision, reason="A quarrel", keys=keys, **more)


def states() -> list[str]:
    return list(Reply.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.parametrize("decision", ["remove", "warn", "fine", "dismiss"])
def test_one_line_with_its_parts_and_one_undo(scene, decision):
    post, replies = scene
    mina = moderator()
    keys = [*keys_of(post, replies), Key(post.pk, None, 1), Key(post.pk)]
    outcome = decide_on(mina, keys, decision)
    assert (sorted(map(str, outcome.done)), outcome.refused) == (sorted(map(str, keys)), [])
    whole = LogEntry.objects.get(part_of=None)
    assert (whole.count, whole.post, whole.person) == (6, None, None)
    acts = set(whole.parts.values_list("act", flat=True))
    assert acts == ({LogAct.HIDE, LogAct.STRIKE} if decision == "remove" else {whole.act})
    assert not Report.objects.filter(decision=None).exists()
    assert (states() == [State.HIDDEN] * 4) is (decision == "remove")
    undone = undo(moderator=mina, entry_id=whole.pk, reason="A slip")
    assert Report.objects.filter(decision=None).count() == 6
    assert states() == [State.VISIBLE] * 4
    assert Objection.objects.get().status == "open"
    assert undone.parts.count() == undone.count == 6


def test_what_conflicts_is_named_and_the_rest_is_done(scene):
    post, replies = scene
    mina = moderator()
    decide(moderator=mina, decision="fine", reason="Fine", reply_id=replies[0].pk)
    gone = Key(post.pk, 999_999)
    outcome = decide_on(mina, [gone, *keys_of(post, replies)])
    assert [key.reply for key in outcome.done] == [each.pk for each in replies[1:]]
    assert outcome.refused == [
        (Key(post.pk, replies[0].pk), "Somebody has decided on this already."),
        (gone, "It is gone."),
    ]
    assert outcome.entry.count == 3
    assert states() == [State.VISIBLE, *[State.HIDDEN] * 3]


def test_a_single_one_needs_no_line_for_many(scene):
    post, replies = scene
    mina = moderator()
    decide_on(mina, keys_of(post, replies[:1]))
    line = LogEntry.objects.get()
    assert (line.reply, line.count, line.part_of) == (replies[0], 1, None)


def test_nothing_of_it_can_be_done(scene):
    post, replies = scene
    mina = moderator()
    decide_on(mina, keys_of(post, replies))
    lines = LogEntry.objects.count()
    for keys, code in ((keys_of(post, replies), "conflict"), ([], None)):
        with pytest.raises(ValidationError) as refused:
            decide_on(mina, keys)
        assert refused.value.error_list[0].code == code
    assert LogEntry.objects.count() == lines


def test_a_reason_that_cannot_be_changes_nothing(scene):
    post, replies = scene
    with pytest.raises(ValidationError):
        decide_many(
            moderator=moderator(), decision="remove", reason=" ", keys=keys_of(post, replies)
        )
    assert states() == [State.VISIBLE] * 4
    assert not LogEntry.objects.exists()


def test_security_45_no_more_is_decided_on_at_once_than_a_page_shows(
    scene: tuple[Post, list[Reply]], django_assert_num_queries: Callable
) -> None:
    """One field holds any number of keys; they are counted before one is looked up."""
    post, replies = scene
    mina = moderator()
    keys = [*keys_of(post, replies), *(Key(post.pk, 10_000 + n) for n in range(MOST_CHOSEN - 4))]
    assert len(decide_on(mina, keys).done) == 4
    one_more = [*keys, Key(post.pk, 9_999)]
    with django_assert_num_queries(3), pytest.raises(ValidationError, match="at most 50 at once"):
        decide_on(mina, one_more)
    item = {"item": " ".join(map(str, one_more))}
    for url in ("decisions/many", "snoozes", "snoozes/end"):
        sent = {**item, "decision": "remove", "reason": "A quarrel", "days": "1"}
        response = browser_of(mina).post(f"/moderation/{url}/", sent)
        assert response.status_code == 422, url
        assert "Choose at most 50 at once; you sent 51." in text_of(response)
    assert not Snooze.objects.exists()


def test_who_reported_any_of_it_is_answered(scene):
    post, replies = scene
    mina = moderator()
    outcome = decide_on(mina, keys_of(post, replies[:2]), answer="Thank you.")
    answered = Report.objects.filter(answer="Thank you.")
    assert set(answered.values_list("reply", flat=True)) == {each.pk for each in replies[:2]}
    undo(moderator=mina, entry_id=outcome.entry.pk, reason="A slip")
    assert not answered.exists(), "what waits again was not answered yet"


def test_keys_are_written_and_read_alike():
    keys = [Key(1), Key(1, 2), Key(3, None, 4), Key(10**17, 10**17)]
    assert parse_keys([" ".join(map(str, keys)), str(keys[0])]) == keys
    nonsense = ["", "1", "a-b", "1-2-3-4", "-1", "1--", "01-2", "1-2-", "\x00", "9" * 40 + "-1"]
    assert parse_keys(nonsense) == []
