"""Moderators move replies, make essays of them, and merge essays."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from critiques.actions.joins import join
from forum.models import State
from moderation.actions import moves
from moderation.actions.log import check_moderator
from moderation.models import LogEntry
from staff.forms import JoinForm, MoveForm, SplitForm
from staff.pages.moves import MovingPage
from staff.views.destinations import UNREADABLE, destination, of_reply, reply_number
from web.refusals import do_or_show

SAYS = {
    "move": (
        gettext_lazy("Move"),
        gettext_lazy(
            "All that stands beneath it goes along. A line at its old place says where it went."
        ),
    ),
    "merge": (
        gettext_lazy("Merge into another essay"),
        gettext_lazy(
            "Its thread and its critique go there; its own text is not shown any more, and its "
            "addresses lead to the other."
        ),
    ),
    "split": (
        gettext_lazy("Make an essay of it"),
        gettext_lazy(
            "Its text becomes the essay, by the same writer; the replies beneath it become its "
            "thread."
        ),
    ),
}


@login_required
def move(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Move a reply, with all beneath it, within its thread or to another."""
    check_moderator(request.user)
    page = MovingPage.of_reply(moderator=request.user, reply_id=reply_id)

    def act(to: str, beneath: str, reason: str) -> str:
        place = destination(request, to) if to else None
        post_id = place.post if place else page.post.pk
        parent = place.reply if place else None
        if beneath:
            parent = reply_number(request, beneath)
            post_id = post_id if to else of_reply(parent).post
        moves.move(
            moderator=request.user,
            reply_id=reply_id,
            post_id=post_id,
            parent_id=parent,
            reason=reason,
        )
        return f"/replies/{reply_id}/#reply-{reply_id}"

    return _answer(request, page, MoveForm, "move", act)


@login_required
def split(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Make an essay of a reply."""
    check_moderator(request.user)
    page = MovingPage.of_reply(moderator=request.user, reply_id=reply_id)

    def act(title: str, reason: str) -> str:
        by = {"moderator": request.user, "reason": reason}
        entry: LogEntry = moves.split(reply_id=reply_id, title=title, **by)
        return entry.other_post.get_absolute_url()

    public = page.reply.state == State.VISIBLE
    told = gettext("This reply is not public; only a public one can become an essay.")
    already = "" if public else told
    return _answer(request, page, SplitForm, "split", act, already)


@login_required
def merge(request: HttpRequest, post_id: int) -> HttpResponse:
    """Merge an essay into another."""
    check_moderator(request.user)
    page = MovingPage.of_post(moderator=request.user, post_id=post_id)

    def act(into: str, reason: str) -> str:
        target = destination(request, into).post
        join(moderator=request.user, post_id=post_id, into=target, reason=reason)
        return reverse("post-short", args=[target])

    return _answer(request, page, JoinForm, "merge", act)


def _answer(
    request: HttpRequest,
    page: MovingPage,
    form_class: type[Form],
    what: str,
    act: Callable[..., str],
    already: str = "",
) -> HttpResponse:
    title, says = SAYS[what]
    context = {"page": page, "title": title, "says": says, "what": what}
    context["already"] = "" if request.method == "POST" else already

    def do(**data: str) -> HttpResponse:
        try:
            url = act(**data)
        except ObjectDoesNotExist as error:
            raise ValidationError(UNREADABLE) from error
        messages.success(request, gettext("Done; it stands in the log, where it can be undone."))
        return redirect(url)

    def show(form: Form, status: int) -> HttpResponse:
        return render(request, "staff/moves.html", context | {"form": form}, status=status)

    return do_or_show(request, form_class, do, show)
