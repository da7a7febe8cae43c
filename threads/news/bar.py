"""The line above a thread that tells its reader what is new, and leads to it."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from forum.addresses import in_thread
from threads.news.arrivals import MOST, NewMarks, NewReplies
from web.addresses import address_of


def newsbar(news: NewReplies, marks: NewMarks, post_id: int, csrf_token: Any) -> SafeString:
    """Return the line for a page of a thread with these marks; empty for visitors."""
    if news.reader is None:
        return SafeString()
    beyond = news.beyond(marks)
    count, first = len(news.found), marks.new[0] if marks.new else ""
    context = {
        "new": _told(count) if count else "",
        "first": first,
        "beyond": _beyond(len(beyond) if count <= MOST else None, is_more=bool(first)),
        "beyond_url": in_thread(beyond[0]) if beyond else "",
        "until": news.until,
        "post": post_id,
        "visit_url": address_of("post-visit", post_id),
        "arrivals_url": f"{address_of('post-arrivals', post_id)}?after={news.until}",
        "csrf_token": csrf_token,
    }
    return render_to_string("threads/parts/newsbar.html", context)


def _told(count: int) -> str:
    if count > MOST:
        said = ngettext("more than %(count)d new reply", "more than %(count)d new replies", MOST)
        return said % {"count": MOST}
    return ngettext("%(count)d new reply", "%(count)d new replies", count) % {"count": count}


def _beyond(count: int | None, *, is_more: bool) -> str:
    """Return where else there are new ones; None for nobody knows how many, `is_more` beside some
    that are here."""
    if not is_more:
        return gettext("on another page")
    if count is None:
        return gettext("others on other pages")
    said = ngettext("%(count)d on other pages", "%(count)d on other pages", count)
    return said % {"count": count}
