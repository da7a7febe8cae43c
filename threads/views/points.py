"""The points of one’s own reply: where each goes, while it is written, once, and later."""

import re
from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from accounts.rights import check_may_write
from critiques.actions.retags import retag as change
from critiques.actions.tags import check_may_place, tag_reply
from critiques.choices import PointError
from critiques.models.objections import CLAIM_LIMIT
from critiques.pages.essay import readable_post
from critiques.record.selection import named
from forum.actions.checks import check_open
from forum.actions.unsaved import count_preview
from forum.models import Reply
from threads.addresses import place_of, placed
from threads.pages.points.lines import draft_lines
from threads.pages.points.step import PointsPage, known_reply
from threads.points.choices import choice_of, favours_of
from web.acceptance import tell_accepted
from web.addresses import whole_number
from web.refusals import REFUSALS, Refusal, messages_of, show_again, status_of
from web.sign_in import posted_by_members, sign_in_to_open

# What was typed of points that could not be placed with their text: fields of the step.
TYPED = "typed_points"
PLACED = re.compile(r"(?:to|of|claim|text|passage)-[a-z]\d*$")


@posted_by_members
def draft_points(request: HttpRequest, post_id: int) -> HttpResponse:
    """The points of a reply that is being written, as a fragment for beside its text."""
    post = readable_post(request.user, post_id)
    try:
        check_may_write(request.user)
        check_open(post, request.user)
        count_preview(writer=request.user)
    except REFUSALS as error:
        said, status = messages_of(error)[0], status_of(error)
        if status == 429:
            said = gettext("%(refusal)s Until then your points are found after you post.") % {
                "refusal": said
            }
        return HttpResponse(said, status=status, content_type="text/plain; charset=utf-8")
    lines = draft_lines(
        viewer=request.user,
        post=post,
        parent_id=whole_number(request.POST.get("parent", "")),
        body=request.POST.get("body", ""),
    )
    context = {
        "lines": lines.points,
        "others": lines.others,
        "is_author": post.author_id == request.user.pk,
        "limit": CLAIM_LIMIT,
    }
    return render(request, "threads/parts/points_beside.html", context)


@sign_in_to_open
def points(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Where the points of one's own reply go; sent unchanged it adds what is preset."""
    if refused := placing_refused(request, reply_id):
        return refused
    page = PointsPage.load(viewer=request.user, reply_id=reply_id)
    if request.method != "POST":
        context = {"page": _with_kept(request, page), "told": TYPED in request.session}
        return render(request, "threads/points.html", context)
    request.session.pop(TYPED, None)
    plain = "plain" in request.POST
    points = [] if plain else page.points
    choices = [choice_of(line, request.POST, page.numbers) for line in points]
    favours = favours_of(request.POST)
    try:
        tag_reply(
            writer=request.user,
            reply_id=reply_id,
            choices=[choice for choice in choices if choice],
            other=request.POST.get("to-reply") == "none" and not plain and not favours,
            favours=favours,
        )
    except REFUSALS as error:
        point = error if isinstance(error, PointError) else None
        context = {
            "page": page.with_typed(request.POST, point),
            "errors": [] if point else messages_of(error),
        }
        return render(request, "threads/points.html", context, status=status_of(error))
    messages.success(request, placed(page.reply, is_author=page.is_author))
    return redirect(place_of(page.reply, request.user))


def keep_typed(request: HttpRequest, reply: Reply, error: Refusal) -> None:
    """Keep what was chosen and typed beside a text that was posted, for its points step.

    It says why the points were not placed, and has all as it was, until it is sent.
    """
    said = messages_of(error)[0]
    words = gettext("Your reply is posted; its points are not placed yet: %(refusal)s")
    tell_accepted(request, words % {"refusal": said}, messages.ERROR)
    point = (error.label, said, error.code) if isinstance(error, PointError) else None
    fields = {name: value for name, value in request.POST.items() if PLACED.match(name)}
    request.session[TYPED] = {"reply": reply.pk, "fields": fields, "point": point}


def _with_kept(request: HttpRequest, page: PointsPage) -> PointsPage:
    kept = request.session.get(TYPED)
    if not kept or kept["reply"] != page.reply.pk:
        return page
    refused = None
    if kept["point"]:
        label, said, code = kept["point"]
        refused = PointError(label, ValidationError(said, code))
    return page.with_typed(kept["fields"], refused)


def placing_refused(request: HttpRequest, reply_id: int) -> HttpResponse | None:
    """Return why the points of a reply can’t be placed, with what was typed of them, to keep.

    None where they can. Nothing is rendered before that is known; the action asks again under its
    lock. Raises Reply.DoesNotExist, or PermissionDenied where nothing was sent yet.
    """
    reply = known_reply(request.user, reply_id)
    try:
        check_may_write(request.user)
        check_may_place(request.user, reply)
    except REFUSALS as error:
        if request.method != "POST":
            raise PermissionDenied(messages_of(error)[0]) from error
        typed = [
            words
            for name, words in request.POST.items()
            if name.startswith(("claim-", "text-")) and words.strip()
        ]
        context = {"reply": reply, "typed": "\n".join(typed)}
        return show_again(request, "threads/points_refused.html", context, error)
    return None


@posted_by_members
def retag(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Let one tag go to another objection, or to none."""
    if refused := placing_refused(request, reply_id):
        return refused
    try:
        change(
            writer=request.user,
            reply_id=reply_id,
            tag_id=whole_number(request.POST.get("tag", "")) or 0,
            to=_number(request.POST, reply_id),
        )
    except REFUSALS as error:
        page = PointsPage.load(viewer=request.user, reply_id=reply_id).with_change(request.POST)
        return show_again(request, "threads/points.html", {"page": page}, error)
    messages.success(request, gettext("Changed. What stood before is in the history."))
    return redirect("reply-points", reply_id)


def _number(data: Mapping[str, str], reply_id: int) -> int | None:
    if not data.get("to"):
        return None
    number = named(data, "to", Reply.objects.get(pk=reply_id).post_id)
    if number is None:
        raise ValidationError(gettext("Choose an objection of this essay."))
    return number
