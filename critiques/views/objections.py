"""One click on an objection, or one sentence; each is a POST that leads back to it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from critiques.actions import positions, rounds, sharing
from critiques.actions.positions import why_declined
from critiques.models import Objection
from critiques.views.doing import do, show
from critiques.words import Event, Stance
from web.addresses import page_number, whole_number

SAID = {
    Event.SATISFIED: "Noted: this answers it for you.",
    Event.REAFFIRM: "Noted: it still stands for you.",
    Event.WITHDRAW: "You took it back.",
}


@require_safe
def objection(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """An objection's own page."""
    return show(request, post_id, number, place=page_number(request.GET.get("page", "")))


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
    return do(request, sharing.share, "You share this objection.", post_id, number)


@require_POST
@login_required
def say(request: HttpRequest, post_id: int, number: int, event: str) -> HttpResponse:
    """“This answers it”, “Still stands” or “Take back”."""
    word = Event(event)
    return do(request, sharing.say, SAID[word], post_id, number, event=word)


@require_POST
@login_required
def main(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """“My main disagreement”, and no longer."""
    return do(request, sharing.choose_main, "Saved.", post_id, number)


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
        return show(request, post_id, number, error=ValidationError("Choose what to say."))
    return do(
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
def open_round(request: HttpRequest, post_id: int) -> HttpResponse:
    """The author or a moderator opens the next round of letters."""
    opened = rounds.open_round(
        actor=request.user, post_id=post_id, reason=request.POST.get("reason", "")
    )
    messages.success(request, f"Round {opened.number} is open.")
    return redirect("critique", post_id)
