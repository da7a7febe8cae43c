"""Writing a reply, then saying where its points go."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from accounts.rights import check_may_write
from critiques.actions.tags import reply_with_tags
from critiques.models import PointsDecision
from critiques.pages.essay import readable_post
from critiques.record.cards import cards_for
from critiques.record.desk import way_back
from forum.actions.checks import check_open
from forum.actions.unsaved import preview_reply
from forum.answering import letters_above
from forum.lettered import find_points
from forum.markup.headings import from_level
from forum.markup.translations import translated
from forum.models import Post, Reply, State
from forum.places import WritingPlace
from threads.addresses import place_of, placed
from threads.composer import Composer
from threads.forms.replies import ReplyForm
from threads.pages.drafts import KeptText, kept_at
from threads.pages.points.lines import draft_lines
from threads.pages.roles import Roles
from threads.points.choices import choice_of, was_shown
from threads.stances import stance_rows, stances_of, without_rows
from threads.views.images import remarks_on, tell_of_images, with_image
from threads.views.points import keep_typed
from web.acceptance import tell_accepted
from web.addresses import whole_number
from web.refusals import REFUSALS, Refusal, refuse
from web.sentences import with_html
from web.sign_in import sign_in_to_open


@sign_in_to_open
def reply(request: HttpRequest, post_id: int) -> HttpResponse:
    """The reply form alone; “Post” publishes at once, “Preview” shows it first."""
    if request.method == "POST" and not ("insert" in request.POST or "preview" in request.POST):
        return _sent(request, post_id)
    post = readable_post(request.user, post_id)
    if request.method != "POST":
        parent = whole_number(request.GET.get("parent", ""))
        kept = kept_at(request.user, WritingPlace.of_answer(post.pk, parent))
        form = ReplyForm.empty(post.pk, parent, **(kept.initial if kept else {}))
        return _form(request, post, form, parent=parent, kept=kept)
    if "insert" in request.POST:
        added, status = with_image(request, ReplyForm)
        parent = whole_number(request.POST.get("parent", ""))
        return _form(request, post, added, parent=parent, status=status)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        parent = form.cleaned_data.get("parent")
        return _form(request, post, form, parent=parent, status=422)
    data = form.cleaned_data
    try:
        # Before anything is rendered.
        check_may_write(request.user)
        check_open(post, request.user)
        html = preview_reply(
            writer=request.user, post_id=post.pk, parent_id=data["parent"], body=data["body"]
        )
        return _form(request, post, form, parent=data["parent"], preview=translated(html))
    except REFUSALS as error:
        status = refuse(form, error)
        return _form(request, post, form, parent=data["parent"], status=status)


def _sent(request: HttpRequest, post_id: int) -> HttpResponse:
    """Post what was sent. The essay as pages show it is read only where the form is shown again."""
    form = ReplyForm(request.POST)
    if not form.is_valid():
        parent = form.cleaned_data.get("parent")
        post = readable_post(request.user, post_id)
        return _form(request, post, form, parent=parent, status=422)
    data = form.cleaned_data
    try:
        posted, refused = _post(request, post_id, data)
    except REFUSALS as error:
        post, status = readable_post(request.user, post_id), refuse(form, error)
        return _form(request, post, form, parent=data["parent"], status=status)
    _tell_of_first(request, posted, data["token"])
    tell_of_images(request, posted.body)
    if posted.state == State.PENDING:
        waits = gettext("Your reply waits for a moderator. Only you and they see it.")
        tell_accepted(request, waits, reply=posted.pk)
        return redirect(place_of(posted, request.user))
    if refused:
        keep_typed(request, posted, refused)
        return redirect("reply-points", posted.pk)
    if "beside" in request.POST and PointsDecision.objects.filter(reply=posted).exists():
        said = placed(posted, is_author=posted.post.author_id == posted.author_id)
        tell_accepted(request, said, reply=posted.pk)
        return redirect(way_back(request.POST) or place_of(posted, request.user))
    tell_accepted(request, gettext("Your reply is posted."), reply=posted.pk)
    if find_points(posted.body, posted.among):
        return redirect("reply-points", posted.pk)
    if back := way_back(request.POST):
        return redirect(back)
    return redirect(place_of(posted, request.user, query=f"posted={posted.pk}"))


def _post(request: HttpRequest, post_id: int, data: dict[str, Any]) -> tuple[Reply, Refusal | None]:
    """Publish the reply, with its points where they were placed beside the text.

    What cannot be placed does not keep the reply from being posted: it is returned why. Of points
    that the page did not show as they are now nothing is said; the points step asks for them.
    """
    sent = {
        "author": request.user,
        "post_id": post_id,
        "parent_id": data["parent"],
        "body": data["body"],
        "token": data["token"],
        "sequence": data["sequence"],
    }
    stances = stances_of(request.POST)
    if "beside" not in request.POST:
        return reply_with_tags(**sent, choices=stances), None
    # Before the points are looked for; the action asks again under its lock.
    check_may_write(request.user)
    post = readable_post(request.user, post_id)
    check_open(post, request.user)
    lines = draft_lines(viewer=request.user, post=post, parent_id=data["parent"], body=data["body"])
    plain = "plain" in request.POST
    shown = [] if plain else [line for line in lines.points if was_shown(line, request.POST)]
    found = (choice_of(line, request.POST, lines.numbers) for line in shown)
    choices = [choice for choice in found if choice]
    stances = without_rows(stances, choices)
    decided = bool(lines.points) and (plain or len(shown) == len(lines.points))
    try:
        with transaction.atomic():
            return reply_with_tags(**sent, choices=[*stances, *choices], decided=decided), None
    except REFUSALS as error:
        return reply_with_tags(**sent, choices=stances), error


def _tell_of_first(request: HttpRequest, posted: Reply, token: UUID | None) -> None:
    """Say so where the same form has posted another text before: both stand."""
    if token is None or posted.token == token:
        return
    first = Reply.objects.get(author=posted.author_id, token=token)
    words = gettext(
        "This is a new reply: %(link)swhat you sent with the same form before%(end)s stands, "
        "too. You can edit or withdraw either."
    )
    link = format_html('<a href="{}#reply-{}">', first.get_absolute_url(), first.pk)
    messages.info(request, with_html(words, link=link, end=mark_safe("</a>")))


def _form(
    request: HttpRequest,
    post: Post,
    form: ReplyForm,
    *,
    parent: int | None,
    kept: KeptText | None = None,
    preview: str = "",
    status: int = 200,
) -> HttpResponse:
    known = Reply.objects.readable_by(request.user).filter(post=post).select_related("author")
    cards = cards_for([post.pk], request.user)
    asked = request.POST or request.GET
    answers = whole_number(asked.get("answers", ""))
    named = next((card for card in cards.values() if card.number == answers), None)
    roles = Roles.of(post, request.user, cards) if named else None
    composer = Composer.load(
        post=post,
        viewer=request.user,
        cards=list(cards.values()),
        answers=answers,
        may_say=roles.may_say(named) if roles and named else (),
    )
    form.place = WritingPlace.of_answer(post.pk, parent)
    said = request.POST or (kept.typed if kept else {})
    answered = known.filter(pk=parent).first() if parent else None
    context: dict[str, Any] = {
        "post": post,
        "form": form,
        "composer": composer,
        "here": composer.action + (f"?parent={parent}" if parent else ""),
        "desk": {name: asked[name] for name in ("desk", "next") if name in asked},
        "stances": stance_rows(composer, said, roles.answered if roles else ()),
        "kept": kept,
        "parent": answered,
        "parent_html": translated(from_level(answered.html, 2)) if answered else "",
        "among": letters_above(viewer=request.user, post_id=post.pk, parent_id=parent),
        "preview": preview,
        "remarks": remarks_on(request, form["body"].value()) if preview else [],
    }
    return render(request, "threads/reply_form.html", context, status=status)
