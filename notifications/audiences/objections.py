"""Who is told of what is said and done of objections outside replies."""

from critiques.groups import group_of
from critiques.models import (
    ClaimVersion,
    Holder,
    HolderEvent,
    Objection,
    Outcome,
    Position,
    Proposal,
    Receipt,
)
from critiques.words import Event
from notifications.audiences.followers import followers_of_objections
from notifications.audiences.people import Audience, People, holders_of
from notifications.audiences.replies import answerers
from notifications.clicks import clicks, day_of, within
from notifications.models import Happening
from notifications.words import Reason, Thing


def of_position(happening: Happening) -> Audience:
    """Return whose objection the author spoke of, and who follows it."""
    taken = set(Position.objects.filter(pk=happening.number).values_list("objection", flat=True))
    people = [(Reason.POSITION, holders_of(taken)), _followers(taken, happening)]
    return Audience(Thing.POSITION, happening.number, people)


def of_revision(happening: Happening) -> Audience:
    """Return for whom the author revised the essay: who shares what it answers, or follows it."""
    receipts = Receipt.objects.filter(revision=happening.number).order_by()
    answered = set(receipts.values_list("objection", flat=True))
    people = [(Reason.REVISION, holders_of(answered)), _followers(answered, happening)]
    return Audience(Thing.REVISION, happening.number, people)


def of_line(happening: Happening) -> Audience | None:
    """Return whom a holder’s line is about: who answered, or whose essay it is; and who follows
    the objection."""
    said = HolderEvent.objects.filter(
        objection=happening.number, user=happening.actor_id, reply=None
    )
    last = said.exclude(text="").order_by("-pk").values_list("pk", flat=True).first()
    if last is None:
        return None
    about = answerers(said.filter(pk=last).order_by())
    people = [(Reason.WORD, about), _followers({happening.number}, happening)]
    return Audience(Thing.LINE, last, people)


def of_click(happening: Happening) -> Audience | None:
    """Return whose essay it is: they are told of all clicks of that day together.

    What was clicked and taken back within the day is nothing.
    """
    day = day_of(happening.at)
    mine = clicks().filter(within(day), user=happening.actor_id)
    clicked = mine.filter(objection=happening.number)
    found = clicked.values_list("objection__post", "objection__post__author").first()
    if found is None:
        return None
    post, author = found
    return Audience(Thing.CLICKS, post, [(Reason.CLICKS, [author])], day)


def of_proposal(happening: Happening) -> Audience:
    """Return who decides on a proposal; where that is done, whose it was."""
    proposal = Proposal.objects.select_related("objection").get(pk=happening.number)
    decided = proposal.outcome == Outcome.REFUSED
    person = proposal.proposer_id if decided else proposal.objection.raiser_id
    return Audience(Thing.PROPOSAL, proposal.pk, [(Reason.PROPOSAL, [person])])


def of_wording(happening: Happening) -> Audience:
    """Return who shares it in another wording, whose essay it is about, who proposed it, and who
    follows it."""
    version = ClaimVersion.objects.select_related("objection__post").get(pk=happening.number)
    others = [version.objection.post.author_id, version.writer_id]
    people = [
        (Reason.WORDING, holders_of([version.objection_id])),
        (Reason.WORDING, others),
        _followers({version.objection_id}, happening),
    ]
    return Audience(Thing.WORDING, version.pk, people)


def of_merge(happening: Happening) -> Audience:
    """Return who shares it or what it became part of, whose essay it is about, who proposed it, and
    who follows either.

    A moderator’s decision is told to its raiser by itself.
    """
    part = Objection.objects.select_related("post", "whole").get(pk=happening.number)
    whole = part.whole or part
    holders = Holder.objects.filter(objection__in=group_of(whole)).exclude(state=Event.WITHDRAW)
    if part.merged_by_id != part.raiser_id:
        holders = holders.exclude(user=part.raiser_id)
    agreed = part.proposals.filter(into__isnull=False, outcome=Outcome.ACCEPTED)
    others = {part.post.author_id, *agreed.values_list("proposer", flat=True)}
    people = [
        (Reason.MERGE, holders.order_by().values("user")),
        (Reason.MERGE, others),
        _followers({part.pk, whole.pk}, happening),
    ]
    return Audience(Thing.MERGE, part.pk, people)


def _followers(objections: set[int], happening: Happening) -> tuple[Reason, People]:
    """Return who is told of the same because they follow one of these."""
    return Reason.FOLLOWED, followers_of_objections(objections, happening.at)
