"""That somebody has read a thread, and what has come into it since its page was printed."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from forum.actions.readers.visits import note_visit
from forum.models import Visit
from threads.news.arrivals import arrived_after
from web.addresses import whole_number
from web.orders import moment_of
from web.sign_in import posted_by_members


@posted_by_members
def visit(request: HttpRequest, post_id: int) -> HttpResponse:
    """Sent by the page itself while it is read, or by “Mark all read” (`read`).

    `until` is the number that the page was printed with: what came after it stays new.
    """
    until, read = whole_number(request.POST.get("until", "")), bool(request.POST.get("read"))
    noted = note_visit(
        user=request.user,
        post_id=post_id,
        part=Visit.Part.THREAD,
        until=moment_of(until or 0),
        read=read,
    )
    if not read:
        return HttpResponse(status=204)
    return redirect(f"{noted.post.get_absolute_url()}#thread")


@require_safe
def arrivals(request: HttpRequest, post_id: int) -> HttpResponse:
    """How many replies came after the moment `after`, for a page that was printed then.

    One query; nothing again to who has the answer of the thread as it still is.
    """
    after = whole_number(request.GET.get("after", "")) or 0
    found = arrived_after(post_id, after, request.user)
    tag = f'W/"{found.post.mark}"'
    response = get_conditional_response(request, tag) or JsonResponse({"new": found.new})
    response["ETag"] = tag
    patch_cache_control(response, private=True, no_cache=True)
    return response
