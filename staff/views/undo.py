"""Taking a line of the log back, on a page of its own or from the queue."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from moderation.actions.log import check_moderator
from moderation.models import LogEntry
from staff.actions.undo import undo
from staff.forms import ReasonForm
from staff.log.lines import LogLine, LogLink, log_lines
from staff.views.queue_answers import done, is_script, refused
from web.refusals import refuse


@login_required
def take_back(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Undo what a line of the log says was done, with a reason."""
    check_moderator(request.user)
    get_object_or_404(LogEntry, pk=entry_id)
    (line,) = log_lines(LogEntry.objects.filter(pk=entry_id), request.user, 0, 1)
    form, status = ReasonForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                undo(moderator=request.user, entry_id=entry_id, reason=form.cleaned_data["reason"])
            except (ValidationError, PermissionDenied) as error:
                if is_script(request):
                    return refused(request, error)
                status = refuse(form, error)
            else:
                if is_script(request) or "queue" in request.POST:
                    return done(request, "Taken back.")
                messages.success(request, "Taken back; that stands in the log too.")
                return redirect("moderation-log")
    elif line.undone:
        return _page(request, line, None, 200)
    return _page(request, line, form, status)


def _page(
    request: HttpRequest, line: LogLine, form: ReasonForm | None, status: int
) -> HttpResponse:
    says = f"{line.sentence}: {line.reason}"
    context = {"form": form, "title": "Undo", "says": says, "back": reverse("moderation-log")}
    if form is None:
        context["already"] = "This was taken back already."
        # One line for many has no link where each of them was taken back by itself.
        context["links"] = line.links or [LogLink(line.page_url, "Each of them")]
    return render(request, "staff/reason_form.html", context, status=status)
