"""Where one is signed in, and signing out there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts.actions.sessions import end_session, end_sessions
from accounts.pages.sessions import SessionsPage
from web.sign_in import posted_by_members


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """The sessions that are open."""
    page = SessionsPage.load(viewer=request.user, key=request.session.session_key)
    return render(request, "account/sessions.html", {"page": page})


@posted_by_members
def end(request: HttpRequest, session_id: int) -> HttpResponse:
    """Sign out in one place."""
    end_session(user=request.user, session_id=session_id)
    messages.success(request, gettext("Signed out there."))
    return redirect("sessions")


@posted_by_members
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    end_sessions(user=request.user, but=request.session.session_key)
    messages.success(request, gettext("You are signed in here alone."))
    return redirect("sessions")
