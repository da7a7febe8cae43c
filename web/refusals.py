"""What an action refused, shown on the form that was sent, so that nothing typed is lost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Refusal = ValidationError | PermissionDenied
REFUSALS = (ValidationError, PermissionDenied)
STATUS = {"conflict": 409, "rate": 429}


def show_again(
    request: HttpRequest, template: str, context: dict[str, Any], error: Refusal | None
) -> HttpResponse:
    """Show a page with what was refused of what was sent, as `errors`; nothing may have been."""
    errors, status = (messages_of(error), status_of(error)) if error else ([], 200)
    return render(request, template, {**context, "errors": errors}, status=status)


def refuse(form: forms.Form, error: Refusal) -> int:
    """Put the refusal on the form and return the HTTP status it deserves (403, 409, 422, 429)."""
    form.add_error(None, ValidationError(messages_of(error)))
    return status_of(error)


def do_or_show(
    request: HttpRequest,
    form_class: Callable[..., forms.Form],
    do: Callable[..., HttpResponse],
    show: Callable[[forms.Form, int], HttpResponse],
) -> HttpResponse:
    """Do what a form asks for, or show it again with what was typed and why it was refused.

    `do` gets what a valid form holds, by name, and may refuse as an action does; `show` gets the
    form and the HTTP status: 200 where nothing was sent, 422 where it is not valid, or as `refuse`
    says.
    """
    if request.method != "POST":
        return show(form_class(), 200)
    form = form_class(request.POST)
    if not form.is_valid():
        return show(form, 422)
    try:
        return do(**form.cleaned_data)
    except REFUSALS as error:
        return show(form, refuse(form, error))


def messages_of(error: Refusal) -> list[str]:
    """Return what a refusal says to its reader."""
    return error.messages if isinstance(error, ValidationError) else [str(error)]


def why_not(check: Callable[..., None], *of: Any) -> str:
    """Return why `check` refuses these, as it tells its reader; empty where it does not."""
    try:
        check(*of)
    except REFUSALS as error:
        return messages_of(error)[0]
    return ""


def status_of(error: Refusal) -> int:
    """Return the HTTP status of a refusal: 403, 409 for a conflict, 429 for a rate, else 422."""
    if isinstance(error, PermissionDenied):
        return 403
    codes = {item.code for item in getattr(error, "error_list", [])}
    return next((STATUS[code] for code in STATUS if code in codes), 422)


@contextmanager
def refused_as_page() -> Iterator[None]:
    """Let what an action would refuse be a 403 page, before anything is typed for nothing."""
    try:
        yield
    except ValidationError as error:
        raise PermissionDenied(error.messages[0]) from error
