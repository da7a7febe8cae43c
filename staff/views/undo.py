"""Taking a line of the log back, on a page of its own or from the queue."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext

from moderation.actions.log import check_moderator
from moderation.models import LogEntry
from staff.actions.undo import undo
from staff.forms import ReasonForm
from staff.log.lines import LogLink, log_lines
from staff.views.queue_outcomes import done, is_script, refused
from staff.views.reason_page import reason_page
from web.refusals import REFUSALS, do_or_show


@login_required
def take_back(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Undo what a line of the log says was done, with a reason."""
    check_moderator(request.user)
    get_object_or_404(LogEntry, pk=entry_id)
    (line,) = log_lines(LogEntry.objects.filter(pk=entry_id), request.user, 0, 1)
    page = partial(
        reason_page,
        request,
        title=gettext("Undo"),
        says=gettext("%(deed)s: %(reason)s") % {"deed": line.sentence, "reason": line.reason},
        back=reverse("moderation-log"),
    )
    if line.undone and request.method != "POST":
        # One line for many has no link where each of them was taken back by itself.
        links = line.links or [LogLink(line.page_url, gettext("Each of them"))]
        return page(None, 200, already=gettext("This was taken back already."), links=links)

    def do(reason: str) -> HttpResponse:
        try:
            undo(moderator=request.user, entry_id=entry_id, reason=reason)
        except REFUSALS as error:
            if is_script(request):
                return refused(request, error)
            raise
        if is_script(request) or "queue" in request.POST:
            return done(request, gettext("Taken back."))
        messages.success(request, gettext("Taken back; that stands in the log too."))
        return redirect("moderation-log")

    return do_or_show(request, ReasonForm, do, page)
