"""Writing an essay: draft, preview, publish, revise, throw a draft away."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import User
from accounts.rights import check_may_write
from forum.actions import changes, posts
from forum.actions.previews import preview
from forum.models import Post, State
from forum.models.posts import BODY_LIMIT
from threads.forms import PostForm, RevisionForm
from threads.pages.drafts import drafts_of
from threads.pages.receipts import ReceiptsPage
from web.refusals import REFUSALS, refuse, refused_as_page
from web.sign_in import sign_in_to_open


@sign_in_to_open
def new(request: HttpRequest) -> HttpResponse:
    """Write a new essay; “Save draft”, “Preview” or “Publish”."""
    if request.method != "POST":
        return _form(request, PostForm(initial={"token": uuid.uuid4()}), post=None)
    return _save(request, PostForm(request.POST), post=None)


@sign_in_to_open
def edit(request: HttpRequest, post_id: int) -> HttpResponse:
    """Go on with a draft, or revise a published essay."""
    post = get_object_or_404(Post.objects.known_to(request.user), pk=post_id)
    is_draft = post.state == State.DRAFT
    if request.method == "POST":
        form = (PostForm if is_draft else RevisionForm)(request.POST)
        return _save(request, form, post=post)
    initial: dict[str, Any] = {
        "title": post.title,
        "in_short": post.in_short,
        "body": post.body,
        "topics": sorted(post.topics.names()),
    }
    if is_draft:
        form = PostForm(initial=initial | {"token": uuid.uuid4(), "seen": post.version})
        return _form(request, form, post=post)
    with refused_as_page():
        changes.check_may_revise(request.user, post)
    hidden = {"token": uuid.uuid4(), "base_revision": post.revision}
    return _form(request, RevisionForm(initial=initial | hidden), post=post)


@sign_in_to_open
def discard(request: HttpRequest, post_id: int) -> HttpResponse:
    """Ask whether a draft is to go for good, then throw it away."""
    if request.method == "POST":
        posts.discard_draft(author=request.user, post_id=post_id)
        messages.success(request, "Thrown away.")
        return redirect("post-new")
    drafts = Post.objects.readable_by(request.user).filter(state=State.DRAFT)
    return render(request, "threads/discard.html", {"draft": get_object_or_404(drafts, pk=post_id)})


def _save(request: HttpRequest, form: PostForm, post: Post | None) -> HttpResponse:
    status = 200 if form.is_valid() else 422
    try:
        # Before anything is rendered; the action asks again under its lock.
        check_may_write(request.user)
        if post is not None and post.state != State.DRAFT:
            changes.check_may_revise(request.user, post)
        if "preview" in request.POST:
            # Whatever is wrong elsewhere in the form, the text can be shown.
            body = form.cleaned_data.get("body", "")
            html = preview(writer=request.user, body=body, limit=BODY_LIMIT, what="essay")
            return _form(request, form, post=post, preview=html, status=status)
        if status == 422:
            return _form(request, form, post=post, status=status)
        saved = _write(request, form, post)
    except REFUSALS as error:
        status = refuse(form, error)
        made = _made_by(form, request.user) if post is None and status == 409 else None
        return _form(request, form, post=post, made=made, status=status)
    if saved.state == State.DRAFT:
        messages.success(request, "Draft saved. Only you see it.")
        return redirect("post-edit", saved.pk)
    if post is not None and post.state != State.DRAFT and saved.revision != post.revision:
        # After a revision its critics come to mind.
        asked = {"post_id": saved.pk, "revision": saved.revision}
        if ReceiptsPage.load(viewer=request.user, **asked).lines:
            return redirect("post-receipts", **asked)
    return redirect(saved)


def _write(request: HttpRequest, form: PostForm, post: Post | None) -> Post:
    data = form.cleaned_data
    common = {each: data[each] for each in ("title", "in_short", "body", "topics")}
    if isinstance(form, RevisionForm) and post is not None:
        return changes.revise_post(
            author=request.user,
            post_id=post.pk,
            **common,
            note=data["note"],
            substantive=data["substantive"],
            base_revision=data["base_revision"],
        )
    # Both or neither: what is refused stays in the form alone, with its token unused.
    with transaction.atomic():
        saved = posts.save_draft(
            author=request.user,
            post_id=post.pk if post else None,
            token=data["token"],
            seen=data["seen"],
            **common,
        )
        if "draft" in request.POST:
            return saved
        return posts.publish(author=request.user, post_id=saved.pk)


def _form(
    request: HttpRequest,
    form: PostForm,
    *,
    post: Post | None,
    made: Post | None = None,
    preview: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show the form; `made` is what the same form made before, with another text."""
    theirs = made
    if made is not None and made.state == State.DRAFT:
        # The form goes on as that draft's own.
        post = made
    elif made is not None:
        form.renew(token=uuid.uuid4())
    if post is not None and (status == 409 or form.is_damaged):
        theirs = Post.objects.readable_by(request.user).get(pk=post.pk)
        # Sent again, it is of what stands beside it now.
        form.renew(seen=theirs.version, base_revision=theirs.revision)
    is_draft = post is None or post.state == State.DRAFT
    heading = "Draft" if is_draft else "Edit your essay"
    context = {
        "form": form,
        "heading": "New post" if post is None else heading,
        "post": post,
        "is_draft": is_draft,
        "preview": preview,
        "theirs": theirs,
        "refused": "" if form.is_bound else _refused(request.user),
        "drafts": drafts_of(request.user) if post is None else [],
    }
    return render(request, "threads/post_form.html", context, status=status)


def _made_by(form: PostForm, author: User) -> Post | None:
    token = form.cleaned_data["token"]
    return Post.objects.filter(author=author, token=token).first() if token else None


def _refused(user: User) -> str:
    try:
        check_may_write(user)
    except PermissionDenied as error:
        return str(error)
    return ""
