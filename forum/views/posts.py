"""Writing an essay: draft, preview, publish, revise, withdraw."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from forum import text
from forum.actions import changes, posts
from forum.doors import sign_in_to_open
from forum.forms import PostForm, RevisionForm
from forum.models import Post, State
from forum.models.posts import BODY_LIMIT
from forum.pages import RevisionsPage
from forum.refusals import refuse


@sign_in_to_open
def new(request: HttpRequest) -> HttpResponse:
    """Write a new essay; “Save draft”, “Preview” or “Publish”."""
    if request.method != "POST":
        form = PostForm(initial={"token": uuid.uuid4()})
        return _form(request, form, heading="New post")
    return _save(request, PostForm(request.POST), post=None)


@sign_in_to_open
def edit(request: HttpRequest, post_id: int) -> HttpResponse:
    """Go on with a draft, or revise a published essay."""
    post = get_object_or_404(Post.objects.known_to(request.user), pk=post_id)
    is_draft = post.state == State.DRAFT
    if request.method == "POST":
        form = (PostForm if is_draft else RevisionForm)(request.POST)
        return _save(request, form, post=post)
    if post.author_id != request.user.pk:
        raise PermissionDenied("Only its author can change an essay.")
    initial: dict[str, Any] = {
        "title": post.title,
        "body": post.body,
        "topics": sorted(post.topics.names()),
    }
    if is_draft:
        return _form(request, PostForm(initial=initial), heading="Draft", post=post)
    form = RevisionForm(initial={**initial, "base_revision": post.revision})
    return _form(request, form, heading="Edit your essay", post=post)


@require_POST
@login_required
def withdraw(request: HttpRequest, post_id: int) -> HttpResponse:
    """Take back one's own essay."""
    post = changes.withdraw_post(author=request.user, post_id=post_id)
    messages.success(request, "Withdrawn. Its text is gone from the site; its thread stays.")
    return redirect(post if post.reply_count else reverse("index"))


@require_safe
def revisions(request: HttpRequest, post_id: int) -> HttpResponse:
    """Every wording of an essay, and what changed between two of them."""
    page = RevisionsPage.of_post(
        viewer=request.user,
        post_id=post_id,
        old=request.GET.get("from", ""),
        new=request.GET.get("to", ""),
    )
    return render(request, "forum/revisions.html", {"page": page})


def _save(request: HttpRequest, form: PostForm, post: Post | None) -> HttpResponse:
    heading = "New post" if post is None else "Edit your essay"
    if post is not None and post.state == State.DRAFT:
        heading = "Draft"
    if not form.is_valid():
        return _form(request, form, heading=heading, post=post, status=422)
    try:
        if "preview" in request.POST:
            source = text.clean_source(form.cleaned_data["body"], limit=BODY_LIMIT, what="essay")
            html = text.render(source, "preview")
            return _form(request, form, heading=heading, post=post, preview=html)
        saved = _write(request, form, post)
    except (ValidationError, PermissionDenied) as error:
        return _form(request, form, heading=heading, post=post, status=refuse(form, error))
    if saved.state == State.DRAFT:
        messages.success(request, "Draft saved. Only you see it.")
        return redirect("post-edit", saved.pk)
    return redirect(saved)


def _write(request: HttpRequest, form: PostForm, post: Post | None) -> Post:
    data = form.cleaned_data
    common = {"title": data["title"], "body": data["body"], "topics": data["topics"]}
    if isinstance(form, RevisionForm) and post is not None:
        return changes.revise_post(
            author=request.user,
            post_id=post.pk,
            **common,
            note=data["note"],
            substantive=data["substantive"],
            base_revision=data["base_revision"],
        )
    saved = posts.save_draft(
        author=request.user, post_id=post.pk if post else None, token=data["token"], **common
    )
    if "draft" in request.POST:
        return saved
    return posts.publish(author=request.user, post_id=saved.pk)


def _form(
    request: HttpRequest,
    form: PostForm,
    *,
    heading: str,
    post: Post | None = None,
    preview: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "heading": heading, "post": post, "preview": preview}
    context["is_draft"] = post is None or post.state == State.DRAFT
    context["theirs"] = post if status == 409 else None
    return render(request, "forum/post_form.html", context, status=status)
