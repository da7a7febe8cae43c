"""What comes of a decision in the queue: the queue again, or word of it to its script."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from moderation.actions.log import check_moderator
from moderation.models import LogEntry
from staff.pages.queue import QueuePage
from staff.queue.forms import name_of, sent_of
from staff.queue.keys import Key
from staff.queue.rows import waiting_rows
from staff.queue.tabs import by_tab, queue_url
from web.pagination import Asked
from web.refusals import REFUSALS, Refusal, messages_of, status_of
from web.sign_in import posted_by_members


def from_queue(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a moderator send what a form of the queue asks for; what is refused, the queue says."""

    @posted_by_members
    @wraps(view)
    def answered(request: HttpRequest, **which: int) -> HttpResponse:
        check_moderator(request.user)
        try:
            return view(request, **which)
        except REFUSALS as error:
            return refused(request, error, name_of(request.POST, **which))

    return answered


def done(
    request: HttpRequest,
    said: str,
    entry: LogEntry | None = None,
    skipped: Iterable[tuple[Key, str]] = (),
    undo: str = "",
) -> HttpResponse:
    """Say what was done, and what was not; `entry` can be taken back, or else `undo` does it."""
    if entry:
        undo = reverse("moderation-undo", args=[entry.pk])
    if is_script(request):
        left = {str(key): why for key, why in skipped}
        return JsonResponse({"said": said, "undo": undo, "skipped": left} | _state(request.POST))
    messages.success(request, said)
    for why in dict.fromkeys(why for _, why in skipped):
        messages.error(request, why)
    return redirect(queue_url(**_where(request.POST)))


def refused(request: HttpRequest, error: Refusal, name: str = "") -> HttpResponse:
    """Say why it was not done; the queue keeps what was chosen and typed for `name`."""
    said, status = messages_of(error), status_of(error)
    if is_script(request):
        return JsonResponse({"said": " ".join(said)} | _state(request.POST), status=status)
    sent = sent_of(request.POST, name, said)
    page = QueuePage.load(moderator=request.user, **_where(request.POST), sent=sent)
    return render(request, "staff/queue.html", {"page": page}, status=status)


def is_script(request: HttpRequest) -> bool:
    """Whether the queue's own script asks, and goes on by itself."""
    return request.headers.get("accept") == "application/json"


def _state(data: QueryDict) -> dict[str, Any]:
    """Return how much each tab has now, and by name what stands in the one that is shown."""
    tabs = by_tab(waiting_rows())
    shown = tabs.get(data.get("show", ""), tabs[""])
    counts = {tab: len(each) for tab, each in tabs.items()}
    return {"counts": counts, "waiting": [each.name for each in shown]}


def _where(data: QueryDict) -> dict[str, Any]:
    return {"tab": data.get("show", ""), "by": data.get("by", ""), "page": Asked.sent(data)}
