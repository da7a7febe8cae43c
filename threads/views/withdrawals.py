"""Taking back one's own essay or reply: first what will happen, then doing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from forum.actions import changes
from threads.pages.withdrawals import WithdrawingPage
from web.refusals import refused_as_page
from web.sign_in import sign_in_to_open


@sign_in_to_open
def post(request: HttpRequest, post_id: int) -> HttpResponse:
    """Say what goes with an essay and what stays; POST withdraws it."""
    if request.method != "POST":
        with refused_as_page():
            page = WithdrawingPage.of_post(viewer=request.user, post_id=post_id)
        return render(request, "threads/withdraw.html", {"page": page})
    gone = changes.withdraw_post(author=request.user, post_id=post_id)
    if not gone.reply_count:
        messages.success(
            request, gettext("Withdrawn. Nobody had replied, so its page is gone too.")
        )
        return redirect(reverse("index"))
    messages.success(
        request, gettext("Withdrawn. Its text is gone from the site; its thread stays.")
    )
    return redirect(gone)


@sign_in_to_open
def reply(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Say what goes with a reply and what stays; POST withdraws it."""
    if request.method != "POST":
        with refused_as_page():
            page = WithdrawingPage.of_reply(viewer=request.user, reply_id=reply_id)
        return render(request, "threads/withdraw.html", {"page": page})
    gone = changes.withdraw_reply(author=request.user, reply_id=reply_id)
    messages.success(request, gettext("Withdrawn. The replies to it stay."))
    return redirect(gone.post)
