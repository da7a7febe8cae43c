"""Who may answer which decision, how often and how long, and who decides on that."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import User
from forum.models import Reply, State
from moderation.actions.appeals import APPEAL_DAYS, appeal
from moderation.actions.decisions import decide
from moderation.actions.log import write_log
from moderation.actions.people import suspend
from moderation.actions.removals import hide, hide_branch
from moderation.actions.reports import report
from moderation.models import APPEALABLE, TOLD, UNDOABLE, Appeal, LogAct, LogEntry, Notice, Report
from staff.actions.decisions import decide_appeal
from staff.actions.undo import undo
from tests.cast import answer, moderator, person, publish
from tests.moderators import words
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(kept_db: None) -> dict[str, Any]:
    bob = person("bob")
    reply = answer(bob, publish(person("alice")), "No.")
    return {"mina": moderator(), "bob": bob, "reply": reply}


mina, bob, reply = parts("mina bob reply")


@pytest.fixture
def hidden(reply: Reply, mina: User) -> LogEntry:
    return hide(moderator=mina, reply_id=reply.pk, reason="About a person")


def line(act: LogAct, reply: Reply, actor: User | None, **more: Any) -> LogEntry:
    what = {"post": reply.post, "reply": reply, "person": reply.author, "reason": "Because"}
    return write_log(act=act, actor=actor, **what | more)


def told(entry: LogEntry) -> bool:
    return Notice.objects.filter(entry=entry, person=entry.person).exists()


def code(error: Any) -> str | None:
    return error.value.code if hasattr(error.value, "code") else None


def test_what_can_be_answered_is_told_and_can_be_taken_back() -> None:
    assert set(APPEALABLE) <= set(TOLD) & set(UNDOABLE)


@pytest.mark.parametrize("act", LogAct)
def test_the_person_concerned_is_told_of_what_is_against_or_for_them(
    act: LogAct, reply: Reply, mina: User, bob: User
) -> None:
    assert told(line(act, reply, mina)) is (act in TOLD)
    assert not told(line(act, reply, bob)), "not of what they did themselves"
    write_log(act=act, actor=mina, reason="Because", count=2)
    assert Notice.objects.count() == (act in TOLD)


@pytest.mark.parametrize("act", [LogAct.FINE, LogAct.DISMISS])
def test_who_was_held_back_hears_of_being_shown_and_held_back_again(
    act: LogAct, reply: Reply, mina: User
) -> None:
    shown = line(act, reply, mina, was=State.AUTO_HIDDEN)
    assert told(shown)
    assert told(line(LogAct.REOPEN, reply, mina, reverses=shown))
    assert not told(line(LogAct.REOPEN, reply, mina, reverses=line(act, reply, mina)))


def test_each_part_of_many_is_told_to_whom_it_concerns(reply: Reply, mina: User, bob: User) -> None:
    beneath = [answer(person(name), reply.post, "Why?", reply) for name in ("carol", "dave")]
    hide_branch(moderator=mina, reply_id=reply.pk, reason="Off topic")
    assert [n.person for n in Notice.objects.order_by("pk")] == [
        bob,
        *(each.author for each in beneath),
    ]


@pytest.mark.parametrize("act", sorted(set(LogAct) - set(APPEALABLE)))
def test_what_is_no_decision_against_one_is_not_answered(
    act: LogAct, reply: Reply, mina: User, bob: User
) -> None:
    entry = line(act, reply, mina)
    with pytest.raises((ValidationError, LogEntry.DoesNotExist)):
        appeal(writer=bob, entry_id=entry.pk, text="But")
    assert not Appeal.objects.exists()


def test_a_decision_is_answered_once_by_whom_it_concerns(hidden: LogEntry, bob: User) -> None:
    with pytest.raises(LogEntry.DoesNotExist):
        appeal(writer=person("carol"), entry_id=hidden.pk, text="But")
    appeal(writer=bob, entry_id=hidden.pk, text="It was\r\na quotation. ")
    with pytest.raises(ValidationError) as again:
        appeal(writer=bob, entry_id=hidden.pk, text="And")
    assert code(again) == "conflict"
    assert Appeal.objects.get().text == "It was\na quotation."


@pytest.mark.parametrize("text", ["", " \n ", "x" * 1001, "\0", "\ud800"])
def test_what_is_no_answer(text: str, hidden: LogEntry, bob: User) -> None:
    with pytest.raises(ValidationError):
        appeal(writer=bob, entry_id=hidden.pk, text=text)
    appeal(writer=bob, entry_id=hidden.pk, text="x" * 1000)


@pytest.mark.parametrize(("days", "may"), [(APPEAL_DAYS - 1, True), (APPEAL_DAYS + 1, False)])
def test_it_can_be_answered_for_some_time(
    days: int, may: bool, reply: Reply, mina: User, bob: User
) -> None:
    entry = line(LogAct.WARN, reply, mina, created_at=timezone.now() - timedelta(days=days))
    if not may:
        with pytest.raises(ValidationError, match="30 days"):
            appeal(writer=bob, entry_id=entry.pk, text="But")
        return
    appeal(writer=bob, entry_id=entry.pk, text="But")


def test_a_suspended_person_may_answer_still(hidden: LogEntry, bob: User) -> None:
    bob.suspended_until = timezone.now() + timedelta(days=1)
    bob.save()
    appeal(writer=bob, entry_id=hidden.pk, text="But")


@pytest.mark.parametrize("uphold", [True, False])
def test_a_suspension_is_answered_and_decided(uphold: bool, bob: User, mina: User) -> None:
    entry = suspend(moderator=mina, username="bob", reason="Again", until=None)
    answered = appeal(writer=bob, entry_id=entry.pk, text="But")
    say = {"appeal_id": answered.pk, "uphold": uphold, "reason": "Looked at again"}
    decided = decide_appeal(moderator=moderator("max"), **say)
    bob.refresh_from_db()
    assert bob.is_suspended is uphold and told(decided)
    if uphold:
        undo(moderator=mina, entry_id=decided.pk, reason="In haste")
        answered.refresh_from_db()
        assert answered.decision is None


def test_what_was_taken_back_is_not_answered(hidden: LogEntry, mina: User, bob: User) -> None:
    undo(moderator=mina, entry_id=hidden.pk, reason="By mistake")
    with pytest.raises(ValidationError) as late:
        appeal(writer=bob, entry_id=hidden.pk, text="But")
    assert code(late) == "conflict"


def test_taking_a_decision_back_settles_the_answer(hidden: LogEntry, mina: User, bob: User) -> None:
    appeal(writer=bob, entry_id=hidden.pk, text="But")
    undone = undo(moderator=mina, entry_id=hidden.pk, reason="By mistake")
    assert Appeal.objects.get().decision == undone
    with pytest.raises(ValidationError) as late:
        decide_appeal(
            moderator=moderator("max"),
            appeal_id=Appeal.objects.get().pk,
            uphold=True,
            reason="Because",
        )
    assert code(late) == "conflict"


@pytest.mark.parametrize("uphold", [True, False])
def test_another_moderator_decides(
    uphold: bool, hidden: LogEntry, reply: Reply, mina: User, bob: User
) -> None:
    answered = appeal(writer=bob, entry_id=hidden.pk, text="But")
    say = {"appeal_id": answered.pk, "uphold": uphold, "reason": "Looked at again"}
    maxi = moderator("max")
    for nobody in (mina, bob, person("carol")):
        with pytest.raises(PermissionDenied):
            decide_appeal(moderator=nobody, **say)
    with pytest.raises(ValidationError):
        decide_appeal(moderator=maxi, **say | {"reason": " "})

    entry = decide_appeal(moderator=maxi, **say)

    answered.refresh_from_db()
    reply.refresh_from_db()
    assert (entry.act, entry.actor) == (LogAct.UPHOLD if uphold else LogAct.RESTORE, maxi)
    assert answered.decision == entry
    assert reply.state == (State.HIDDEN if uphold else State.VISIBLE)
    assert told(entry)
    with pytest.raises(ValidationError) as again:
        decide_appeal(moderator=maxi, **say)
    assert code(again) == "conflict"


@pytest.mark.parametrize(
    "max_is",
    [
        {"suspended_until": timezone.now() + timedelta(days=1)},
        {"is_active": False},
        {"left_at": timezone.now()},
        {"role": User.Role.MEMBER},
    ],
)
def test_who_is_alone_decides_alone(
    max_is: dict[str, Any], hidden: LogEntry, mina: User, bob: User
) -> None:
    User.objects.filter(pk=moderator("max").pk).update(**max_is)
    answered = appeal(writer=bob, entry_id=hidden.pk, text="But")
    decide_appeal(moderator=mina, appeal_id=answered.pk, uphold=True, reason="Still")


def test_nobody_decides_on_an_answer_of_their_own(mina: User) -> None:
    reply = answer(mina, publish(person("dave")), "No.")
    entry = hide(moderator=moderator("max"), reply_id=reply.pk, reason="About a person")
    answered = appeal(writer=mina, entry_id=entry.pk, text="But")
    User.objects.filter(username="max").update(role=User.Role.MEMBER)
    with pytest.raises(PermissionDenied):
        decide_appeal(moderator=mina, appeal_id=answered.pk, uphold=False, reason="Mine")


def test_standing_by_a_decision_can_be_taken_back(
    hidden: LogEntry, reply: Reply, mina: User, bob: User
) -> None:
    answered = appeal(writer=bob, entry_id=hidden.pk, text="But")
    upheld = decide_appeal(moderator=mina, appeal_id=answered.pk, uphold=True, reason="Still")
    undone = undo(moderator=mina, entry_id=upheld.pk, reason="I did not read it all")
    answered.refresh_from_db()
    assert (undone.act, undone.reverses, answered.decision) == (LogAct.REHEAR, upheld, None)
    assert told(undone)

    decide_appeal(moderator=mina, appeal_id=answered.pk, uphold=False, reason="Indeed")
    reply.refresh_from_db()
    assert reply.state == State.VISIBLE


def test_nobody_stands_by_what_was_taken_back(hidden: LogEntry, mina: User, bob: User) -> None:
    answered = appeal(writer=bob, entry_id=hidden.pk, text="But")
    upheld = decide_appeal(moderator=mina, appeal_id=answered.pk, uphold=True, reason="Still")
    undo(moderator=mina, entry_id=hidden.pk, reason="Indeed")
    with pytest.raises(ValidationError) as late:
        undo(moderator=mina, entry_id=upheld.pk, reason="By mistake")
    assert code(late) == "conflict"


def test_of_many_only_what_concerns_the_writer_is_taken_back(
    reply: Reply, mina: User, bob: User
) -> None:
    beneath = answer(person("carol"), reply.post, "Why?", reply)
    entry = hide_branch(moderator=mina, reply_id=reply.pk, reason="Off topic")
    answered = appeal(writer=bob, entry_id=entry.pk, text="But")
    decide_appeal(moderator=mina, appeal_id=answered.pk, uphold=False, reason="Indeed")
    reply.refresh_from_db()
    beneath.refresh_from_db()
    assert (reply.state, beneath.state) == (State.VISIBLE, State.HIDDEN)


@pytest.mark.parametrize(("decision", "says"), [("fine", "taken back"), ("remove", "stood by it")])
def test_whoever_looks_at_what_was_held_back_answers_its_writer(
    decision: str, says: str, reply: Reply, mina: User, bob: User
) -> None:
    held = line(LogAct.AUTO_HIDE, reply, None, was=State.VISIBLE)
    Reply.objects.filter(pk=reply.pk).update(state=State.AUTO_HIDDEN)
    answered = appeal(writer=bob, entry_id=held.pk, text="But")
    report(reporter=person("carol"), post_id=reply.post_id, reason="Another matter")
    decide(moderator=mina, decision="warn", post_id=reply.post_id, reason="Another matter")
    answered.refresh_from_db()
    assert answered.decision is None

    Report.objects.create(post=reply.post, reply=reply, reporter=mina, reason="Rude")
    decided = decide(moderator=mina, decision=decision, reply_id=reply.pk, reason="I looked")
    answered.refresh_from_db()
    assert answered.decision == decided
    assert says in words(bob, "/account/decisions/")

    undo(moderator=mina, entry_id=decided.pk, reason="In haste")
    answered.refresh_from_db()
    assert answered.decision is None
