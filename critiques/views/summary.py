"""Noting that somebody has read a critique."""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from forum.actions.visits import note_visit


@require_POST
@login_required
def seen(request: HttpRequest, post_id: int) -> HttpResponse:
    """Sent by the page itself after some seconds, or by “Mark as read” (`read`)."""
    note_visit(
        user=request.user,
        post_id=post_id,
        until=_moment(request.POST.get("until", "")),
        read=bool(request.POST.get("read")),
    )
    return redirect("critique", post_id)


def _moment(asked: str) -> datetime | None:
    try:
        found = parse_datetime(asked)
    except ValueError:
        return None
    return found if found and found.tzinfo else None
