"""Reporting the claim of an objection by itself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from critiques.actions.claim_reports import report_claim
from critiques.models import Objection
from staff.forms import ReportForm
from web.refusals import refuse


@login_required
def report(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """Report an objection's claim."""
    known = Objection.objects.known_to(request.user)
    objection = get_object_or_404(known, post=post_id, number=number)
    form = ReportForm(request.POST if request.method == "POST" else None)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            report_claim(reporter=request.user, post_id=post_id, number=number, **form.cleaned_data)
        except (ValidationError, PermissionDenied) as error:
            status = refuse(form, error)
        else:
            messages.success(request, "Reported. A moderator will look at it.")
            return redirect(objection)
    says = "It is about the claim alone, not the reply. Only moderators see your report."
    title = f"Report the claim of {objection.kind} {objection.address}"
    context = {"form": form, "item": objection, "title": title, "says": says}
    context["back"] = objection.get_absolute_url()
    return render(request, "staff/reason_form.html", context, status=status)
