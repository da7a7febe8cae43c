"""The moderators' queue, and a decision on one thing there."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from critiques.actions.claim_reports import decide_on_claim
from moderation.actions.approval import approve, reject
from staff.actions.appeals import decide_appeal
from staff.actions.bulk import APPROVALS
from staff.actions.decisions import decide_and_strike
from staff.pages.queue import QueuePage
from staff.queue.buttons import DONE
from staff.queue.forms import key_of, reason_of, strikes_of
from staff.views.queue_outcomes import done, from_queue
from web.addresses import page_number


@require_safe
@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a decision."""
    page = QueuePage.load(
        moderator=request.user,
        tab=request.GET.get("show", ""),
        by=request.GET.get("by", ""),
        page=page_number(request.GET.get("page", "")),
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


@from_queue
def approval(request: HttpRequest) -> HttpResponse:
    """Let a newcomer's text through, or turn it down."""
    decision, key = request.POST.get("decision", ""), key_of(request.POST)
    where = {"post_id": key.post, "reply_id": key.reply}
    if decision not in APPROVALS:
        raise ValidationError("Choose whether to let it through.")
    act = approve if decision == "approve" else reject
    entry = act(moderator=request.user, reason=reason_of(request.POST), **where)
    return done(request, f"{DONE[decision]}.", entry)


@from_queue
def appeal(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """Stand by a decision that somebody answered, or take it back."""
    decision = request.POST.get("decision", "")
    if decision not in ("uphold", "take-back"):
        raise ValidationError("Choose whether it stands.")
    entry = decide_appeal(
        moderator=request.user,
        appeal_id=appeal_id,
        uphold=decision == "uphold",
        reason=request.POST.get("reason", ""),
    )
    return done(request, f"{DONE[decision]}.", entry if decision == "uphold" else None)
