"""Letting people in to write, without losing what they wrote, or telling them at once why not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse


def sign_in_to_open(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send visitors who open the page to sign in; what they post the view refuses itself."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return opened


@contextmanager
def refused_at_the_door() -> Iterator[None]:
    """Let what an action would refuse be a 403 page, before anything is typed for nothing."""
    try:
        yield
    except ValidationError as error:
        raise PermissionDenied(error.messages[0]) from error
