"""Which languages the site speaks; what is the same for everybody is in one of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils import translation


def spoken(language: str) -> str:
    """Return this language if the site speaks it, else that of the site: accounts outlive that."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def in_one_language(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let a view answer everybody in the language of the site, which the answer names.

    So one tag stands for it, and whoever keeps it may give it to all.
    """

    @wraps(view)
    def respond(*args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(settings.LANGUAGE_CODE):
            response = view(*args, **kwargs)
        response.headers["Content-Language"] = settings.LANGUAGE_CODE
        return response

    return respond
