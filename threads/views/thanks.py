"""Thanking a writer in a line, and reading what one was thanked for."""

from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from forum.actions.thanks import report_thanks, take_thanks_back, thank
from forum.models import Reply
from forum.models.thanks import THANKS_LIMIT
from threads.pages.lists.thanks import ThankingPage, ThanksPage
from threads.views.bookmarks import back_to
from web.pagination import Asked
from web.refusals import do_or_show, refused_as_page
from web.sign_in import posted_by_members


class ThanksForm(forms.Form):
    """A line of thanks."""

    words = forms.CharField(
        max_length=THANKS_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short", "dir": "auto"}),
        help_text=gettext_lazy("Only its writer reads it, with your name; you can take it back."),
    )


@login_required
def essay(request: HttpRequest, post_id: int) -> HttpResponse:
    """Thank for an essay."""
    return _thanking(request, post_id, None)


@login_required
def reply(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Thank for a reply."""
    return _thanking(request, Reply.objects.get(pk=reply_id).post_id, reply_id)


def _thanking(request: HttpRequest, post_id: int, reply_id: int | None) -> HttpResponse:
    if "take_back" in request.POST:
        return _taken_back(request, post_id, reply_id)
    of = {"post_id": post_id} if reply_id is None else {"reply_id": reply_id}
    with refused_as_page():
        page = ThankingPage.load(viewer=request.user, **of)
    form_class = partial(ThanksForm, initial={"words": page.words})

    def do(words: str) -> HttpResponse:
        thank(user=request.user, words=words, post_id=post_id, reply_id=reply_id)
        said = gettext("%(name)s is told what you thank for.") % {"name": page.writer}
        messages.success(request, said)
        return redirect(page.back)

    def show(form: forms.Form, status: int) -> HttpResponse:
        label = gettext("What do you thank %(name)s for?") % {"name": page.writer}
        form.fields["words"].label = label
        return render(request, "threads/thanking.html", {"page": page, "form": form}, status=status)

    return do_or_show(request, form_class, do, show)


def _taken_back(request: HttpRequest, post_id: int, reply_id: int | None) -> HttpResponse:
    """Take a line back, for whoever may thank for nothing more there, too."""
    take_thanks_back(user=request.user, post_id=post_id, reply_id=reply_id)
    messages.success(request, gettext("Taken back. Your vote stays."))
    return back_to(request.user, post_id, reply_id)


@require_safe
@login_required
def thanks(request: HttpRequest) -> HttpResponse:
    """What one was thanked for, the latest first."""
    page = ThanksPage.load(viewer=request.user, page=Asked.of(request.GET))
    return render(request, "threads/lists/thanks.html", {"page": page})


@posted_by_members
def report(request: HttpRequest, thanks_id: int) -> HttpResponse:
    """Let moderators read a line that one does not want to."""
    report_thanks(user=request.user, thanks_id=thanks_id)
    messages.success(
        request, gettext("Reported. Moderators read it, and you don’t see it any more.")
    )
    return redirect("thanks")
