"""What moderators decided about one's texts, and answering it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from moderation.actions.appeals import appeal as answer_decision
from moderation.actions.notices import mark_seen
from staff.pages.decisions import DecisionsPage
from web.addresses import whole_number
from web.pagination import Asked
from web.refusals import REFUSALS, show_again
from web.sign_in import posted_by_members


@require_safe
@login_required
def decisions(request: HttpRequest) -> HttpResponse:
    """What moderators decided about one's texts, and about what one reported."""
    page = DecisionsPage.load(viewer=request.user, page=Asked.of(request.GET))
    return render(request, "staff/decisions.html", {"page": page})


@posted_by_members
def seen(request: HttpRequest) -> HttpResponse:
    """Sent by “Got it”, or by the page itself after some seconds."""
    until = whole_number(request.POST.get("until", ""))
    if until is not None:
        mark_seen(person=request.user, until=until)
    return redirect("decisions")


@posted_by_members
def appeal(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Answer a decision, once."""
    text = request.POST.get("text", "")
    try:
        answer_decision(writer=request.user, entry_id=entry_id, text=text)
    except REFUSALS as error:
        page = DecisionsPage.load(viewer=request.user, page=Asked.of(request.GET))
        page = page.with_typed(entry_id, text)
        return show_again(request, "staff/decisions.html", {"page": page}, error)
    messages.success(request, gettext("Sent. Another moderator looks at it where there is one."))
    return redirect("decisions")
