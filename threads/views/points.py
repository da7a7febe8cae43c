"""Changing where a point of one's own reply goes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from critiques.actions.retagging import retag as change
from critiques.record.selection import named
from forum.models import Reply
from threads.pages.points import PointsPage
from threads.views.replying import placing_refused
from web.addresses import whole_number
from web.refusals import messages_of, status_of


@require_POST
@login_required
def retag(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Let one tag go to another objection, or to none."""
    if refused := placing_refused(request, reply_id):
        return refused
    try:
        change(
            writer=request.user,
            reply_id=reply_id,
            tag_id=whole_number(request.POST.get("tag", "")) or 0,
            to=_number(request.POST, reply_id),
        )
    except (ValidationError, PermissionDenied) as error:
        page = PointsPage.load(viewer=request.user, reply_id=reply_id)
        context = {"page": page, "errors": messages_of(error)}
        return render(request, "threads/points.html", context, status=status_of(error))
    messages.success(request, "Changed. What stood before is in the history.")
    return redirect("reply-points", reply_id)


def _number(data: Any, reply_id: int) -> int | None:
    if not data.get("to"):
        return None
    number = named(data, "to", Reply.objects.get(pk=reply_id).post_id)
    if number is None:
        raise ValidationError("Choose an objection of this essay.")
    return number
