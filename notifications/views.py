"""What somebody is told: the page, and that it is read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from moderation.actions.notices import mark_one_seen
from notifications.actions.reading import mark_all_read, mark_read
from notifications.pages.notices import NoticesPage
from notifications.pages.texts import destination_of
from web.addresses import address_of, whole_number
from web.pagination import Asked, with_query
from web.sign_in import posted_by_members


@require_safe
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """What one is told, by essay, the newest first."""
    page = NoticesPage.load(viewer=request.user, page=Asked.of(request.GET))
    return render(request, "notifications/notices.html", {"page": page})


@posted_by_members
def read(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Read a notice: by following it (`open`), or by hand."""
    row = mark_read(
        person=request.user,
        notification_id=notification_id,
        until=whole_number(request.POST.get("until", "")) or 0,
    )
    return redirect(destination_of(row, request.user)) if "open" in request.POST else _back(request)


@posted_by_members
def read_all(request: HttpRequest) -> HttpResponse:
    """Read all that the page showed, and what is older."""
    until, decided = (
        whole_number(request.POST.get(each, "")) or 0 for each in ("until", "decided")
    )
    mark_all_read(person=request.user, until=until, decided=decided)
    return redirect("notifications")


@posted_by_members
def read_decision(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Read what moderators decided: by following it (`open`), or by hand."""
    mark_one_seen(person=request.user, entry_id=entry_id)
    if "open" in request.POST:
        return redirect(f"{address_of('decisions')}#decision-{entry_id}")
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """Lead back to the page of the list that a form was sent from."""
    asked = Asked.sent(request.POST)
    query = "&".join(f"{name}={value}" for name, value in asked.fields)
    here = address_of("notifications")
    return redirect(with_query(here, query) or here)
