"""An objection’s own page, and one click or one sentence on it: a POST that leads back there."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from critiques.actions import positions
from critiques.actions.holders import shares
from critiques.actions.passages import reanchor
from critiques.models import Objection
from critiques.pages.objection import ObjectionPage
from critiques.record.desk import way_back
from critiques.views.members import same_for_members
from critiques.views.visitors import kept_for_visitors
from critiques.words import Event, Stance
from forum.addresses import in_thread
from web.acceptance import tell_accepted
from web.addresses import page_number, whole_number
from web.refusals import REFUSALS, Refusal, show_again
from web.sign_in import posted_by_members

SAID = {
    Event.SATISFIED: gettext_lazy("Noted: this answers it for you."),
    Event.REAFFIRM: gettext_lazy("Noted: it still stands for you."),
    Event.WITHDRAW: gettext_lazy("You took it back."),
}


@require_safe
@kept_for_visitors
def objection(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """An objection's own page."""
    place = page_number(request.GET.get("page", ""))
    return same_for_members(request, post_id, lambda: show(request, post_id, number, place=place))


@require_safe
def by_address(request: HttpRequest, post_id: int, address: str) -> HttpResponse:
    """“b” or “2b” leads to the objection's number."""
    number = Objection.objects.known_to(request.user).values_list("number", flat=True)
    round_, letter = int(address[:-1] or 1), address[-1]
    return redirect("objection", post_id, number.get(post=post_id, round=round_, letter=letter))


@posted_by_members
def share(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """“I share this objection.”"""
    text = request.POST.get("text", "")
    # Where it was shared from in the thread.
    reply = whole_number(request.GET.get("reply", ""))
    said = gettext("You share this objection.")
    return do(request, shares.share, said, post_id, number, reply=reply, text=text)


@posted_by_members
def say(request: HttpRequest, post_id: int, number: int, event: str) -> HttpResponse:
    """“This answers it”, “Still stands” or “Take back”."""
    word = Event(event)
    text = request.POST.get("text", "")
    return do(request, shares.say, SAID[word], post_id, number, event=word, text=text)


@posted_by_members
def main(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """“My main disagreement”, and no longer."""
    return do(request, shares.choose_main, gettext("Saved."), post_id, number)


@posted_by_members
def position(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """The author concedes, declines, or adopts somebody's answer."""
    try:
        said = position_in(request.POST)
    except ValidationError as error:
        return show(request, post_id, number, error=error)
    return do(
        request, positions.take_position, gettext("Saved."), post_id, number, who="author", **said
    )


def position_in(data: QueryDict) -> dict[str, Any]:
    """Return what a form says of an objection, as `take_position` wants it.

    Raises ValidationError where it says nothing.
    """
    stance = data.get("stance", "")
    if stance not in Stance.values:
        raise ValidationError(gettext("Choose what to say."))
    adopted = whole_number(data.get("reply", ""))
    said = {"text": data.get("text", ""), "reason": data.get("decline", "")}
    return {"stance": Stance(stance), **said, "adopt_reply_id": adopted}


@posted_by_members
def passage(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """The words as they stand in the essay now, or none."""
    removed = "none" in request.POST
    words = "" if removed else request.POST.get("words", "")
    if not removed and not words.strip():
        error = ValidationError(
            gettext("Copy the words from the essay, or say that it is about none.")
        )
        return show(request, post_id, number, error=error)
    done = (
        gettext("It is about no passage now.")
        if removed
        else gettext("It is about these words now.")
    )
    return do(request, reanchor, done, post_id, number, words=words)


def do(
    request: HttpRequest,
    action: Callable[..., object],
    done: str,
    post_id: int,
    number: int,
    who: str = "user",
    reply: int | None = None,
    **details: Any,
) -> HttpResponse:
    """Carry out an action on an objection, as `who`, or show why not.

    It leads back to the objection, or to the desk or the `reply` where the form stood.
    """
    try:
        action(**{who: request.user}, post_id=post_id, number=number, **details)
    except REFUSALS as error:
        return show(request, post_id, number, error=error)
    tell_accepted(request, done, reply=reply)
    if reply:
        return redirect(in_thread(reply))
    return redirect(way_back(request.POST) or reverse("objection", args=[post_id, number]))


def show(
    request: HttpRequest,
    post_id: int,
    number: int,
    error: Refusal | None = None,
    place: int = 1,
) -> HttpResponse:
    """Show a page of an objection, with what was refused and what was typed."""
    which = {"post_id": post_id, "number": number, "page": place}
    page = ObjectionPage.load(viewer=request.user, **which)
    context = {"page": page, "typed": request.POST if error else {}}
    return show_again(request, "critiques/objection.html", context, error)
