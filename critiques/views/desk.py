"""The desk: what waits for one’s word, with the words to say it there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from critiques.actions.positions import take_position
from critiques.pages.desk.desk import DeskPage
from critiques.record.desk import desk_url, place_of, way_back
from critiques.terms import TOLD_OF
from critiques.views.objections import position_in
from web.addresses import page_number, whole_number
from web.refusals import REFUSALS, show_again


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for the author, or is asked of a critic; a POST is the author’s word."""
    if request.method == "POST":
        return _say(request)
    tab, page = request.GET.get("show", ""), page_number(request.GET.get("page", ""))
    post = whole_number(request.GET.get("post", "")) or 0
    context = {"page": DeskPage.load(viewer=request.user, tab=tab, page=page, post_id=post)}
    return render(request, "critiques/desk.html", context)


def _say(request: HttpRequest) -> HttpResponse:
    """Take a position and go on with the next row, or show what was refused with what was typed."""
    data = request.POST
    post, number = whole_number(data.get("post", "")), whole_number(data.get("number", ""))
    if post is None or number is None:
        raise Http404(gettext("There is no such objection."))
    try:
        said = position_in(data)
        objection = take_position(author=request.user, post_id=post, number=number, **said)
    except REFUSALS as error:
        _, place, only = place_of(data.get("desk", ""))
        page = DeskPage.load(viewer=request.user, page=place, post_id=only).with_typed(data)
        return show_again(request, "critiques/desk.html", {"page": page}, error)
    messages.success(request, TOLD_OF[said["stance"]].told % {"address": objection.address})
    return redirect(way_back(data) or desk_url())
