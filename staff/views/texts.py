"""What moderators do to a single text or thread."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, gettext_lazy

from critiques.actions.curation import hide_closing_word, show_closing_word
from critiques.models import ClosingWord
from forum.models import Post, Reply
from moderation.actions import purges, removals, threads, wordings
from moderation.actions.log import check_moderator
from moderation.actions.purges import check_admin
from moderation.models import LogAct, LogEntry
from moderation.targets import HIDDEN, REMOVABLE
from staff.forms import ReasonForm, RemovalForm
from staff.views.reason_page import readable, reason_page
from web.refusals import do_or_show

THREAD_DEEDS = {
    LogAct.LOCK: (
        gettext_lazy("Lock the discussion"),
        gettext_lazy("It can be read, not continued; who shares an objection keeps their say."),
    ),
    LogAct.UNLOCK: (gettext_lazy("Unlock the discussion"), gettext_lazy("It goes on.")),
    LogAct.PIN: (gettext_lazy("Pin the post"), gettext_lazy("It stands first in the list.")),
    LogAct.UNPIN: (
        gettext_lazy("Unpin the post"),
        gettext_lazy("It takes its place by date again."),
    ),
}


@login_required
def hide(request: HttpRequest, **target: int) -> HttpResponse:
    """Remove an essay or a reply from public sight."""
    check_moderator(request.user)
    known = readable(request, **target)

    def remove(reason: str, branch: bool = False) -> None:
        act = removals.hide_branch if branch else removals.hide
        act(moderator=request.user, reason=reason, **target)

    return _with_reason(
        request,
        known,
        gettext("Remove"),
        gettext("Its writer and moderators still see the text; it can be undone."),
        remove,
        partial(RemovalForm, beneath=removals.public_beneath(known)),
        already="" if known.state in REMOVABLE else gettext("This is not public any more."),
    )


@login_required
def restore(request: HttpRequest, **target: int) -> HttpResponse:
    """Show again what was removed."""
    check_moderator(request.user)
    known = readable(request, **target)
    return _with_reason(
        request,
        known,
        gettext("Restore"),
        gettext("Everybody can read it again."),
        partial(removals.restore, moderator=request.user, **target),
        already=""
        if known.state in HIDDEN
        else gettext("This is not hidden; there is nothing to restore."),
    )


@login_required
def purge(request: HttpRequest, **target: int) -> HttpResponse:
    """Erase for good what was removed before."""
    check_admin(request.user)
    known = readable(request, **target)
    return _with_reason(
        request,
        known,
        gettext("Erase for good"),
        gettext(
            "All wordings go, and what critique repeats of them. Nothing brings them back; the "
            "reason stays in the public log."
        ),
        partial(purges.purge, admin=request.user, **target),
    )


@login_required
def wording(request: HttpRequest, revision: int, act: str, **target: int) -> HttpResponse:
    """Remove one earlier wording of an essay or a reply, or put it back."""
    check_moderator(request.user)
    known = readable(request, **target)
    get_object_or_404(known.revisions, number=revision)
    do = wordings.hide_wording if act == "hide" else wordings.show_wording
    return _with_reason(
        request,
        known,
        (
            gettext("Remove revision %(number)d")
            if act == "hide"
            else gettext("Put back revision %(number)d")
        )
        % {"number": revision},
        gettext("Only this wording; the text as it is now stays."),
        partial(do, moderator=request.user, revision=revision, **target),
    )


@login_required
def closing_word(request: HttpRequest, post_id: int, number: int, act: str) -> HttpResponse:
    """Remove a closing word of an essay’s author, or put it back."""
    check_moderator(request.user)
    post = readable(request, post_id=post_id)
    get_object_or_404(ClosingWord, post=post, number=number)
    do = hide_closing_word if act == "hide" else show_closing_word
    return _with_reason(
        request,
        post,
        gettext("Remove the closing word")
        if act == "hide"
        else gettext("Put back the closing word"),
        gettext("The essay stays; its author can write another one."),
        partial(do, moderator=request.user, post_id=post_id, number=number),
    )


@login_required
def thread(request: HttpRequest, post_id: int, act: str) -> HttpResponse:
    """Lock, unlock, pin or unpin a discussion."""
    check_moderator(request.user)
    post = readable(request, post_id=post_id)
    title, says = THREAD_DEEDS[LogAct(act)]
    return _with_reason(
        request,
        post,
        title,
        says,
        partial(threads.set_thread, moderator=request.user, post_id=post_id, act=LogAct(act)),
        already=threads.already(post, LogAct(act), request.user),
    )


def _with_reason(
    request: HttpRequest,
    known: Post | Reply,
    title: str,
    says: str,
    act: Callable[..., LogEntry],
    form_class: Callable[..., Form] = ReasonForm,
    already: str = "",
) -> HttpResponse:
    def do(**data: Any) -> HttpResponse:
        act(**data)
        messages.success(request, gettext("Done; it stands in the log."))
        known.refresh_from_db(fields=["state"])
        return redirect(known)

    words = {"title": title, "says": says, "back": known.get_absolute_url(), "item": known}
    if already and request.method != "POST":
        return reason_page(request, None, 200, already=already, **words)
    return do_or_show(request, form_class, do, partial(reason_page, request, **words))
