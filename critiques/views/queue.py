"""The moderators' queue, its decisions, and taking a line of the log back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from critiques.actions.claim_reports import decide_on_claim
from critiques.actions.decisions import decide_and_strike
from critiques.actions.undo import undo
from critiques.loglines import log_lines
from critiques.pages.queue import TABS, QueuePage
from forum.addresses import whole_number
from forum.refusals import messages_of, refuse, status_of
from moderation.actions.log import check_moderator
from moderation.forms import ReasonForm
from moderation.models import LogEntry

DONE = {
    "remove": "Removed.",
    "warn": "Kept, with a warning.",
    "fine": "Found fine.",
    "dismiss": "Dismissed.",
}


@require_safe
@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a decision."""
    return _page(request, request.GET.get("show", ""))


@require_POST
@login_required
def decide(request: HttpRequest) -> HttpResponse:
    """Remove, keep and warn, fine, or dismiss."""
    check_moderator(request.user)
    data = request.POST
    decision = data.get("decision", "")
    common = {
        "moderator": request.user,
        "decision": decision,
        "reason": data.get("reason", ""),
        "post_id": whole_number(data.get("post", "")),
    }
    claim = whole_number(data.get("objection", ""))
    try:
        if claim is not None:
            decide_on_claim(**common, number=claim)
        else:
            decide_and_strike(
                **common,
                reply_id=whole_number(data.get("reply", "")),
                strike_numbers=[n for n in map(whole_number, data.getlist("strike")) if n],
            )
    except (ValidationError, PermissionDenied) as error:
        return _page(request, data.get("show", ""), error)
    messages.success(request, f"{DONE[decision]} You can undo it in the log.")
    tab = data.get("show", "")
    queue = reverse("moderation-queue")
    return redirect(f"{queue}?show={tab}" if tab in TABS and tab else queue)


@login_required
def take_back(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Undo what a line of the log says was done, with a reason."""
    check_moderator(request.user)
    entry = get_object_or_404(LogEntry, pk=entry_id)
    (line,) = log_lines(LogEntry.objects.filter(pk=entry.pk), request.user, 0, 1)
    form, status = ReasonForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                undo(moderator=request.user, entry_id=entry_id, reason=form.cleaned_data["reason"])
            except (ValidationError, PermissionDenied) as error:
                status = refuse(form, error)
            else:
                messages.success(request, "Taken back; that stands in the log too.")
                return redirect("moderation-log")
    says = f"{line.actor} {line.did} {line.target}: {line.reason}"
    context = {"form": form, "title": "Undo", "says": says, "back": reverse("moderation-log")}
    return render(request, "moderation/reason_form.html", context, status=status)


def _page(
    request: HttpRequest, tab: str, error: ValidationError | PermissionDenied | None = None
) -> HttpResponse:
    data = request.POST
    claim = f"-{data['objection']}" if data.get("objection") else ""
    typed = {f"{data.get('post')}-{data.get('reply', '')}{claim}": data.get("reason", "")}
    page = QueuePage.load(moderator=request.user, tab=tab, typed=typed)
    context = {"page": page, "errors": messages_of(error) if error else []}
    status = status_of(error) if error else 200
    return render(request, "moderation/queue.html", context, status=status)
