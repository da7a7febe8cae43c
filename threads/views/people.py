"""A person’s page, and what they change of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.profile import ProfileForm
from accounts.pages.settings import AccountPage
from forum.actions.profiles import change_profile
from threads.pages.people.profile import ProfilePage
from web.pagination import Asked
from web.refusals import messages_of, status_of

PROFILE = ("display_name", "bio", "timezone", "language")


@require_safe
def profile(request: HttpRequest, username: str) -> HttpResponse:
    """A person's posts, replies and objections."""
    page = ProfilePage.load(
        viewer=request.user,
        username=username,
        essays=Asked.of(request.GET, "essays", "essays_"),
        objections=Asked.of(request.GET, "objections", "objections_"),
        replies=Asked.of(request.GET),
    )
    return render(request, "threads/profile.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """What others see of oneself, and the ways to one's address, password and the door."""
    if request.method != "POST":
        initial = {name: getattr(request.user, name) for name in PROFILE}
        return _account(request, ProfileForm(initial=initial))
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _account(request, form, status=422)
    try:
        change_profile(user=request.user, **form.cleaned_data)
    except PermissionDenied as error:
        form.add_error(None, str(error))
        return _account(request, form, status=403)
    except ValidationError as error:
        _refuse(form, error)
        return _account(request, form, status=429 if _is_limit(error) else 422)
    messages.success(request, gettext("Saved."))
    return redirect("account-settings")


def _refuse(form: ProfileForm, error: ValidationError) -> None:
    """Say why beside the field that it is about."""
    if hasattr(error, "error_dict"):
        form.add_error(None, error)
    else:
        form.add_error(None if _is_limit(error) else "display_name", messages_of(error))


def _is_limit(error: ValidationError) -> bool:
    return status_of(error) == 429


def _account(request: HttpRequest, form: ProfileForm, status: int = 200) -> HttpResponse:
    page = AccountPage.load(viewer=request.user)
    return render(request, "account/settings.html", {"page": page, "form": form}, status=status)
