"""Raising an objection."""

from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.utils.translation import gettext, gettext_lazy

from accounts.permissions import check_right
from critiques.actions.closings import check_takes_objections
from critiques.actions.holders.holders import record
from critiques.actions.passages import anchor
from critiques.actions.rounds import give_letter
from critiques.locks import next_number
from critiques.models import ClaimVersion, Objection
from critiques.models.objections import CLAIM_LIMIT, MOST_IN_REPLY, MOST_OF_PERSON
from critiques.prose.passages import Passage
from critiques.words import Event, Kind
from forum.models import Reply
from forum.sources import clean_line
from web.writing import TextKind

CLAIM = TextKind(
    gettext_lazy("Keep the claim to %(limit)s characters; yours has %(length)s."),
    gettext_lazy("The claim has only signs that nobody can see. Write something that shows."),
)


def raise_objection(
    *, reply: Reply, claim: str, kind: Kind, passage: Passage | None = None
) -> Objection:
    """Add an objection raised in `reply` by its writer, with number and letter, and return it.

    The post must be locked. Raises PermissionDenied for the post's author, or ValidationError,
    also where the post is closed to new objections (questions are asked there still), and where
    the reply, or its writer on this post, raised as many as may be.
    """
    post, raiser = reply.post, reply.author
    check_right(raiser, "critiques.raise", post)
    if kind == Kind.OBJECTION:
        check_takes_objections(post)
    _check_room(reply)
    claim = clean_claim(claim)
    objection = Objection(
        post=post, number=next_number(post), kind=kind, claim=claim, raised_in=reply, raiser=raiser
    )
    if passage is not None:
        anchor(objection, passage, revision=post.revision)
    objection.save()
    ClaimVersion.objects.create(
        objection=objection,
        number=1,
        text=claim,
        writer=raiser,
        created_at=objection.created_at,
    )
    give_letter(objection)
    record(user=raiser, objection=objection, event=Event.HOLD, reply=reply)
    return objection


def clean_claim(claim: str) -> str:
    """Return the claim on one line. Raises ValidationError where it is empty or too long."""
    claim = clean_line(claim, limit=CLAIM_LIMIT, what=CLAIM, code="claim")
    if not claim:
        raise ValidationError(gettext("Say it in one sentence."), code="claim")
    return claim


def _check_room(reply: Reply) -> None:
    """Raise ValidationError where nobody would find their way through one more. One query.

    What was taken back, merged or struck counts, too: it keeps its row and its page.
    """
    raised = Objection.objects.filter(raiser=reply.author).aggregate(
        here=Count("pk", filter=Q(raised_in=reply)),
        in_all=Count("pk", filter=Q(post=reply.post)),
    )
    if raised["here"] >= MOST_IN_REPLY:
        raise ValidationError(
            gettext(
                "One reply raises at most %(most)d objections and questions. Write another reply "
                "for this one, or add it to one that is here."
            )
            % {"most": MOST_IN_REPLY}
        )
    if raised["in_all"] >= MOST_OF_PERSON:
        raise ValidationError(
            gettext(
                "You have raised %(most)d objections and questions to this essay; one person can "
                "raise no more. Share one that is here, or reword one of yours."
            )
            % {"most": MOST_OF_PERSON}
        )
