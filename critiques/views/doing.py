"""What the views of an objection share: doing one thing to it, and showing its page."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from critiques.pages.objection import ObjectionPage
from critiques.record.waiting import way_back
from web.refusals import messages_of, status_of


def do(
    request: HttpRequest,
    action: Any,
    done: str,
    post_id: int,
    number: int,
    who: str = "user",
    **details: Any,
) -> HttpResponse:
    """Carry out an action on an objection, as `who`, or show why not.

    It leads back to the objection, or to the desk where the form stood there.
    """
    try:
        action(**{who: request.user}, post_id=post_id, number=number, **details)
    except (ValidationError, PermissionDenied) as error:
        return show(request, post_id, number, error=error)
    messages.success(request, done)
    return redirect(way_back(request.POST) or reverse("objection", args=[post_id, number]))


def show(
    request: HttpRequest,
    post_id: int,
    number: int,
    error: ValidationError | PermissionDenied | None = None,
    place: int = 1,
) -> HttpResponse:
    """Show a page of an objection, with what was refused and what was typed."""
    which = {"post_id": post_id, "number": number, "page": place}
    page = ObjectionPage.load(viewer=request.user, **which)
    context = {"page": page, "typed": request.POST if error else {}}
    context["errors"] = messages_of(error) if error else []
    status = status_of(error) if error else 200
    return render(request, "critiques/objection.html", context, status=status)
