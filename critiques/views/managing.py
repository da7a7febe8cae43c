"""Closing a discussion, or it to new objections, and barring a critic: a page and its forms."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from critiques.actions import closings
from critiques.pages.managing import ManagePage
from forum.actions import bars
from forum.actions.comments import close_comments, reopen_comments
from forum.models import Post
from moderation.actions.bars import lift_bar
from web.addresses import page_number
from web.refusals import REFUSALS, Refusal, show_again
from web.sign_in import posted_by_members


@require_safe
@login_required
def manage(request: HttpRequest, post_id: int) -> HttpResponse:
    """What the author, or a moderator, can do about the discussion of an essay."""
    return _page(request, post_id, page=page_number(request.GET.get("page", "")))


@posted_by_members
def closing(request: HttpRequest, post_id: int) -> HttpResponse:
    """Close it to new objections, or with `reopen` open it to them again."""
    again = "reopen" in request.POST
    action = closings.reopen if again else closings.close
    done = (
        gettext("New objections can be raised again.")
        if again
        else gettext("Closed to new objections.")
    )
    details = {"actor": request.user, "reason": request.POST.get("reason", "")}
    return _do(request, post_id, action, done, **details)


@posted_by_members
def comments(request: HttpRequest, post_id: int) -> HttpResponse:
    """The author closes the discussion to everybody, or with `reopen` lets it go on."""
    if "reopen" in request.POST:
        action, done = reopen_comments, gettext("The discussion goes on.")
    else:
        action, done = close_comments, gettext("Closed. The page says so, and when.")
    return _do(request, post_id, action, done, author=request.user)


@posted_by_members
def bar(request: HttpRequest, post_id: int) -> HttpResponse:
    """The author bars somebody."""
    data = request.POST
    details = {"author": request.user, "username": data.get("person", "")}
    done = gettext("Barred. The critique says so, with your reason.")
    return _do(request, post_id, bars.bar, done, **details, reason=data.get("reason", ""))


@posted_by_members
def lift(request: HttpRequest, post_id: int) -> HttpResponse:
    """The author, or a moderator with a reason, lets somebody write there again."""
    username, reason = request.POST.get("person", ""), request.POST.get("reason", "")
    done = gettext("Lifted: they can write here again.")
    own = Post.objects.known_to(request.user).filter(pk=post_id, author=request.user)
    if own.exists() or not request.user.is_moderator:
        return _do(request, post_id, bars.lift, done, author=request.user, username=username)
    details = {"moderator": request.user, "username": username, "reason": reason}
    return _do(request, post_id, lift_bar, done, **details)


def _do(
    request: HttpRequest, post_id: int, action: Callable[..., object], done: str, **details: Any
) -> HttpResponse:
    try:
        action(post_id=post_id, **details)
    except REFUSALS as error:
        return _page(request, post_id, error)
    messages.success(request, done)
    return redirect("post-manage", post_id)


def _page(
    request: HttpRequest,
    post_id: int,
    error: Refusal | None = None,
    page: int = 1,
) -> HttpResponse:
    """Show the page, with what was refused and what was typed."""
    found = ManagePage.load(viewer=request.user, post_id=post_id, page=page)
    context: dict[str, Any] = {"page": found}
    context["typed"] = request.POST if error else {"person": request.GET.get("person", "")}
    return show_again(request, "critiques/manage.html", context, error)
