"""What others propose to the person who raised an objection, and what they say to it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import check_right
from accounts.rights import check_may_write
from critiques.actions.holders.holders import check_live
from critiques.actions.merges import join, whole_for
from critiques.actions.objections import clean_claim
from critiques.actions.wordings import add_version, check_raiser
from critiques.locks import lock_objection
from critiques.models import Objection, Outcome, Proposal
from critiques.models.claims import MOST_OPEN
from critiques.record.sentences import names, spelt
from critiques.signals import proposed
from forum.actions.checks import check_open
from forum.limits import count_act
from forum.models import Post, State


def propose_wording(*, proposer: User, post_id: int, number: int, claim: str) -> Proposal:
    """Propose another wording of a claim, as the post's author or a moderator.

    A new proposal takes the place of one's earlier that waits. Raises PermissionDenied,
    Objection.DoesNotExist or ValidationError.
    """
    check_may_write(proposer)
    claim = clean_claim(claim)
    with transaction.atomic():
        objection = _lock(proposer, post_id, number)
        check_right(proposer, "critiques.propose_wording", objection)
        if claim == objection.claim:
            raise ValidationError(gettext("That is its wording already."))
        _waiting(objection).filter(proposer=proposer, into__isnull=True).update(
            outcome=Outcome.WITHDRAWN, decided_at=timezone.now()
        )
        _check_room(proposer, objection.post)
        count_act("proposals", proposer)
        proposal = Proposal.objects.create(objection=objection, proposer=proposer, claim=claim)
        proposed.send(Proposal, proposal=proposal)
    return proposal


def propose_merge(*, proposer: User, post_id: int, number: int, into: int) -> Proposal:
    """Propose to its raiser that an objection become part of another of the same post.

    Raises PermissionDenied, Objection.DoesNotExist or ValidationError.
    """
    check_may_write(proposer)
    with transaction.atomic():
        objection = _lock(proposer, post_id, number)
        whole = whole_for(objection, into)
        waiting = _waiting(objection).filter(into=whole).first()
        if waiting is not None:
            return waiting
        _check_room(proposer, objection.post)
        count_act("proposals", proposer)
        proposal = Proposal.objects.create(objection=objection, proposer=proposer, into=whole)
        proposed.send(Proposal, proposal=proposal)
    return proposal


def decide(
    *, user: User, post_id: int, number: int, proposal_id: int, outcome: Outcome
) -> Proposal:
    """Accept or refuse a proposal, as the raiser, or withdraw one's own.

    Accepting carries it out. Raises PermissionDenied, Objection.DoesNotExist,
    Proposal.DoesNotExist, or ValidationError (code `conflict` where it was decided already).
    """
    check_may_write(user)
    with transaction.atomic():
        objection = lock_objection(viewer=user, post_id=post_id, number=number)
        proposal = objection.proposals.select_related("into", "proposer").get(pk=proposal_id)
        if proposal.outcome:
            raise ValidationError(gettext("This was decided already."), code="conflict")
        count_act("proposals", user)
        if outcome == Outcome.WITHDRAWN:
            if proposal.proposer_id != user.pk:
                raise PermissionDenied(gettext("Only who proposed it can withdraw it."))
        else:
            check_raiser(user, objection)
        if outcome == Outcome.ACCEPTED:
            check_open(objection.post, user)
            check_live(objection)
            _carry_out(proposal, objection, user)
        proposal.outcome, proposal.decided_at = outcome, timezone.now()
        proposal.save(update_fields=["outcome", "decided_at"])
        if outcome == Outcome.REFUSED:
            proposed.send(Proposal, proposal=proposal)
    return proposal


def _carry_out(proposal: Proposal, objection: Objection, raiser: User) -> None:
    if proposal.into is None:
        add_version(objection, proposal.claim, writer=proposal.proposer)
        return
    join(objection, whole_for(objection, proposal.into.number), by=raiser)


def _lock(proposer: User, post_id: int, number: int) -> Objection:
    objection = lock_objection(viewer=proposer, post_id=post_id, number=number)
    check_open(objection.post, proposer)
    check_live(objection)
    if objection.raiser_id == proposer.pk:
        raise ValidationError(gettext("You raised it: do it yourself, nobody has to agree."))
    if objection.raiser.left_at or objection.raised_in.state != State.VISIBLE:
        raise ValidationError(gettext("Whoever raised it is gone, so nobody can accept this."))
    return objection


def _check_room(proposer: User, post: Post) -> None:
    """Raise ValidationError where enough of the proposer's proposals wait on the essay.

    On one essay and not on all: what it protects is one critique and those who must decide there.
    What lies on objections that are merged or struck asks nobody any more and does not count.
    Moderators are not limited. One query.
    """
    if proposer.is_moderator:
        return
    waiting = Proposal.objects.filter(proposer=proposer, outcome="", objection__post=post)
    waiting = waiting.filter(objection__merged_into=None, objection__struck_at=None)
    first = list(waiting.select_related("objection")[:MOST_OPEN])
    if len(first) == MOST_OPEN:
        where = names([each.objection.address for each in first])
        raise ValidationError(
            gettext(
                "%(Count)s of your proposals wait on this essay: on %(objections)s. Withdraw that "
                "on the first, or another, or wait until one is decided; then propose this."
            )
            % {"Count": spelt(MOST_OPEN).capitalize(), "objections": where}
        )


def _waiting(objection: Objection) -> object:
    return objection.proposals.filter(outcome="")
