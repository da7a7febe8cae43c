"""The page that asks for a reason: what is done to what, and why."""

from collections.abc import Iterable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from critiques.models import Objection
from forum.markup.headings import from_level
from forum.markup.translations import translated
from forum.models import Post, Reply
from staff.log.lines import LogLink


def reason_page(
    request: HttpRequest,
    form: Form | None,
    status: int,
    *,
    title: str,
    says: str,
    back: str,
    item: Post | Reply | Objection | None = None,
    already: str = "",
    seen: str = "",
    links: Iterable[LogLink] = (),
) -> HttpResponse:
    """Return the page; where it was done `already` it says so instead of asking."""
    context = {"form": form, "title": title, "says": says, "back": back, "item": item}
    context["html"] = translated(from_level(item.html, 2)) if isinstance(item, Post | Reply) else ""
    context |= {"already": already, "seen": seen, "links": links}
    return render(request, "staff/reason_form.html", context, status=status)


def readable(
    request: HttpRequest, post_id: int | None = None, reply_id: int | None = None
) -> Post | Reply:
    """Return a text that the reader may read; raises Http404 for any other."""
    model = Post if reply_id is None else Reply
    texts = model.objects.readable_by(request.user).select_related("author")
    return get_object_or_404(texts, pk=reply_id or post_id)
