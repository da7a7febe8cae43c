"""The critique of a post, the lists behind it, and that somebody has read it."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from critiques.actions import positions, rounds
from critiques.pages.coverage import CoveragePage
from critiques.pages.essay import Essay, readable_post
from critiques.pages.summary import SummaryPage
from critiques.views.visitors import kept_for_visitors
from forum.actions.readers.visits import note_visit
from forum.models import Visit
from web.acceptance import tell_accepted
from web.addresses import page_number
from web.pagination import Asked
from web.refusals import REFUSALS, show_again
from web.sign_in import posted_by_members


@require_safe
@kept_for_visitors
def critique(request: HttpRequest, post_id: int) -> HttpResponse:
    """The critique summary of a post; `?status=`, `?person=`, `?round=` and `?since=` narrow it."""
    asked = {key: value.replace("\x00", "") for key, value in request.GET.items()}
    number = page_number(request.GET.get("page", ""))
    page = SummaryPage.load(viewer=request.user, post_id=post_id, page=number, asked=asked)
    return render(request, "critiques/summary.html", {"page": page})


@require_safe
def coverage(request: HttpRequest, post_id: int, kind: str) -> HttpResponse:
    """The replies behind one number of the summary's coverage."""
    page = CoveragePage.load(
        viewer=request.user,
        post_id=post_id,
        kind=kind,
        page=Asked.of(request.GET),
    )
    return render(request, "critiques/coverage.html", {"page": page})


@posted_by_members
def seen(request: HttpRequest, post_id: int) -> HttpResponse:
    """Sent by the page itself after some seconds, or by “Mark as read” (`read`)."""
    note_visit(
        user=request.user,
        post_id=post_id,
        part=Visit.Part.CRITIQUE,
        until=_moment(request.POST.get("until", "")),
        read=bool(request.POST.get("read")),
    )
    return redirect("critique", post_id)


@posted_by_members
def closing_word(request: HttpRequest, post_id: int) -> HttpResponse:
    """The author’s closing word, in place of an earlier one; an empty one takes it back."""
    text = request.POST.get("text", "")
    try:
        said = positions.say_closing_word(author=request.user, post_id=post_id, text=text)
    except REFUSALS as error:
        essay = Essay.of(readable_post(request.user, post_id), request.user)
        context = {"essay": essay, "text": text}
        return show_again(request, "critiques/closing_word.html", context, error)
    done = (
        gettext("Your closing word stands above.")
        if said.text
        else gettext("You took your closing word back.")
    )
    tell_accepted(request, done)
    return redirect("critique", post_id)


@posted_by_members
def open_round(request: HttpRequest, post_id: int) -> HttpResponse:
    """The author or a moderator opens the next round of letters."""
    opened = rounds.open_round(
        actor=request.user, post_id=post_id, reason=request.POST.get("reason", "")
    )
    messages.success(request, gettext("Round %(number)d is open.") % {"number": opened.number})
    return redirect("critique", post_id)


def _moment(asked: str) -> datetime | None:
    try:
        found = parse_datetime(asked)
    except ValueError:
        return None
    return found if found and found.tzinfo else None
