"""Cards that stand beside links to people and topics, for the script that shows them.

What was hidden is gone at once: whoever keeps one asks whether it is still so.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from threads.pages.people.card import PersonCard
from threads.pages.topics.card import TopicCard


@require_safe
@conditional_page
@cache_control(no_cache=True)
def person(request: HttpRequest, username: str) -> HttpResponse:
    """Who somebody is, in a few words."""
    return render(
        request, "threads/cards/person.html", {"page": PersonCard.load(username=username)}
    )


@require_safe
@conditional_page
@cache_control(no_cache=True)
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """What a topic is about, in a few words."""
    return render(request, "threads/cards/topic.html", {"page": TopicCard.load(topic=topic)})
