"""Reporting a text, or the claim of an objection by itself."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from critiques.actions.claim_reports import report_claim
from critiques.models import Objection
from forum.models import Post, Reply
from moderation.actions.reports import report
from moderation.models import Report
from staff.forms import ReportForm
from staff.views.reason_page import readable, reason_page
from web.refusals import do_or_show


@login_required
def text(request: HttpRequest, **target: int) -> HttpResponse:
    """Report an essay or a reply."""
    known = readable(request, **target)
    act = partial(report, reporter=request.user, **target)
    return _report(request, known, act, "Report", "Only moderators see your report.")


@login_required
def claim(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """Report an objection’s claim."""
    known = Objection.objects.known_to(request.user)
    objection = get_object_or_404(known, post=post_id, number=number)
    act = partial(report_claim, reporter=request.user, post_id=post_id, number=number)
    title = f"Report the claim of {objection.kind} {objection.address}"
    says = "It is about the claim alone, not the reply. Only moderators see your report."
    return _report(request, objection, act, title, says)


def _report(
    request: HttpRequest,
    known: Post | Reply | Objection,
    act: Callable[..., Report],
    title: str,
    says: str,
) -> HttpResponse:
    def do(reason: str) -> HttpResponse:
        act(reason=reason)
        messages.success(request, "Reported. A moderator will look at it.")
        return redirect(known)

    words = {"title": title, "says": says, "back": known.get_absolute_url(), "item": known}
    return do_or_show(request, ReportForm, do, partial(reason_page, request, **words))
