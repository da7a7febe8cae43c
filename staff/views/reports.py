"""Reporting a text, or the claim of an objection by itself."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, gettext_lazy

from critiques.actions.claim_reports import check_claim_reportable, mark_of, report_claim
from critiques.models import Objection
from critiques.words import Kind
from forum.models import Post, Reply
from moderation.actions.reports import check_reportable, report
from moderation.models import Report
from moderation.targets import Target
from staff.forms import ReportForm
from staff.views.reason_page import readable, reason_page
from web.addresses import whole_number
from web.refusals import do_or_show, why_not

TITLES = {
    Kind.OBJECTION: gettext_lazy("Report the claim of objection %(address)s"),
    Kind.QUESTION: gettext_lazy("Report the claim of question %(address)s"),
}


@login_required
def text(request: HttpRequest, **target: int) -> HttpResponse:
    """Report an essay or a reply."""
    known = readable(request, **target)
    says = gettext("Only moderators see your report.")

    def act(seen: str, reason: str) -> Report:
        by = {"reporter": request.user, "reason": reason}
        return report(**by, **target, revision=whole_number(seen))

    about = Target(known.post, known) if isinstance(known, Reply) else Target(known, None)
    already = why_not(check_reportable, request.user, about)
    seen = str(known.revision)
    return _report(request, known, act, gettext("Report"), says, seen=seen, already=already)


@login_required
def claim(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """Report an objection’s claim."""
    known = Objection.objects.known_to(request.user)
    objection = get_object_or_404(known, post=post_id, number=number)
    act = partial(report_claim, reporter=request.user, post_id=post_id, number=number)
    title = TITLES[Kind(objection.kind)] % {"address": objection.address}
    says = gettext(
        "It is about the claim and what people said of it in a line, not about replies. Only "
        "moderators see your report."
    )
    already = why_not(check_claim_reportable, request.user, objection)
    seen = mark_of(objection)
    return _report(request, objection, act, title, says, seen=seen, already=already)


def _report(
    request: HttpRequest,
    known: Post | Reply | Objection,
    act: Callable[..., Report],
    title: str,
    says: str,
    seen: str,
    already: str,
) -> HttpResponse:
    def do(**data: str) -> HttpResponse:
        act(**data)
        messages.success(request, gettext("Reported. A moderator will look at it."))
        return redirect(known)

    words = {
        "title": title,
        "says": says,
        "back": known.get_absolute_url(),
        "item": known,
        "seen": seen,
    }
    if already and request.method != "POST":
        return reason_page(request, None, 200, already=already, **words)
    return do_or_show(request, ReportForm, do, partial(reason_page, request, **words))
