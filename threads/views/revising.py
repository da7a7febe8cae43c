"""Revising an essay, and saying which objections a revision answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from critiques.actions.receipts import give_receipts
from critiques.record.sentences import names
from forum.models import Post
from threads.pages.receipts import ReceiptsPage
from threads.pages.revisions import PostRevisionsPage
from threads.views import essays as posts
from web.addresses import page_number, whole_number
from web.refusals import messages_of, status_of


def edit(request: HttpRequest, post_id: int) -> HttpResponse:
    """Go on with a draft or revise an essay; after a revision its critics come to mind."""
    before = _revision(post_id)
    response = posts.edit(request, post_id)
    revised = _revision(post_id)
    if revised == before or response.status_code != 302:
        return response
    page = ReceiptsPage.load(viewer=request.user, post_id=post_id, revision=revised)
    return redirect("post-receipts", post_id, revised) if page.lines else response


@require_safe
def revisions(request: HttpRequest, post_id: int) -> HttpResponse:
    """Every wording of an essay, what changed between two of them, and because of whom."""
    page = PostRevisionsPage.load(
        viewer=request.user,
        post_id=post_id,
        old=request.GET.get("from", ""),
        new=request.GET.get("to", ""),
        page=page_number(request.GET.get("page", "")),
    )
    return render(request, "threads/revisions.html", {"page": page})


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
    except (ValidationError, PermissionDenied) as error:
        context = {"page": page.with_typed(data), "errors": messages_of(error)}
        return render(request, "threads/receipts.html", context, status=status_of(error))
    if given:
        who = names([receipt.objection.address for receipt in given])
        messages.success(request, f"Saved. Those who hold {who} are asked whether it suffices.")
    return redirect("critique", post_id)


def _revision(post_id: int) -> int | None:
    return Post.objects.filter(pk=post_id).values_list("revision", flat=True).first()
