"""Reporting, and what moderators do to a single text or thread; the queue is critiques'."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from forum.models import Post, Reply
from moderation.actions import purges, removals, reports, threads, wordings
from moderation.actions.log import check_moderator
from moderation.actions.purges import check_admin
from moderation.models import Act
from moderation.targets import HIDDEN, REMOVABLE
from staff.forms import ReasonForm, RemovalForm, ReportForm
from web.refusals import refuse

THREAD_DEEDS = {
    Act.LOCK: ("Lock the discussion", "It can be read, not continued; holders keep their say."),
    Act.UNLOCK: ("Unlock the discussion", "It goes on."),
    Act.PIN: ("Pin the post", "It stands first in the list."),
    Act.UNPIN: ("Unpin the post", "It takes its place by date again."),
}


@login_required
def report(request: HttpRequest, **target: int) -> HttpResponse:
    """Report an essay or a reply."""
    known = _readable(request, **target)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reports.report(reporter=request.user, **target, **form.cleaned_data)
        except (ValidationError, PermissionDenied) as error:
            return _form(request, form, known, "Report", "", status=refuse(form, error))
        messages.success(request, "Reported. A moderator will look at it.")
        return redirect(known)
    status = 422 if request.method == "POST" else 200
    return _form(request, form, known, "Report", "Only moderators see your report.", status=status)


@login_required
def hide(request: HttpRequest, **target: int) -> HttpResponse:
    """Remove an essay or a reply from public sight."""
    check_moderator(request.user)
    known = _readable(request, **target)

    def remove(reason: str, branch: bool = False) -> None:
        act = removals.hide_branch if branch else removals.hide
        act(moderator=request.user, reason=reason, **target)

    return _with_reason(
        request,
        known,
        "Remove",
        "Its writer and moderators still see the text; it can be undone.",
        remove,
        partial(RemovalForm, beneath=removals.public_beneath(known)),
        already="" if known.state in REMOVABLE else "This is not public any more.",
    )


@login_required
def restore(request: HttpRequest, **target: int) -> HttpResponse:
    """Show again what was removed."""
    check_moderator(request.user)
    known = _readable(request, **target)
    return _with_reason(
        request,
        known,
        "Restore",
        "Everybody can read it again.",
        partial(removals.restore, moderator=request.user, **target),
        already="" if known.state in HIDDEN else "This is not hidden; there is nothing to restore.",
    )


@login_required
def purge(request: HttpRequest, **target: int) -> HttpResponse:
    """Erase for good what was removed before."""
    check_admin(request.user)
    known = _readable(request, **target)
    return _with_reason(
        request,
        known,
        "Erase for good",
        "All wordings go, and what critique repeats of them. Nothing brings them back; the reason "
        "stays in the public log.",
        partial(purges.purge, admin=request.user, **target),
    )


@login_required
def wording(request: HttpRequest, revision: int, act: str, **target: int) -> HttpResponse:
    """Remove one earlier wording of an essay or a reply, or put it back."""
    check_moderator(request.user)
    known = _readable(request, **target)
    get_object_or_404(known.revisions, number=revision)
    do = wordings.hide_wording if act == "hide" else wordings.show_wording
    return _with_reason(
        request,
        known,
        f"{'Remove' if act == 'hide' else 'Put back'} revision {revision}",
        "Only this wording; the text as it is now stays.",
        partial(do, moderator=request.user, revision=revision, **target),
    )


@login_required
def thread(request: HttpRequest, post_id: int, act: str) -> HttpResponse:
    """Lock, unlock, pin or unpin a discussion."""
    check_moderator(request.user)
    post = _readable(request, post_id=post_id)
    title, says = THREAD_DEEDS[Act(act)]
    return _with_reason(
        request,
        post,
        title,
        says,
        partial(threads.set_thread, moderator=request.user, post_id=post_id, act=Act(act)),
        already=threads.already(post, Act(act), request.user),
    )


def _with_reason(
    request: HttpRequest,
    known: Any,
    title: str,
    says: str,
    act: Callable[..., Any],
    form_class: Callable[..., Form] = ReasonForm,
    already: str = "",
) -> HttpResponse:
    if already and request.method != "POST":
        return _form(request, None, known, title, says, status=200, already=already)
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data)
        except (ValidationError, PermissionDenied) as error:
            return _form(request, form, known, title, says, status=refuse(form, error))
        messages.success(request, "Done; it stands in the log.")
        known.refresh_from_db(fields=["state"])
        return redirect(known)
    status = 422 if request.method == "POST" else 200
    return _form(request, form, known, title, says, status=status)


def _readable(
    request: HttpRequest, post_id: int | None = None, reply_id: int | None = None
) -> Post | Reply:
    model = Post if reply_id is None else Reply
    readable = model.objects.readable_by(request.user).select_related("author")
    return get_object_or_404(readable, pk=reply_id or post_id)


def _form(
    request: HttpRequest,
    form: Any,
    known: Post | Reply,
    title: str,
    says: str,
    status: int,
    already: str = "",
) -> HttpResponse:
    context = {"form": form, "item": known, "title": title, "says": says, "already": already}
    context["back"] = known.get_absolute_url()
    return render(request, "staff/reason_form.html", context, status=status)
