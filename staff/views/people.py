"""What moderators decide about a person: a page with its forms."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from moderation.actions.appointments import appoint
from moderation.actions.people import suspend, unsuspend, warn_person
from staff.forms import ReasonForm, RoleForm, SuspensionForm
from staff.pages.people import PersonPage
from web.refusals import messages_of, refuse

FORMS: dict[str, type[ReasonForm]] = {
    "suspend": SuspensionForm,
    "end": ReasonForm,
    "warn": ReasonForm,
    "appoint": RoleForm,
}
DONE = {
    "suspend": "Suspended",
    "end": "They may write again",
    "warn": "Warned",
    "appoint": "They have another role",
}


@login_required
def moderate(request: HttpRequest, username: str) -> HttpResponse:
    """Warn somebody, suspend them, end that, or give them a role; `do` says which."""
    page = PersonPage.load(moderator=request.user, username=username)
    do = request.POST.get("do", "")
    forms = {
        name: form(request.POST if name == do else None, auto_id=f"{name}_%s")
        for name, form in FORMS.items()
    }
    if request.method != "POST" or do not in forms:
        status = 200 if request.method != "POST" else 422
        return _page(request, page, forms, status)
    if not forms[do].is_valid():
        return _page(request, page, forms, 422)
    try:
        _do(request, do, username, forms[do])
    except (ValidationError, PermissionDenied) as error:
        status, typed = refuse(forms[do], error), _unshown(page, do, forms)
        return _page(request, page, forms, status, messages_of(error), typed)
    messages.success(request, f"{DONE[do]}; it stands in the log.")
    return redirect("profile-moderate", page.person.username)


def _do(request: HttpRequest, do: str, username: str, form: Form) -> None:
    data = {"username": username, "reason": form.cleaned_data["reason"]}
    if do == "appoint":
        appoint(admin=request.user, role=form.cleaned_data["role"], **data)
        return
    by = {"moderator": request.user, **data}
    if do == "suspend":
        suspend(**by, until=form.cleaned_data["until"])
    elif do == "end":
        unsuspend(**by)
    else:
        warn_person(**by)


def _unshown(page: PersonPage, do: str, forms: dict[str, ReasonForm]) -> str:
    """Return the reason that was sent, where its form is not on the page: done in another tab."""
    if do == "appoint":
        shown = page.may_appoint
    else:
        shown = page.may_decide and (do == "warn" or (do == "end") == page.suspended)
    return "" if shown else forms[do].cleaned_data["reason"]


def _page(
    request: HttpRequest,
    page: PersonPage,
    forms: dict[str, ReasonForm],
    status: int,
    errors: Sequence[str] = (),
    typed: str = "",
) -> HttpResponse:
    context = {"page": page, **{f"{name}_form": form for name, form in forms.items()}}
    context |= {"errors": errors, "typed": typed}
    return render(request, "staff/person.html", context, status=status)
