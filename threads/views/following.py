"""Following and muting: at each thing, where a mail leads to as well, and all of it in lists."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.actions.following import choose_following
from critiques.actions.follows import follow_objection
from forum.actions.readers.follows import (
    follow_person,
    follow_post,
    follow_topic,
    mute_branch,
    mute_person,
    mute_post,
)
from threads.pages.following.choices import FollowPage
from threads.pages.following.lists import FollowingPage
from web.addresses import address_of
from web.pagination import Asked

SAID = {
    "follow": gettext_lazy("You follow this from now on."),
    "stop": gettext_lazy("You don’t follow this any more."),
    "mute": gettext_lazy("Muted: you hear nothing more of it."),
    "unmute": gettext_lazy("Not muted any more."),
}
Change = Callable[..., None]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def following(request: HttpRequest) -> HttpResponse:
    """All that one follows and mutes, list by list; POST says whether writing follows."""
    if request.method == "POST":
        chosen = bool(request.POST.get("follows_written"))
        choose_following(user=request.user, follows_written=chosen)
        messages.success(request, gettext("Saved."))
        return redirect("following")
    of, page = request.GET.get("of", ""), Asked.of(request.GET)
    loaded = FollowingPage.load(viewer=request.user, of=of, page=page)
    return render(request, "threads/following.html", {"page": loaded})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def essay(request: HttpRequest, post_id: int) -> HttpResponse:
    """Follow or mute an essay, or no longer."""
    load = partial(FollowPage.of_essay, request.user, post_id)
    of = {"user": request.user, "post_id": post_id}
    return _choose(request, load, partial(follow_post, **of), partial(mute_post, **of))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def branch(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Mute a reply with all beneath it, or no longer."""
    load = partial(FollowPage.of_reply, request.user, reply_id)
    return _choose(request, load, None, partial(mute_branch, user=request.user, reply_id=reply_id))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def person(request: HttpRequest, username: str) -> HttpResponse:
    """Follow or mute a person, or no longer."""
    load = partial(FollowPage.of_person, request.user, username)
    of = {"user": request.user, "username": username}
    return _choose(request, load, partial(follow_person, **of), partial(mute_person, **of))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """Follow a topic, or no longer."""
    load = partial(FollowPage.of_topic, request.user, topic)
    return _choose(request, load, partial(follow_topic, user=request.user, slug=topic), None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def objection(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """Follow an objection, or no longer."""
    load = partial(FollowPage.of_objection, request.user, post_id, number)
    of = {"user": request.user, "post_id": post_id, "number": number}
    return _choose(request, load, partial(follow_objection, **of), None)


def _choose(
    request: HttpRequest,
    load: Callable[[], FollowPage],
    follow: Change | None,
    mute: Change | None,
) -> HttpResponse:
    """Show what can be chosen at a thing, or do it and lead back to where it was done."""
    if request.method != "POST":
        return render(request, "threads/follow.html", {"page": load()})
    do, listed = request.POST.get("do", ""), request.POST.get("list", "")
    if do in ("follow", "stop") and follow:
        follow(follow=do == "follow")
    elif do in ("mute", "unmute") and mute:
        mute(mute=do == "mute")
    if listed:
        messages.success(request, str(SAID.get(do, "")))
        return redirect(f"{address_of('following')}?of={listed}")
    page = load()
    if "here" in request.POST:
        return HttpResponse(page.rows[0].control.buttons_of(request.POST["here"][:30]))
    messages.success(request, str(SAID.get(do, "")))
    return redirect(page.url)
