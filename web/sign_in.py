"""Signing in, for pages on which only people with an account can write."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST


def sign_in_to_open(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send visitors who open the page to sign in; what they post the view refuses itself."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return opened


def posted_by_members(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view be asked by POST alone, and send visitors to sign in."""
    return require_POST(login_required(view))
