"""The line above a thread that tells its reader what is new, and leads to it."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from threads.news.arrivals import MOST, NewMarks, NewReplies
from web.addresses import address_of


def newsbar(news: NewReplies, marks: NewMarks, post_id: int, csrf_token: Any) -> SafeString:
    """Return the line for a page of a thread with these marks; empty for visitors."""
    if news.reader is None:
        return SafeString()
    beyond = news.beyond(marks)
    count = len(news.found)
    context = {
        "count": count if count <= MOST else f"more than {MOST}",
        "one": count == 1,
        "first": marks.new[0] if marks.new else "",
        "beyond": len(beyond) if count <= MOST else "others",
        "beyond_url": f"{address_of('reply-permalink', beyond[0])}?in=thread" if beyond else "",
        "until": news.until,
        "post": post_id,
        "visit_url": address_of("post-visit", post_id),
        "arrivals_url": f"{address_of('post-arrivals', post_id)}?after={news.until}",
        "csrf_token": csrf_token,
    }
    return render_to_string("threads/parts/newsbar.html", context)
