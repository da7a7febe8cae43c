"""What somebody has begun and not sent: kept while they type, listed, thrown away, put back."""

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from forum.actions.drafts import discards, drafts
from forum.models import Draft
from forum.models.drafts import was_sent
from forum.places import WritingPlace
from threads.forms.essays import PostForm, RevisionForm
from threads.forms.replies import ReplyEditForm, ReplyForm
from threads.pages.drafts import DraftsPage, kept_at
from threads.stances import is_of_stances
from web.acceptance import token_of
from web.addresses import whole_number
from web.dates import iso
from web.refusals import REFUSALS, messages_of, status_of
from web.sign_in import posted_by_members

# What tells a form, and is no text.
HIDDEN = ("token", "sequence", "parent")


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """All that one has begun, with what was just thrown away."""
    asked = request.GET.get("discarded", "")
    page = DraftsPage.load(viewer=request.user, discarded=_place(asked) if asked else None)
    return render(request, "threads/drafts.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def draft(request: HttpRequest, place: WritingPlace) -> HttpResponse:
    """What was typed, as plain text, wherever its place is now; POST keeps what is typed."""
    if request.method == "POST":
        return _save(request, place)
    kept = kept_at(request.user, place)
    if kept is None:
        raise Http404("There is no such draft.")
    return render(request, "threads/draft.html", {"kept": kept, "place": place})


@require_safe
@login_required
def state(request: HttpRequest, place: WritingPlace) -> HttpResponse:
    """For scripts: what is kept, if anything, and whether the form with this token was accepted."""
    is_sent = was_sent(request.user, place, token_of(request.GET.get("token", "")))
    kept = Draft.objects.typed_at(request.user.pk, place)
    return JsonResponse({"sent": is_sent, **_told(kept)})


@posted_by_members
def discard(request: HttpRequest, place: WritingPlace) -> HttpResponse:
    """Throw a draft away; the page one lands on can put it back."""
    discards.discard(writer=request.user, place=place)
    return redirect(f"{reverse('drafts')}?{urlencode({'discarded': place})}")


@posted_by_members
def put_back(request: HttpRequest, place: WritingPlace) -> HttpResponse:
    """Take back what was thrown away."""
    discards.put_back(writer=request.user, place=place)
    messages.success(request, gettext("It is back."))
    return redirect("drafts")


def _save(request: HttpRequest, place: WritingPlace) -> HttpResponse:
    try:
        kept = drafts.save_typed(
            writer=request.user,
            place=place,
            typed=_typed(place, request.POST),
            sequence=whole_number(request.POST.get("sequence", "")) or 0,
            token=token_of(request.POST.get("token", "")),
        )
    except ValidationError as error:
        if status_of(error) != 409:
            return _said(error)
        other = Draft.objects.typed_at(request.user.pk, place)
        return JsonResponse({"sent": other is None, **_told(other)}, status=409)
    except REFUSALS as error:
        return _said(error)
    if kept is None:
        return JsonResponse({"sequence": 0, "at": iso(timezone.now())})
    return JsonResponse({"sequence": kept.sequence, "at": iso(kept.saved_at)})


def _said(error: Exception) -> HttpResponse:
    said = " ".join(messages_of(error))
    return HttpResponse(said, status=status_of(error), content_type="text/plain; charset=utf-8")


def _told(kept: Draft | None) -> dict[str, object]:
    if kept is None:
        return {}
    return {"sequence": kept.sequence, "typed": kept.fields, "at": iso(kept.saved_at)}


def _typed(place: WritingPlace, data: QueryDict) -> Mapping[str, str]:
    """Return what the form of a place was sent with, but for what tells the form."""
    if place.is_essay:
        form: type = PostForm if place.kind == "new" else RevisionForm
    else:
        form = ReplyForm if place.answers else ReplyEditForm
    names = [name for name in form.base_fields if name not in HIDDEN]
    if place.answers:
        names += [name for name in data if is_of_stances(name)]
    return {name: data[name] for name in names if name in data}


def _place(written: str) -> WritingPlace:
    try:
        return WritingPlace.read(written)
    except ValueError:
        raise Http404("There is no such draft.") from None
