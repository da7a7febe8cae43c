"""The language in which somebody reads who is not signed in, kept in their browser."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from web.origin import origin_of


# A token would make every visitor's page another: none could be kept for all. What is chosen is
# kept in a cookie alone, and a form of another site's is known by where it says that it is from.
@csrf_exempt
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the language in a cookie, and lead back; who is signed in chooses it on their account.

    Raises ValidationError for what is no language of the site's.
    """
    if request.headers.get("Origin", origin_of(request)) != origin_of(request):
        raise PermissionDenied(gettext("This form came from another site. Nothing was changed."))
    if request.user.is_authenticated:
        return redirect("account-settings")
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        raise ValidationError(gettext("Choose a language from the list."))
    response = redirect(_page_before(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response


def _page_before(request: HttpRequest) -> str:
    """Return the page on which somebody chose, if it is one of the site's and is told."""
    page = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return page if is_ours else "/"
