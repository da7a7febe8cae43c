"""Saying that a text is worth reading."""

from django.http import HttpRequest, HttpResponse

from forum.actions.votes import set_vote
from threads.views.bookmarks import ESSAY, back_to
from web.addresses import whole_number
from web.sign_in import posted_by_members


@posted_by_members
def change(request: HttpRequest, post_id: int) -> HttpResponse:
    """Vote for a reply (`add`), or take it back (`drop`): its number, or “essay”."""
    worth = "add" in request.POST
    what = request.POST.get("add" if worth else "drop", "")
    reply_id = None if what == ESSAY else whole_number(what) or 0
    set_vote(user=request.user, post_id=post_id, reply_id=reply_id, worth=worth)
    return back_to(request.user, post_id, reply_id)
