"""The wording of an objection's claim: changing it, proposing another, staying with an earlier."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from accounts.permissions import check_right
from accounts.rights import check_is_approved, check_may_write
from critiques.actions.holders.holders import check_live, holding_of
from critiques.actions.objections import clean_claim
from critiques.groups import group_of
from critiques.locks import lock_objection
from critiques.models import ClaimVersion, Holder, Objection
from critiques.models.claims import MOST_OPEN
from critiques.models.objections import CLAIM_LIMIT
from critiques.querysets.positions import agreed
from critiques.record.sentences import spelt
from critiques.signals import reworded
from forum.actions.checks import check_open
from forum.limits import count_act
from forum.models import State
from forum.sources import clean_line
from web.writing import TextKind

SATISFYING = TextKind(
    gettext_lazy("Keep it to %(limit)s characters; yours has %(length)s."),
    gettext_lazy("It has only signs that nobody can see. Write something that shows."),
)


def reword(*, user: User, post_id: int, number: int, claim: str) -> Objection:
    """Give an objection a new wording, as the person who raised it.

    Until somebody joins or the author takes a position one's own wording itself changes; then it
    gets another, and each holder stays with theirs until they accept it. Raises PermissionDenied,
    Objection.DoesNotExist, or ValidationError, also where five wordings wait that nobody else
    stands by, or the author agreed with one.
    """
    check_may_write(user)
    claim = clean_claim(claim)
    with transaction.atomic():
        objection = lock_objection(viewer=user, post_id=post_id, number=number)
        check_raiser(user, objection)
        check_open(objection.post, user)
        check_live(objection)
        if claim == objection.claim:
            return objection
        count_act("wordings", user)
        present = objection.versions.last()
        bound = Objection.objects.bound().filter(pk=objection.pk).exists()
        if bound or present.writer_id != user.pk:
            _check_room(user, objection)
            add_version(objection, claim, writer=user)
        else:
            present.text = objection.claim = claim
            present.save(update_fields=["text"])
            objection.save(update_fields=["claim"])
    return objection


def accept_wording(*, user: User, post_id: int, number: int) -> Objection:
    """Stand by the present wording of an objection that one holds in an earlier one.

    Raises PermissionDenied, Objection.DoesNotExist or ValidationError.
    """
    check_may_write(user)
    with transaction.atomic():
        objection = lock_objection(viewer=user, post_id=post_id, number=number)
        check_live(objection)
        refusal = gettext("Only people who share an objection stand by its wording.")
        holder = holding_of(user, objection, refusal)
        if holder.objection_id != objection.pk:
            raise PermissionDenied(refusal)
        count_act("wordings", user)
        holder.claim_version = last_version(objection)
        holder.save(update_fields=["claim_version"])
    return objection


def say_what_would_satisfy(*, user: User, post_id: int, number: int, text: str) -> Objection:
    """Say in a line what would satisfy one who shares an objection; empty takes the line back.

    Raises PermissionDenied, Objection.DoesNotExist or ValidationError.
    """
    check_may_write(user)
    check_is_approved(user)
    line = clean_line(text, limit=CLAIM_LIMIT, what=SATISFYING)
    with transaction.atomic():
        objection = lock_objection(viewer=user, post_id=post_id, number=number)
        check_open(objection.post, user)
        check_live(objection)
        refusal = gettext("Share the objection first; then say what would satisfy you.")
        holder = holding_of(user, objection, refusal)
        count_act("wordings", user)
        # What they said of a part of it is superseded.
        group = Holder.objects.filter(user=user, objection__in=group_of(objection))
        group.update(would_satisfy="")
        group.filter(pk=holder.pk).update(would_satisfy=line)
    return objection


def add_version(objection: Objection, claim: str, *, writer: User) -> None:
    """Make `claim` the wording; its raiser stands by it. The post must be locked.

    Raises ValidationError where the author agreed with one, or who wrote the essay that it comes
    from, and this is not theirs: they would be told to agree with what they never read.
    """
    last = objection.positions.filter(agreed(but=writer)).select_related("author").last()
    if last is not None:
        raise ValidationError(
            gettext(
                "%(name)s agreed with this as it is put. Say what else you mean in a reply, as an "
                "objection of its own."
            )
            % {"name": last.author.shown_name}
        )
    number = last_version(objection) + 1
    version = ClaimVersion.objects.create(
        objection=objection, number=number, text=claim, writer=writer
    )
    objection.claim = claim
    objection.save(update_fields=["claim"])
    raiser = Holder.objects.filter(objection=objection, user=objection.raiser_id)
    raiser.update(claim_version=number)
    reworded.send(ClaimVersion, version=version)


def last_version(objection: Objection) -> int:
    """Return the number of the present wording."""
    return objection.versions.order_by("-number").values_list("number", flat=True)[0]


def _check_room(user: User, objection: Objection) -> None:
    """Raise ValidationError where nobody else stands by the last wordings, and they are enough.

    However often its raiser puts it otherwise, one objection stays readable, and whoever shares it
    has a few wordings to choose from; once somebody else accepts the present one there is room.
    Two queries.
    """
    others = objection.holders.exclude(user=objection.raiser_id)
    joined = others.aggregate(newest=Max("claim_version"))["newest"] or 1
    waiting = objection.versions.filter(writer=user, number__gt=joined).count()
    if waiting >= MOST_OPEN and not user.is_moderator:
        raise ValidationError(
            gettext(
                "%(Count)s of your wordings wait for somebody else to stand by one. Ask those who "
                "share it to accept the present one first; then it can be put otherwise again."
            )
            % {"Count": spelt(MOST_OPEN).capitalize()}
        )


def check_raiser(user: User, objection: Objection) -> None:
    """Raise PermissionDenied unless `user` raised it in a reply that is still public."""
    check_right(user, "critiques.reword", objection)
    if objection.raised_in.state != State.VISIBLE:
        raise PermissionDenied(
            gettext("The reply that raised this is gone; its wording stays as it is.")
        )
