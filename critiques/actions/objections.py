"""Raising an objection, and changing its claim."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.rights import check_may_write
from critiques.actions.holders import check_live, record
from critiques.actions.rounds import give_letter
from critiques.locks import lock_objection
from critiques.models import ClaimVersion, Objection
from critiques.models.objections import CLAIM_LIMIT
from critiques.passages import Passage
from critiques.words import Event, Kind
from forum.models import Reply
from forum.text import clean_source


def raise_objection(
    *, reply: Reply, claim: str, kind: Kind, passage: Passage | None = None
) -> Objection:
    """Add an objection raised in `reply` by its writer, with number and letter, and return it.

    The post must be locked. Raises PermissionDenied for the post's author, or ValidationError.
    """
    post, raiser = reply.post, reply.author
    if post.author_id == raiser.pk:
        raise PermissionDenied("You can’t raise an objection to your own essay.")
    claim = clean_claim(claim)
    last = Objection.objects.filter(post=post).aggregate(last=Max("number"))["last"]
    objection = Objection(
        post=post, number=(last or 0) + 1, kind=kind, claim=claim, raised_in=reply, raiser=raiser
    )
    if passage is not None:
        objection.passage, objection.passage_start = passage.exact, passage.start
        objection.passage_prefix, objection.passage_suffix = passage.prefix, passage.suffix
        objection.passage_revision, objection.passage_state = post.revision, "exact"
    objection.save()
    ClaimVersion.objects.create(objection=objection, number=1, text=claim, writer=raiser)
    give_letter(objection)
    record(user=raiser, objection=objection, event=Event.HOLD, reply=reply)
    return objection


def edit_claim(*, user: User, post_id: int, number: int, claim: str) -> Objection:
    """Give an objection a new wording while nobody but its raiser is bound to the old one.

    Raises PermissionDenied, Objection.DoesNotExist, or ValidationError once somebody joined or
    the author took a position.
    """
    check_may_write(user)
    claim = clean_claim(claim)
    with transaction.atomic():
        objection = lock_objection(viewer=user, post_id=post_id, number=number)
        if objection.raiser_id != user.pk:
            raise PermissionDenied("Only the person who raised an objection can reword it.")
        if objection.post.locked_at is not None:
            raise ValidationError("This discussion is locked; nothing in it can be changed.")
        check_live(objection)
        joined = objection.holders.exclude(user=user).exists() or objection.parts.exists()
        if joined or objection.positions.exists():
            raise ValidationError(
                "Others have joined or answered this wording, so it stays as it is."
            )
        objection.claim = claim
        objection.save(update_fields=["claim"])
        ClaimVersion.objects.filter(objection=objection).update(text=claim)
    return objection


def clean_claim(claim: str) -> str:
    """Return the claim on one line. Raises ValidationError where it is empty or too long."""
    claim = " ".join(clean_source(claim, limit=10 * CLAIM_LIMIT, what="claim").split())
    if len(claim) > CLAIM_LIMIT:
        raise ValidationError(
            f"Say it in a sentence of up to {CLAIM_LIMIT} characters; yours has {len(claim)}."
        )
    return claim
