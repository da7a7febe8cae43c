"""Writing an essay: draft, preview, publish, revise, throw a draft away."""

import uuid
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from accounts.models import User
from accounts.rights import check_may_write
from forum.actions import changes, posts
from forum.actions.kinds import ESSAY
from forum.actions.unsaved import preview
from forum.markup.translations import translated
from forum.models import Post, State
from forum.models.posts import BODY_LIMIT
from forum.places import WritingPlace
from threads.forms.essays import PostForm, RevisionForm
from threads.pages.drafts import KeptText, kept_at
from threads.pages.revisions.receipts import ReceiptsPage
from threads.views.images import remarks_on, tell_of_images, with_image
from web.acceptance import tell_accepted, token_of
from web.refusals import REFUSALS, refuse, refused_as_page, why_not
from web.sign_in import sign_in_to_open


@sign_in_to_open
def new(request: HttpRequest) -> HttpResponse:
    """Write a new essay; “Save draft”, “Preview” or “Publish”."""
    if request.method != "POST":
        # One that was begun has its own address.
        token = token_of(request.GET.get("draft", "")) or uuid.uuid4()
        kept = kept_at(request.user, WritingPlace.of_new(token)) if "draft" in request.GET else None
        initial = {"token": token, **(kept.initial if kept else {})}
        return _form(request, PostForm(initial=initial), post=None, kept=kept)
    return _save(request, PostForm(request.POST), post=None)


@sign_in_to_open
def edit(request: HttpRequest, post_id: int) -> HttpResponse:
    """Go on with a draft, or revise a published essay."""
    post = get_object_or_404(Post.objects.known_to(request.user), pk=post_id)
    is_draft = post.state == State.DRAFT
    form_class = PostForm if is_draft else RevisionForm
    if request.method == "POST":
        return _save(request, form_class(request.POST), post=post)
    initial: dict[str, Any] = {
        "title": post.title,
        "in_short": post.in_short,
        "body": post.body,
        "topics": sorted(post.topics.names()),
    }
    if not is_draft:
        with refused_as_page():
            changes.check_may_revise(request.user, post)
    kept = kept_at(request.user, WritingPlace.of_essay(post.pk))
    hidden = {"token": uuid.uuid4(), "seen": post.version, "base_revision": post.revision}
    initial |= hidden | (kept.initial if kept else {})
    # What was typed is of the wording that it was typed in; a newer one stands beside it.
    base = "seen" if is_draft else "base_revision"
    theirs = post if str(initial[base]) != str(hidden[base]) else None
    form = form_class(initial=initial | {base: hidden[base]})
    return _form(request, form, post=post, kept=kept, theirs=theirs)


@sign_in_to_open
def discard(request: HttpRequest, post_id: int) -> HttpResponse:
    """Ask whether a draft is to go, then throw it away; the page one lands on puts it back."""
    if request.method == "POST":
        gone = posts.discard_draft(author=request.user, post_id=post_id)
        return redirect(f"{reverse('drafts')}?{urlencode({'discarded': gone.place})}")
    drafts = Post.objects.readable_by(request.user).filter(state=State.DRAFT)
    return render(request, "threads/discard.html", {"draft": get_object_or_404(drafts, pk=post_id)})


def _save(request: HttpRequest, form: PostForm, post: Post | None) -> HttpResponse:
    if "insert" in request.POST:
        added, status = with_image(request, type(form))
        return _form(request, added, post=post, status=status)
    status = 200 if form.is_valid() else 422
    try:
        # Before anything is rendered; the action asks again under its lock.
        check_may_write(request.user)
        if post is not None and post.state != State.DRAFT:
            changes.check_may_revise(request.user, post)
        if "preview" in request.POST:
            # Whatever is wrong elsewhere in the form, the text can be shown.
            body = form.cleaned_data.get("body", "")
            html = preview(writer=request.user, body=body, limit=BODY_LIMIT, what=ESSAY)
            return _form(request, form, post=post, preview=translated(html), status=status)
        if status == 422:
            return _form(request, form, post=post, status=status)
        saved = _write(request, form, post)
    except REFUSALS as error:
        status = refuse(form, error)
        made = _made_by(form, request.user) if post is None and status == 409 else None
        return _form(request, form, post=post, made=made, status=status)
    tell_of_images(request, saved.body)
    if saved.state == State.DRAFT:
        tell_accepted(request, gettext("Draft saved. Only you see it."))
        return redirect("post-edit", saved.pk)
    is_new = post is None or post.state == State.DRAFT
    tell_accepted(request, _said_of_new(saved) if is_new else gettext("Saved."))
    if post is not None and post.state != State.DRAFT and saved.revision != post.revision:
        # After a revision its critics come to mind.
        asked = {"post_id": saved.pk, "revision": saved.revision}
        if ReceiptsPage.load(viewer=request.user, **asked).lines:
            return redirect("post-receipts", **asked)
    return redirect(saved)


def _said_of_new(post: Post) -> str:
    if post.state == State.PENDING:
        return gettext("Sent. A moderator reads it before others do.")
    return gettext("Published.")


def _write(request: HttpRequest, form: PostForm, post: Post | None) -> Post:
    data = form.cleaned_data
    common = {each: data[each] for each in ("title", "in_short", "body", "topics")}
    if isinstance(form, RevisionForm) and post is not None:
        return changes.revise_post(
            author=request.user,
            post_id=post.pk,
            **common,
            note=data["note"],
            token=data["token"],
            sequence=data["sequence"],
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
            sequence=data["sequence"],
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
    theirs: Post | None = None,
    kept: KeptText | None = None,
    preview: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show the form, with `theirs` beside it; `made` is what it made before of another text."""
    theirs = theirs or made
    if made is not None and made.state == State.DRAFT:
        # The form goes on as that draft's own.
        post = made
    elif made is not None:
        form.renew(token=uuid.uuid4())
    if post is not None and (status == 409 or form.is_damaged):
        theirs = Post.objects.readable_by(request.user).get(pk=post.pk)
        # Sent again, it is of what stands beside it now.
        form.renew(seen=theirs.version, base_revision=theirs.revision)
    token = token_of(str(form["token"].value() or ""))
    form.place = WritingPlace.of_essay_or_new(post.pk if post else None, token)
    is_draft = post is None or post.state == State.DRAFT
    heading = gettext("Draft") if is_draft else gettext("Edit your essay")
    context = {
        "form": form,
        "heading": gettext("New post") if post is None else heading,
        "post": post,
        "is_draft": is_draft,
        "preview": preview,
        "remarks": remarks_on(request, form["body"].value()) if preview else [],
        "theirs": theirs,
        "refused": "" if form.is_bound else why_not(check_may_write, request.user),
        "kept": kept,
    }
    return render(request, "threads/post_form.html", context, status=status)


def _made_by(form: PostForm, author: User) -> Post | None:
    token = form.cleaned_data["token"]
    return Post.objects.filter(author=author, token=token).first() if token else None
