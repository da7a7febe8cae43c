"""Changing a reply."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from accounts.models import User
from accounts.rights import check_may_write
from forum.actions import changes
from forum.actions.checks import check_open, check_own_reply
from forum.actions.kinds import REPLY
from forum.actions.unsaved import preview
from forum.lettered import find_points
from forum.markup.translations import translated
from forum.models import Reply
from forum.models.replies import REPLY_LIMIT
from forum.places import WritingPlace
from threads.forms.replies import ReplyEditForm
from threads.pages.drafts import KeptText, kept_at
from threads.views.images import remarks_on, tell_of_images, with_image
from web.acceptance import tell_accepted
from web.refusals import REFUSALS, refuse, refused_as_page
from web.sign_in import sign_in_to_open


@sign_in_to_open
def edit(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Change one's own reply; new points can be placed afterwards."""
    known = Reply.objects.known_to(request.user).select_related("post")
    reply = get_object_or_404(known, pk=reply_id)
    if request.method != "POST":
        with refused_as_page():
            _check_may_edit(request.user, reply)
        return _begun(request, reply)
    if "insert" in request.POST:
        added, status = with_image(request, ReplyEditForm)
        return _form(request, reply, added, status=status)
    form = ReplyEditForm(request.POST)
    if not form.is_valid():
        return _form(request, reply, form, status=422)
    data, before = form.cleaned_data, reply.body
    try:
        # Before anything is rendered; the action asks again under its lock.
        _check_may_edit(request.user, reply)
        if "preview" in request.POST:
            html = preview(
                writer=request.user,
                body=data["body"],
                limit=REPLY_LIMIT,
                what=REPLY,
                among=reply.among,
            )
            return _form(request, reply, form, preview=translated(html))
        reply = changes.edit_reply(
            author=request.user,
            reply_id=reply_id,
            body=data["body"],
            base_revision=data["base_revision"],
            token=data["token"],
            sequence=data["sequence"],
        )
    except REFUSALS as error:
        return _form(request, reply, form, status=refuse(form, error))
    tell_of_images(request, reply.body)
    tell_accepted(request, gettext("Changed. The earlier wording can still be read."))
    if _labels(reply, reply.body) - _labels(reply, before):
        return redirect("reply-points", reply_id)
    return redirect(f"{reply.get_absolute_url()}#reply-{reply_id}")


def _check_may_edit(writer: User, reply: Reply) -> None:
    check_may_write(writer)
    check_own_reply(writer, reply)
    check_open(reply.post, writer)


def _begun(request: HttpRequest, reply: Reply) -> HttpResponse:
    """Return the form as one opens it, with what one has typed there before."""
    hidden = {"token": uuid.uuid4(), "base_revision": reply.revision}
    kept = kept_at(request.user, WritingPlace.of_reply(reply.pk))
    initial = {"body": reply.body, **hidden, **(kept.initial if kept else {})}
    # What was typed is of the wording that it was typed in; a newer one stands beside it.
    theirs = reply if str(initial["base_revision"]) != str(reply.revision) else None
    form = ReplyEditForm(initial=initial | {"base_revision": reply.revision})
    return _form(request, reply, form, kept=kept, theirs=theirs)


def _labels(reply: Reply, source: str) -> set[str]:
    return {point.label for point in find_points(source, reply.among)}


def _form(
    request: HttpRequest,
    reply: Reply,
    form: ReplyEditForm,
    *,
    theirs: Reply | None = None,
    kept: KeptText | None = None,
    preview: str = "",
    status: int = 200,
) -> HttpResponse:
    if status == 409 or form.is_damaged:
        theirs = Reply.objects.readable_by(request.user).get(pk=reply.pk)
        # Sent again, it is of what stands beside it now.
        form.renew(base_revision=theirs.revision)
    form.place = WritingPlace.of_reply(reply.pk)
    context = {"form": form, "reply": reply, "preview": preview, "theirs": theirs, "kept": kept}
    context["remarks"] = remarks_on(request, form["body"].value()) if preview else []
    return render(request, "threads/reply_edit.html", context, status=status)
