"""One click on an objection, or one sentence; each is a POST that leads back to it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from critiques.actions import curation, holders, objections, positions, rounds
from critiques.composing import why_declined
from critiques.models import Objection
from critiques.pages.objection import ObjectionPage
from critiques.words import Event, Stance
from forum.addresses import whole_number
from forum.refusals import messages_of, status_of

SAID = {
    Event.SATISFIED: "Noted: this answers it for you.",
    Event.REAFFIRM: "Noted: it still stands for you.",
    Event.WITHDRAW: "You took it back.",
}


@require_safe
def objection(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """An objection's own page."""
    return _page(request, post_id, number)


@require_safe
def by_address(request: HttpRequest, post_id: int, address: str) -> HttpResponse:
    """“b” or “2b” leads to the objection's number."""
    number = Objection.objects.known_to(request.user).values_list("number", flat=True)
    round_, letter = int(address[:-1] or 1), address[-1]
    return redirect("objection", post_id, number.get(post=post_id, round=round_, letter=letter))


@require_POST
@login_required
def share(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """“I share this objection.”"""
    return _do(request, holders.share, "You share this objection.", post_id, number)


@require_POST
@login_required
def say(request: HttpRequest, post_id: int, number: int, event: str) -> HttpResponse:
    """“This answers it”, “Still stands” or “Take back”."""
    word = Event(event)
    return _do(request, holders.say, SAID[word], post_id, number, event=word)


@require_POST
@login_required
def main(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """“My main disagreement”, and no longer."""
    return _do(request, holders.choose_main, "Saved.", post_id, number)


@require_POST
@login_required
def position(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """The author concedes, declines, or adopts somebody's answer."""
    data = request.POST
    stance = data.get("stance", "")
    text = data.get("text", "")
    if stance == Stance.DECLINED:
        text = why_declined(data.get("decline", ""), text)
    if stance not in Stance.values:
        return _page(request, post_id, number, error=ValidationError("Choose what to say."))
    return _do(
        request,
        positions.take_position,
        "Saved.",
        post_id,
        number,
        who="author",
        stance=Stance(stance),
        text=text,
        adopt_reply_id=whole_number(data.get("reply", "")),
    )


@require_POST
@login_required
def claim(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """A new wording, by the person who raised it."""
    wording = request.POST.get("claim", "")
    return _do(request, objections.edit_claim, "Reworded.", post_id, number, claim=wording)


@require_POST
@login_required
def merge(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """A moderator makes it part of another."""
    into, reason = whole_number(request.POST.get("into", "")), request.POST.get("reason", "")
    if into is None:
        error = ValidationError("Choose the objection to merge into.")
        return _page(request, post_id, number, error=error)
    return _do(
        request,
        curation.merge,
        "Merged. You can undo it.",
        post_id,
        number,
        who="moderator",
        into=into,
        reason=reason,
    )


@require_POST
@login_required
def curate(request: HttpRequest, post_id: int, number: int, act: str) -> HttpResponse:
    """A moderator strikes it, puts it back, or separates it again."""
    action = {
        "strike": curation.strike,
        "unstrike": curation.unstrike,
        "unmerge": curation.unmerge,
    }[act]
    reason = request.POST.get("reason", "")
    return _do(request, action, "Done.", post_id, number, who="moderator", reason=reason)


@require_POST
@login_required
def open_round(request: HttpRequest, post_id: int) -> HttpResponse:
    """The author or a moderator opens the next round of letters."""
    opened = rounds.open_round(
        actor=request.user, post_id=post_id, reason=request.POST.get("reason", "")
    )
    messages.success(request, f"Round {opened.number} is open.")
    return redirect("critique", post_id)


def _do(
    request: HttpRequest,
    action: Any,
    done: str,
    post_id: int,
    number: int,
    who: str = "user",
    **details: Any,
) -> HttpResponse:
    try:
        action(**{who: request.user}, post_id=post_id, number=number, **details)
    except (ValidationError, PermissionDenied) as error:
        return _page(request, post_id, number, error=error)
    messages.success(request, done)
    return redirect("objection", post_id, number)


def _page(
    request: HttpRequest,
    post_id: int,
    number: int,
    error: ValidationError | PermissionDenied | None = None,
) -> HttpResponse:
    page = ObjectionPage.load(viewer=request.user, post_id=post_id, number=number)
    context = {"page": page, "typed": request.POST if error else {}}
    context["errors"] = messages_of(error) if error else []
    status = status_of(error) if error else 200
    return render(request, "critiques/objection.html", context, status=status)
