"""What somebody wants to find again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts.models import User
from forum.actions.readers.bookmarks import set_bookmark
from forum.addresses import in_thread
from forum.models import Post
from threads.pages.lists.bookmarks import BookmarksPage
from web.addresses import whole_number
from web.pagination import Asked
from web.sign_in import posted_by_members

ESSAY = "essay"


@require_safe
@login_required
def bookmarks(request: HttpRequest) -> HttpResponse:
    """One’s own bookmarks, the latest first."""
    page = BookmarksPage.load(viewer=request.user, page=Asked.of(request.GET))
    return render(request, "threads/lists/bookmarks.html", {"page": page})


@posted_by_members
def change(request: HttpRequest, post_id: int) -> HttpResponse:
    """Keep a reply (`keep`), or no longer (`drop`): its number, or “essay”."""
    keep = "keep" in request.POST
    what = request.POST.get("keep" if keep else "drop", "")
    reply_id = None if what == ESSAY else whole_number(what) or 0
    set_bookmark(user=request.user, post_id=post_id, reply_id=reply_id, keep=keep)
    if "list" in request.POST:
        messages.success(request, gettext("No longer among your bookmarks."))
        return redirect("bookmarks")
    return back_to(request.user, post_id, reply_id)


def back_to(user: User, post_id: int, reply_id: int | None) -> HttpResponse:
    """Lead to a reply’s place in its thread, or to the essay."""
    if reply_id is None:
        return redirect(Post.objects.known_to(user).get(pk=post_id).get_absolute_url())
    return redirect(in_thread(reply_id))
