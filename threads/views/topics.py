"""Pages of topics."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from threads.pages.topics.listing import TopicsPage
from threads.pages.topics.topic import TopicPage
from web.pagination import Asked


@require_safe
@conditional_page
def topics(request: HttpRequest) -> HttpResponse:
    """All topics, or those whose names have the words of `?q=`."""
    page = TopicsPage.load(asked=request.GET.get("q", ""), page=Asked.of(request.GET))
    return render(request, "threads/lists/topics.html", {"page": page})


@require_safe
@conditional_page
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """A topic, with its essays."""
    page = TopicPage.load(
        viewer=request.user,
        topic=topic,
        sort=request.GET.get("sort", ""),
        page=Asked.of(request.GET),
    )
    return render(request, "threads/lists/topic.html", {"page": page})
