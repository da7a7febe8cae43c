"""The wordings of an essay or a reply, and which objections a revision of an essay answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from critiques.actions.receipts import give_receipts
from critiques.record.sentences import names
from threads.pages.revisions.differences import RevisionsPage
from threads.pages.revisions.essay import PostRevisionsPage
from threads.pages.revisions.receipts import ReceiptsPage
from web.addresses import whole_number
from web.pagination import Asked
from web.refusals import REFUSALS, show_again


@require_safe
def essay(request: HttpRequest, post_id: int) -> HttpResponse:
    """Every wording of an essay, what changed between two of them, and because of whom."""
    page = PostRevisionsPage.load(
        viewer=request.user,
        post_id=post_id,
        old=request.GET.get("from", ""),
        new=request.GET.get("to", ""),
        page=Asked.of(request.GET),
    )
    return render(request, "threads/revisions.html", {"page": page})


@require_safe
def reply(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Every wording of a reply, and what changed between two of them."""
    wordings = RevisionsPage.of_reply(
        viewer=request.user,
        reply_id=reply_id,
        old=request.GET.get("from", ""),
        new=request.GET.get("to", ""),
        page=Asked.of(request.GET),
    )
    return render(request, "threads/revisions.html", {"page": {"wordings": wordings}})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def receipts(request: HttpRequest, post_id: int, revision: int) -> HttpResponse:
    """Which objections does this revision answer, and which words changed for them?"""
    page = ReceiptsPage.load(viewer=request.user, post_id=post_id, revision=revision)
    if request.method != "POST":
        return render(request, "threads/receipts.html", {"page": page})
    data = request.POST
    numbers = [number for each in data.getlist("answers") if (number := whole_number(each))]
    try:
        given = give_receipts(
            author=request.user,
            post_id=post_id,
            revision=revision,
            answered={number: data.get(f"words-{number}", "") for number in numbers},
        )
    except REFUSALS as error:
        typed = {"page": page.with_typed(data)}
        return show_again(request, "threads/receipts.html", typed, error)
    if given:
        who = names([receipt.objection.address for receipt in given])
        said = gettext("Saved. Those who hold %(objections)s are asked whether it suffices.")
        messages.success(request, said % {"objections": who})
    return redirect("critique", post_id)
