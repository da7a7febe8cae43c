"""The public log of moderation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from staff.log.feed import log_feed
from staff.log.filters import LogFilter
from staff.pages.log import LogEntryPage, LogPage
from web.addresses import page_number
from web.atom import atom_of, atom_response
from web.languages import in_one_language
from web.origin import origin_of
from web.pagination import Asked


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """What moderators did and why; public."""
    page = LogPage.load(
        viewer=request.user,
        asked=LogFilter.of(request.GET),
        page=Asked.of(request.GET),
    )
    return render(request, "staff/log.html", {"page": page})


@require_safe
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One line, what it takes back or was taken back by, and its parts; public."""
    page = LogEntryPage.load(
        viewer=request.user,
        entry_id=entry_id,
        page=page_number(request.GET.get("page", "")),
    )
    return render(request, "staff/log_entry.html", {"page": page})


@require_safe
@in_one_language
def feed(request: HttpRequest) -> HttpResponse:
    """The same for feed readers; what they have already is not sent again."""
    document = log_feed(LogFilter.of(request.GET), origin_of(request))
    return atom_response(request, lambda: atom_of(document))
