"""Moderators say what a topic is about."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from moderation.actions.topics import describe_topic
from staff.forms import DescriptionForm
from staff.pages.topics import DescribingPage
from web.refusals import do_or_show


@login_required
def describe(request: HttpRequest, topic: str) -> HttpResponse:
    """Say what a topic is about, or that otherwise."""
    page = DescribingPage.load(moderator=request.user, topic=topic)

    def do(body: str, seen: int, reason: str) -> HttpResponse:
        slug = page.topic.slug
        describe_topic(moderator=request.user, slug=slug, body=body, seen=seen, reason=reason)
        messages.success(request, gettext("Saved; it stands in the log, where it can be undone."))
        return redirect("topic", slug)

    def show(form: Form, status: int) -> HttpResponse:
        context = {"page": page, "form": form}
        return render(request, "staff/topic.html", context, status=status)

    initial = {"body": page.body, "seen": page.number}
    return do_or_show(request, partial(DescriptionForm, initial=initial), do, show)
