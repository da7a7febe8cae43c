"""The moderators' queue, and deciding there, on one thing or on many, and putting them off."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from critiques.actions.claim_reports import decide_on_claim
from moderation.actions.approval import approve, reject
from moderation.actions.snoozes import SNOOZES, wake
from moderation.actions.snoozes import snooze as put_off
from moderation.actions.wordings import hide_reported_wording
from staff.actions import bulk
from staff.actions.decisions import decide_and_strike, decide_appeal
from staff.pages.queue import QueuePage
from staff.queue.buttons import DONE, WORDING
from staff.queue.forms import key_of, reason_of, strikes_of
from staff.queue.keys import Key, in_lock_order, parse_keys
from staff.views.queue_outcomes import done, from_queue
from web.addresses import whole_number
from web.pagination import Asked
from web.refusals import messages_of


@require_safe
@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a decision."""
    page = QueuePage.load(
        moderator=request.user,
        tab=request.GET.get("show", ""),
        by=request.GET.get("by", ""),
        page=Asked.of(request.GET),
    )
    return render(request, "staff/queue.html", {"page": page})


@from_queue
def decide(request: HttpRequest) -> HttpResponse:
    """Remove, keep and warn, fine, or dismiss."""
    data = request.POST
    decision = data.get("decision", "")
    key = key_of(data)
    common = {
        "moderator": request.user,
        "decision": decision,
        "reason": reason_of(data),
        "post_id": key.post,
        "answer": data.get("answer", ""),
    }
    if decision.startswith(WORDING):
        return _remove_wording(request, key, decision.removeprefix(WORDING))
    if key.objection is not None:
        entry = decide_on_claim(**common, number=key.objection)
    else:
        entry = decide_and_strike(
            **common,
            reply_id=key.reply,
            strike_numbers=strikes_of(data),
            branch="branch" in data,
        )
    return done(request, f"{DONE[decision]}.", entry)


def _remove_wording(request: HttpRequest, key: Key, number: str) -> HttpResponse:
    entry = hide_reported_wording(
        moderator=request.user,
        reason=request.POST.get("reason", ""),
        revision=whole_number(number) or 0,
        post_id=key.post,
        reply_id=key.reply,
        answer=request.POST.get("answer", ""),
    )
    return done(request, _removed(entry.revision), entry)


@from_queue
def approval(request: HttpRequest) -> HttpResponse:
    """Let a newcomer's text through, or turn it down."""
    decision, key = request.POST.get("decision", ""), key_of(request.POST)
    where = {"post_id": key.post, "reply_id": key.reply}
    if decision not in bulk.APPROVALS:
        raise ValidationError(gettext("Choose whether to let it through."))
    act = approve if decision == "approve" else reject
    entry = act(moderator=request.user, reason=reason_of(request.POST), **where)
    return done(request, f"{DONE[decision]}.", entry)


@from_queue
def appeal(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """Stand by a decision that somebody answered, or take it back."""
    decision = request.POST.get("decision", "")
    if decision not in ("uphold", "take-back"):
        raise ValidationError(gettext("Choose whether it stands."))
    entry = decide_appeal(
        moderator=request.user,
        appeal_id=appeal_id,
        uphold=decision == "uphold",
        reason=request.POST.get("reason", ""),
    )
    return done(request, f"{DONE[decision]}.", entry if decision == "uphold" else None)


@from_queue
def decide_many(request: HttpRequest) -> HttpResponse:
    """One decision on all that was chosen."""
    data = request.POST
    decision = data.get("decision", "")
    outcome = bulk.decide_many(
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
    return _each(request, act, gettext("Put off for %(time)s") % {"time": SNOOZES.get(days)}, undo)


@from_queue
def unsnooze(request: HttpRequest) -> HttpResponse:
    """Bring back to the queue what was put off."""
    return _each(request, partial(wake, moderator=request.user), gettext("Back in the queue"))


def _removed(revision: int | None) -> str:
    said = gettext("Revision %(number)d removed; the text as it is stays.")
    return said % {"number": revision or 0}


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
        raise left[0][1] if left else ValidationError(gettext("Choose something first."))
    skipped = [(key, " ".join(messages_of(error))) for key, error in left]
    return done(request, f"{said}{_many(done_with)}.", skipped=skipped, undo=undo)


def _many(keys: list[Key]) -> str:
    return f": {len(keys)}" if len(keys) > 1 else ""
