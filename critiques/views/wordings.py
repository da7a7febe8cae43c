"""Wordings of a claim, proposals to its raiser, and links to objections that are alike."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy

from critiques.actions import proposals, similar, wordings
from critiques.models import Outcome
from critiques.record.selection import named
from critiques.views.objections import do, show
from web.sign_in import posted_by_members

DECIDED = {
    Outcome.ACCEPTED: gettext_lazy("Accepted."),
    Outcome.REFUSED: gettext_lazy("Refused; nothing changes."),
    Outcome.WITHDRAWN: gettext_lazy("Withdrawn."),
}


@posted_by_members
def claim(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """A new wording, by the person who raised it."""
    wording = request.POST.get("claim", "")
    return do(request, wordings.reword, gettext("Reworded."), post_id, number, claim=wording)


@posted_by_members
def accept(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """A holder accepts the present wording."""
    done = gettext("You stand by the present wording.")
    return do(request, wordings.accept_wording, done, post_id, number)


@posted_by_members
def would_satisfy(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """A holder says in a line what would satisfy them."""
    text = request.POST.get("would_satisfy", "")
    return do(
        request, wordings.say_what_would_satisfy, gettext("Saved."), post_id, number, text=text
    )


@posted_by_members
def propose(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """The essay's author or a moderator proposes another wording."""
    return do(
        request,
        proposals.propose_wording,
        gettext("Proposed. Whoever raised it decides."),
        post_id,
        number,
        who="proposer",
        claim=request.POST.get("proposed", ""),
    )


@posted_by_members
def decide(
    request: HttpRequest, post_id: int, number: int, proposal_id: int, outcome: str
) -> HttpResponse:
    """The raiser accepts or refuses a proposal, or its proposer withdraws it."""
    word = Outcome(outcome)
    return do(
        request,
        proposals.decide,
        DECIDED[word],
        post_id,
        number,
        proposal_id=proposal_id,
        outcome=word,
    )


@posted_by_members
def link(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """Say that it is like another objection, or with `remove` that it is not."""
    other = named(request.POST, "other", post_id)
    if other is None:
        error = ValidationError(gettext("Choose the objection that it is like."))
        return show(request, post_id, number, error=error)
    remove = "remove" in request.POST
    action = similar.unlink_similar if remove else similar.link_similar
    done = gettext("The link is gone.") if remove else gettext("Linked as similar.")
    return do(request, action, done, post_id, number, other=other)
