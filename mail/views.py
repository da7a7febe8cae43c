"""How often mail comes: chosen on one’s account, and stopped by a link in a mail."""

from contextlib import suppress

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mail.actions.choices import choose_mail, resume_mail, stop_mail
from mail.forms import MailChoicesForm
from mail.pages.choices import MailSettingsPage, StoppingPage
from mail.stopping import read_token
from web.sign_in import posted_by_members


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    """How often which mail comes."""
    page = MailSettingsPage.load(viewer=request.user)
    form = MailChoicesForm(request.POST or None, initial=page.choices)
    if request.method == "POST" and form.is_valid():
        choose_mail(person=request.user, choices=form.chosen())
        messages.success(request, gettext("Saved."))
        return redirect("mail-settings")
    status = 422 if request.method == "POST" else 200
    return render(request, "mail/settings.html", {"page": page, "form": form}, status=status)


@posted_by_members
def resume(request: HttpRequest) -> HttpResponse:
    """Let mail go again to an address that was refused."""
    resume_mail(person=request.user)
    messages.success(request, gettext("We try again with the next mail."))
    return redirect("mail-settings")


# The link itself says that it comes from a mail of ours; mail programs, which send it where one
# clicks “unsubscribe” (RFC 8058), have no cookies and no token of a form.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """What the link in a mail stops, and that it is stopped; opening it changes nothing."""
    stopping = read_token(token)
    if stopping is None:
        raise Http404("There is no such link.")
    if request.method == "POST":
        # To an address that is nobody’s any more nothing goes.
        with suppress(EmailAddress.DoesNotExist):
            stop_mail(stopping=stopping)
    page = StoppingPage.load(stopping)
    response = render(request, "mail/stop.html", {"page": page})
    # Whoever has the address of this page may stop the mail.
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
