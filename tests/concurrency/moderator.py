"""One of several moderators who do the same at once: `moderator.py ROOM HOW_MANY WHO STEP...`.

A step is an act and the essays that it is done to, as ACT:FIRST:END (the first is 0). They begin
each step together, as writers do, and do its act to one essay after the other. Each prints what
came of it, a list for each step, as JSON: "done", or the code of the refusal. `prepare_for` comes
first.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import django

django.setup()

from django.core.exceptions import ValidationError

from accounts.models import User
from critiques.actions.curation import merge, strike
from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from critiques.models import Objection
from forum.models import Post
from moderation.actions.appeals import appeal
from moderation.actions.decisions import decide
from moderation.actions.removals import hide
from moderation.actions.reports import report
from moderation.actions.threads import set_thread
from moderation.models import Appeal, LogAct, LogEntry, Report
from staff.actions.bulk import decide_many
from staff.actions.decisions import decide_appeal
from staff.actions.undo import undo
from staff.queue.keys import Key
from tests.concurrency.writer import wait_for_others

WHY = "A reason."
# What each of them decides, so that it can be told whose decision it was.
DECISIONS = {"mina": "remove", "max": "fine", "mo": "warn"}


def prepare_for(post: Post, _: User) -> None:
    """Let two critics raise an objection each; the second reports the first."""
    for critic in User.objects.filter(username__in=("c0", "c1")).order_by("username"):
        reply_with_tags(
            author=critic,
            post_id=post.pk,
            parent_id=None,
            body="I disagree.",
            choices=[Choice("new", claim=f"{critic} disagrees")],
        )
    report(reporter=critic, reply_id=_first(post).raised_in_id, reason=WHY)


def pass_over(_: Post, __: User) -> None:
    """Leave it as it is."""


def decide_on(post: Post, moderator: User) -> None:
    """Decide on the report, each in another way."""
    decision = DECISIONS[moderator.username]
    reply_id = _first(post).raised_in_id
    decide(moderator=moderator, decision=decision, reason=WHY, reply_id=reply_id)


def decide_on_all(_: Post, moderator: User) -> None:
    """Decide on all reports at once, each in another way and in another order."""
    reports = Report.objects.order_by("pk" if moderator.username == "mina" else "-pk")
    keys = [Key(*each) for each in reports.values_list("post", "reply")]
    decide_many(moderator=moderator, decision=DECISIONS[moderator.username], reason=WHY, keys=keys)


def hide_one(post: Post, moderator: User) -> None:
    """Hide the reply that was reported."""
    hide(moderator=moderator, reason=WHY, reply_id=_first(post).raised_in_id)


def lock_it(post: Post, moderator: User) -> None:
    """Lock the discussion."""
    set_thread(moderator=moderator, post_id=post.pk, act=LogAct.LOCK, reason=WHY)


def curate(post: Post, moderator: User) -> None:
    """Mina strikes the first objection; the others merge it into the second."""
    where = {"moderator": moderator, "post_id": post.pk, "number": 1, "reason": WHY}
    strike(**where) if moderator.username == "mina" else merge(into=2, **where)


def answer_one(post: Post, moderator: User) -> None:
    """Hide the reply that was reported; its writer answers."""
    hide_one(post, moderator)
    hidden = LogEntry.objects.get(post=post)
    appeal(writer=hidden.person, entry_id=hidden.pk, text=WHY)


def decide_answer(post: Post, moderator: User) -> None:
    """Max stands by what was answered; Mo takes it back."""
    answered = Appeal.objects.get(entry__post=post)
    uphold = moderator.username == "max"
    decide_appeal(moderator=moderator, appeal_id=answered.pk, uphold=uphold, reason=WHY)


def undo_first(post: Post, moderator: User) -> None:
    """Take back the first line of the log on this essay."""
    entry = LogEntry.objects.filter(post=post).earliest("pk")
    undo(moderator=moderator, entry_id=entry.pk, reason=WHY)


ACTS = {
    act.__name__: act
    for act in (
        prepare_for,
        pass_over,
        decide_on,
        decide_on_all,
        hide_one,
        lock_it,
        curate,
        answer_one,
        decide_answer,
        undo_first,
    )
}


def _first(post: Post) -> Objection:
    return Objection.objects.get(post=post, number=1)


def _outcome(act: Callable[[Post, User], None], post: Post, moderator: User) -> str:
    try:
        act(post, moderator)
    except ValidationError as error:
        return error.error_list[0].code or str(error)
    return "done"


def _step(step: str, room: Path, how_many: int, moderator: User) -> list[str]:
    act, first, end = step.split(":")
    meeting = room / step
    meeting.mkdir(exist_ok=True)
    posts = list(Post.objects.order_by("pk"))[int(first) : int(end)]
    wait_for_others(meeting, how_many)
    return [_outcome(ACTS[act], post, moderator) for post in posts]


if __name__ == "__main__":
    room, how_many, who, *steps = sys.argv[1:]
    moderator = User.objects.get(username=who)
    json.dump([_step(step, Path(room), int(how_many), moderator) for step in steps], sys.stdout)
