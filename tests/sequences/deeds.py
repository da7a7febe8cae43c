"""What moderators can do and undo. A new act is one more function with `@deed`.

Each takes the scene and two small numbers to choose with, and raises what the action raises.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from critiques.actions import closings, curation
from forum.models import Bar, Reply
from moderation.actions import removals
from moderation.actions.approval import approve, reject
from moderation.actions.bars import lift_bar
from moderation.actions.decisions import DECISIONS
from moderation.actions.moves import move
from moderation.actions.people import suspend, warn_person
from moderation.actions.reports import report
from moderation.actions.threads import set_thread
from moderation.actions.wordings import hide_wording
from moderation.models import UNDOABLE, LogAct, LogEntry, Report
from staff.actions.decisions import decide_and_strike
from staff.actions.undo import undo
from tests.sequences.scene import CRITICS, Scene, nth

Deed = Callable[[Scene, int, int], object]
DEEDS: list[Deed] = []


def deed(function: Deed) -> Deed:
    """Let sequences do this."""
    DEEDS.append(function)
    return function


def undoable() -> Any:
    """Return the lines of the log that nobody took back, and that take nothing back."""
    lines = LogEntry.objects.filter(reversed_by=None, reverses=None, part_of=None)
    return lines.filter(act__in=UNDOABLE).order_by("-pk")


@deed
def remove(scene: Scene, one: int, two: int) -> None:
    act = removals.hide_branch if two % 2 else removals.hide
    act(**by_mina(scene), reply_id=scene.reply(one).pk)


@deed
def remove_the_essay(scene: Scene, one: int, two: int) -> None:
    removals.hide(**by_mina(scene), post_id=scene.post_id)


@deed
def decide(scene: Scene, one: int, two: int) -> None:
    """On what was reported; a removal strikes what it raised, now and then."""
    reported = nth(Report.objects.filter(decision=None), one)
    raised = [each.number for each in reported.reply.raised.all()]
    decide_and_strike(
        **by_mina(scene),
        decision=list(DECISIONS)[two % len(DECISIONS)],
        post_id=None,
        reply_id=reported.reply_id,
        strike_numbers=raised if two > 5 else [],
    )


@deed
def set_the_thread(scene: Scene, one: int, two: int) -> None:
    act = (LogAct.LOCK, LogAct.UNLOCK, LogAct.PIN, LogAct.UNPIN)[one % 4]
    set_thread(**by_mina(scene), post_id=scene.post_id, act=act)


@deed
def merge(scene: Scene, one: int, two: int) -> None:
    where = scene.where(one, merged_into=None)
    curation.merge(**by_mina(scene), **where, into=scene.number(two, merged_into=None))


@deed
def strike(scene: Scene, one: int, two: int) -> None:
    curation.strike(**by_mina(scene), **scene.where(one))


@deed
def close(scene: Scene, one: int, two: int) -> None:
    closings.close(actor=scene.user("mina"), post_id=scene.post_id, reason="A reason.")


@deed
def lift(scene: Scene, one: int, two: int) -> None:
    barred = nth(Bar.objects.filter(post=scene.post_id, lifted_at=None), one)
    lift_bar(**by_mina(scene), post_id=scene.post_id, username=barred.user.username)


@deed
def remove_a_closing_word(scene: Scene, one: int, two: int) -> None:
    curation.hide_closing_word(**by_mina(scene), post_id=scene.post_id, number=1)


@deed
def remove_a_wording(scene: Scene, one: int, two: int) -> None:
    edited = scene.reply(one, revision__gt=1)
    hide_wording(**by_mina(scene), reply_id=edited.pk, revision=two % edited.revision or 1)


@deed
def judge_a_newcomer(scene: Scene, one: int, two: int) -> None:
    act = approve if two % 2 else reject
    act(**by_mina(scene), reply_id=scene.reply(one, state="pending").pk)


@deed
def suspend_somebody(scene: Scene, one: int, two: int) -> None:
    until = timezone.now() + timedelta(days=two)
    suspend(**by_mina(scene), username=CRITICS[one % 4], until=until if two < 8 else None)


@deed
def warn_somebody(scene: Scene, one: int, two: int) -> None:
    warn_person(**by_mina(scene), username=CRITICS[one % 4])


@deed
def move_within(scene: Scene, one: int, two: int) -> None:
    parent = scene.reply(two).pk if two < 8 else None
    here = {"post_id": scene.post_id, "parent_id": parent}
    move(**by_mina(scene), reply_id=scene.reply(one).pk, **here)


@deed
def take_back(scene: Scene, one: int, two: int) -> None:
    undo(**by_mina(scene), entry_id=nth(undoable(), one).pk)


def hold_back(scene: Scene, one: int, two: int) -> None:
    """Three who are believed report a reply; no deed, as reports stay when all is taken back."""
    reply = scene.reply(one)
    for name in ("mina", "nina", "oskar"):
        report(reporter=scene.user(name), reason="A reason.", reply_id=reply.pk)


def tell(scene: Scene, one: int) -> None:
    """Somebody reports a reply."""
    reply: Reply = scene.reply(one)
    reporter = next(name for name in ("erin", "dave") if name != reply.author.username)
    report(reporter=scene.user(reporter), reason="A reason.", reply_id=reply.pk)


def by_mina(scene: Scene) -> dict[str, Any]:
    return {"moderator": scene.user("mina"), "reason": "A reason."}
