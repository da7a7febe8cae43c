"""Pages that only read: the list, the thread, a reply."""

from functools import partial
from typing import Any, NamedTuple

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.context_processors import csrf
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import conditional_page, require_safe

from critiques.pages.essay import readable_post
from critiques.record.insiders import sees_as_public
from critiques.record.likely import likely
from critiques.record.reading import reading_of
from critiques.views.members import is_told_of_standing
from critiques.views.visitors import unchanged, unless_unchanged
from forum.models import Post, Reply, State
from threads.addresses import place_of
from threads.cache import members_page, public_thread, visitors_page
from threads.composer import Composer
from threads.forms.replies import ReplyForm
from threads.marks import marks_in
from threads.pages.link_picture import link_picture
from threads.pages.lists.index import IndexPage
from threads.pages.reply import ReplyPage
from threads.pages.thread import ThreadPage
from threads.printout import printed
from threads.replies.articles import printed_of
from threads.stances import stance_rows
from threads.views.frames import (
    Around,
    is_as_anybodys,
    members_frame,
    put_into,
    visitors_frame,
)
from web.acceptance import reply_of
from web.addresses import page_number, whole_number
from web.languages import in_one_language
from web.pagination import Asked


@require_safe
@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    """Posts, each with its objections at a glance. Only their lines are kept, for visitors and
    members alike (`threads/pages/lists/postlines.py`)."""
    page = IndexPage.load(
        viewer=request.user,
        sort=request.GET.get("sort", ""),
        topic=request.GET.get("tag", "").replace("\x00", ""),
        page=Asked.of(request.GET),
    )
    return render(request, "threads/lists/index.html", {"page": page})


@require_safe
def post(request: HttpRequest, post_id: int, slug: str) -> HttpResponse:
    """The essay and its thread; a wrong slug redirects."""
    same = unchanged(request, post_id)
    if same:
        return same
    asked = readable_post(request.user, post_id)
    if slug != asked.shown_slug:
        address, query = asked.get_absolute_url(), request.META.get("QUERY_STRING", "")
        return redirect(f"{address}?{query}" if query else address, permanent=False)
    if asked.state == State.DRAFT:
        return redirect("post-edit", post_id)
    return unless_unchanged(request, asked, lambda: _thread(request, asked))


@require_safe
@in_one_language
def picture(request: HttpRequest, post_id: int) -> HttpResponse:
    """What links to an essay and its critique show elsewhere: of what visitors may read alone."""
    asked = readable_post(None, post_id)
    drawn = link_picture(asked)
    return unless_unchanged(request, asked, lambda: HttpResponse(drawn, content_type="image/png"))


def _thread(request: HttpRequest, post: Post) -> HttpResponse:
    viewer, posted = request.user, _posted(request)
    which: dict[str, Any] = {
        "sort": request.GET.get("sort", ""),
        "page": Asked.of(request.GET),
    }
    told = len(get_messages(request)) > 0
    if not viewer.is_authenticated and not told:
        return HttpResponse(visitors_page(post, frame=lambda: visitors_frame(post), **which))
    # Only its author says with a reply what becomes of objections.
    cards = reading_of(post, viewer).cards if viewer.pk == post.author_id else {}
    composer = Composer.load(post=post, viewer=viewer, cards=list(cards.values()))
    said = {"composer": composer, "csrf_token": csrf(request)["csrf_token"]}
    here = _told_at_replies(request) if told else {}
    own = {
        "viewer": viewer,
        "told": {pk: message.words for pk, message in here.items()},
    }
    if sees_as_public(viewer, post) and not (posted and viewer.is_authenticated):
        marks = marks_in(post, viewer)
        if is_as_anybodys(composer) and not told and not is_told_of_standing(request):
            frame = partial(members_frame, post, composer)
            fill = partial(put_into, request=request, token=said["csrf_token"])
            around = {"frame": frame, "put_into": fill}
            page = members_page(post, viewer=viewer, marks=marks, **around, **which, **said)
            return HttpResponse(page)
        page = public_thread(post, marks=marks, **which, **own, **said)
    else:
        loaded = ThreadPage.load(post=post, viewer=viewer, posted=posted, **which)
        page = printed(loaded, post=post, **own, **said)
    for pk, each in here.items():
        # What could not be told there is told above all.
        each.message.landed = f'id="reply-{pk}"' in page.thread
    around = Around.of(post, viewer, page, composer)
    context = around.context(page, _form(composer, post.pk)) | said
    return render(request, "threads/post.html", context)


@require_safe
def reply(request: HttpRequest, reply_id: int) -> HttpResponse:
    """One reply in its context; with `?in=thread` it leads to its place in the thread."""
    if request.GET.get("in") == "thread":
        known = Reply.objects.known_to(request.user).select_related("post")
        return redirect(place_of(known.get(pk=reply_id), request.user))
    after = request.GET.get("after", "")
    page = ReplyPage.load(
        viewer=request.user,
        reply_id=reply_id,
        after=page_number(after) if after else 0,
        posted=_posted(request),
    )
    if page.essay_url:
        return redirect(page.essay_url)
    composer = page.thread.composer
    form = _form(composer, page.essay.pk, reply_id)
    here = _told_at_replies(request)
    shown = {each.pk for each in printed_of(page.thread.replies)}
    for pk, each in here.items():
        each.message.landed = pk in shown
    context = {
        "page": page,
        "form": form,
        "stances": stance_rows(composer),
        "told": {pk: each.words for pk, each in here.items()},
    }
    return render(request, "threads/reply.html", context)


@require_safe
def like(request: HttpRequest, post_id: int) -> HttpResponse:
    """The objections that a claim may repeat, as a fragment for the place where it is typed."""
    post = readable_post(request.user, post_id)
    claim = request.GET.get("claim", "")
    found = likely(claim, reading_of(post, request.user).cards.values())
    return render(request, "threads/parts/like.html", {"like": found})


class Landing(NamedTuple):
    """What is told at a reply where one lands after something one did."""

    message: Any
    words: SafeString


def _told_at_replies(request: HttpRequest) -> dict[str, Landing]:
    """Return what is told at replies, by their numbers."""
    told = {}
    for message in get_messages(request):
        if pk := reply_of(message):
            accepted, _, _ = message.extra_tags.rpartition(" ")
            words = format_html(
                '<span class="told" role="status" tabindex="-1"{}>{}</span>',
                format_html(' data-accepted="{}"', accepted) if accepted else "",
                message.message,  # itself: it may hold links, and knows whether it is safe
            )
            told[pk] = Landing(message, words)
    return told


def _posted(request: HttpRequest) -> int | None:
    """Return the reply that the address says was posted just now."""
    return whole_number(request.GET.get("posted", ""))


def _form(composer: Composer, post_id: int, parent: int | None = None) -> ReplyForm | None:
    """Return an empty reply form, or None where the viewer can't write."""
    can_write = composer.signed_in and not composer.refused
    return ReplyForm.empty(post_id, parent) if can_write else None
