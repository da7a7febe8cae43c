"""What moderators decide about a person: a page with its forms."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from moderation.actions.appointments import appoint
from moderation.actions.biographies import hide_bio
from moderation.actions.people import suspend, unsuspend, warn_person
from moderation.models import LogEntry
from staff.forms import ReasonForm, RoleForm, SuspensionForm
from staff.pages.people import PersonPage
from web.refusals import do_or_show

# By what the page calls each: its form, the action, and what is said once it is done.
DEEDS: dict[str, tuple[type[ReasonForm], Callable[..., LogEntry], str | Promise]] = {
    "suspend": (SuspensionForm, suspend, gettext_lazy("Suspended; it stands in the log.")),
    "end": (ReasonForm, unsuspend, gettext_lazy("They may write again; it stands in the log.")),
    "bio": (ReasonForm, hide_bio, gettext_lazy("Removed; it stands in the log.")),
    "warn": (ReasonForm, warn_person, gettext_lazy("Warned; it stands in the log.")),
    "appoint": (RoleForm, appoint, gettext_lazy("They have another role; it stands in the log.")),
}


@login_required
def moderate(request: HttpRequest, username: str) -> HttpResponse:
    """Warn somebody, suspend them, end that, remove their profile text, or give them a role.

    `do` says which.
    """
    page = PersonPage.load(moderator=request.user, username=username)
    what = request.POST.get("do", "")
    if what not in DEEDS:
        return _page(request, page, {}, 200 if request.method != "POST" else 422)
    form_class, act, said = DEEDS[what]

    def do(**data: Any) -> HttpResponse:
        by = "admin" if what == "appoint" else "moderator"
        act(**{by: request.user}, username=username, **data)
        messages.success(request, said)
        return redirect("profile-moderate", page.person.username)

    def show(form: Form, status: int) -> HttpResponse:
        errors = form.non_field_errors()
        more = {"errors": errors, "typed": _unshown(page, what, form) if errors else ""}
        return _page(request, page, {what: form}, status, **more)

    return do_or_show(request, partial(form_class, auto_id=f"{what}_%s"), do, show)


def _unshown(page: PersonPage, what: str, form: Form) -> str:
    """Return the reason that was sent, where its form is not on the page: done in another tab."""
    if what == "appoint":
        shown = page.may_appoint
    else:
        shown = page.may_decide and (
            page.has_bio if what == "bio" else what == "warn" or (what == "end") == page.suspended
        )
    return "" if shown else form.cleaned_data["reason"]


def _page(
    request: HttpRequest, page: PersonPage, sent: dict[str, Form], status: int, **more: Any
) -> HttpResponse:
    forms = {name: form(auto_id=f"{name}_%s") for name, (form, _, _) in DEEDS.items()} | sent
    context = {"page": page, **{f"{name}_form": form for name, form in forms.items()}, **more}
    return render(request, "staff/people.html", context, status=status)
