"""Deciding on many things of the queue at once, and putting them off."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from moderation.actions.snoozes import SNOOZES, wake
from moderation.actions.snoozes import snooze as put_off
from staff.actions.bulk import decide_many
from staff.queue.buttons import DONE
from staff.queue.forms import key_of, reason_of
from staff.queue.keys import Key, in_lock_order, parse_keys
from staff.views.queue_outcomes import done, from_queue
from web.addresses import whole_number
from web.refusals import messages_of


@from_queue
def decide(request: HttpRequest) -> HttpResponse:
    """One decision on all that was chosen."""
    data = request.POST
    decision = data.get("decision", "")
    outcome = decide_many(
        moderator=request.user,
        decision=decision,
        reason=reason_of(data),
        keys=parse_keys(data.getlist("item")),
        answer=data.get("answer", ""),
    )
    said = f"{DONE[decision]}{_many(outcome.done)}."
    return done(request, said, outcome.entry, outcome.refused)


@from_queue
def snooze(request: HttpRequest) -> HttpResponse:
    """Put off what was chosen, for all moderators."""
    days = whole_number(request.POST.get("days", "")) or 0
    act = partial(put_off, moderator=request.user, days=days)
    undo = reverse("moderation-unsnooze")
    return _each(request, act, f"Put off for {SNOOZES.get(days)}", undo)


@from_queue
def unsnooze(request: HttpRequest) -> HttpResponse:
    """Bring back to the queue what was put off."""
    return _each(request, partial(wake, moderator=request.user), "Back in the queue")


def _each(request: HttpRequest, act: Callable[..., Any], said: str, undo: str = "") -> HttpResponse:
    """Do it to each of what was chosen, or to the one that the form is about."""
    data = request.POST
    keys = [key_of(data)] if "post" in data else parse_keys(data.getlist("item"))
    done_with, left = [], []
    for key in in_lock_order(keys):
        try:
            act(post_id=key.post, reply_id=key.reply, objection=key.objection)
            done_with.append(key)
        except ValidationError as error:
            left.append((key, error))
    if not done_with:
        raise left[0][1] if left else ValidationError("Choose something first.")
    skipped = [(key, " ".join(messages_of(error))) for key, error in left]
    return done(request, f"{said}{_many(done_with)}.", skipped=skipped, undo=undo)


def _many(keys: list[Key]) -> str:
    return f": {len(keys)}" if len(keys) > 1 else ""
