"""Making an objection part of another, and what moderators do with one."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy

from critiques.actions import curation, merges, proposals
from critiques.models import Objection
from critiques.record.selection import named
from critiques.views.objections import do, show
from web.sign_in import posted_by_members

CURATED = {
    "strike": (curation.strike, gettext_lazy("Struck. Its row says why; you can put it back.")),
    "unstrike": (curation.unstrike, gettext_lazy("Put back.")),
}


@posted_by_members
def merge(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """Make it part of another: its raiser at once, a moderator with a reason, others ask."""
    into, reason = named(request.POST, "into", post_id), request.POST.get("reason", "")
    if into is None:
        error = ValidationError(gettext("Choose the objection to merge into."))
        return show(request, post_id, number, error=error)
    if _raised_by(request, post_id, number):
        done = gettext("It is part of the other now. You can separate them again.")
        return do(request, merges.merge_own, done, post_id, number, who="raiser", into=into)
    if request.user.is_moderator:
        details = {"into": into, "reason": reason}
        done = gettext("Merged. You can undo it.")
        return do(request, curation.merge, done, post_id, number, who="moderator", **details)
    done = gettext("Proposed. Whoever raised it decides.")
    return do(request, proposals.propose_merge, done, post_id, number, who="proposer", into=into)


@posted_by_members
def unmerge(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """Make it stand by itself again: its raiser, who agreed, or a moderator with a reason."""
    done = gettext("It stands by itself again.")
    if request.user.is_moderator and not _raised_by(request, post_id, number):
        reason = request.POST.get("reason", "")
        action = curation.unmerge
        return do(request, action, done, post_id, number, who="moderator", reason=reason)
    return do(request, merges.separate_own, done, post_id, number, who="raiser")


@posted_by_members
def curate(request: HttpRequest, post_id: int, number: int, act: str) -> HttpResponse:
    """A moderator strikes it or puts it back."""
    action, done = CURATED[act]
    reason = request.POST.get("reason", "")
    return do(request, action, done, post_id, number, who="moderator", reason=reason)


def _raised_by(request: HttpRequest, post_id: int, number: int) -> bool:
    own = Objection.objects.filter(post=post_id, number=number, raiser=request.user)
    return own.exists() and not request.POST.get("reason", "").strip()
