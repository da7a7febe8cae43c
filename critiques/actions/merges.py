"""Making an objection part of another, by consent of whoever raised it, and undoing it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import check_right
from accounts.rights import check_may_write
from critiques.actions.rounds import open_round_if_due
from critiques.facts import refresh
from critiques.locks import lock_objection
from critiques.models import Objection
from critiques.signals import merged
from forum.actions.checks import check_open
from forum.limits import count_act


def merge_own(*, raiser: User, post_id: int, number: int, into: int) -> Objection:
    """Make an objection part of another of the same post, as the person who raised it.

    Raises PermissionDenied, Objection.DoesNotExist or ValidationError.
    """
    check_may_write(raiser)
    with transaction.atomic():
        part = lock_objection(viewer=raiser, post_id=post_id, number=number)
        check_open(part.post, raiser)
        check_right(raiser, "critiques.merge_own", part)
        whole = whole_for(part, into)
        count_act("merges", raiser)
        join(part, whole, by=raiser)
    return part


def separate_own(*, raiser: User, post_id: int, number: int) -> Objection:
    """Make an objection stand by itself again, as the raiser who agreed that it be merged.

    Raises PermissionDenied, Objection.DoesNotExist or ValidationError.
    """
    check_may_write(raiser)
    with transaction.atomic():
        part = lock_objection(viewer=raiser, post_id=post_id, number=number)
        check_open(part.post, raiser)
        check_right(raiser, "critiques.separate_own", part)
        count_act("merges", raiser)
        separate(part)
    return part


def whole_for(part: Objection, number: int) -> Objection:
    """Return what `part` becomes part of where it is merged into objection `number`.

    That is the end of the chain, where that one is part of another itself. Raises ValidationError
    where it can’t be merged (code `conflict`: no more).
    """
    found = Objection.objects.filter(post=part.post_id, number=number)
    into = found.select_related("whole").first()
    if into is None or into.pk == part.pk:
        raise ValidationError(gettext("Choose another objection of this essay to merge into."))
    whole = into.whole or into
    if part.merged_into_id or part.struck_at:
        raise ValidationError(
            gettext("Objection %(address)s was merged or removed already.")
            % {"address": part.address},
            code="conflict",
        )
    if whole.struck_at:
        raise ValidationError(
            gettext("Objection %(address)s was removed already.") % {"address": whole.address},
            code="conflict",
        )
    if whole.pk == part.pk:
        raise ValidationError(
            gettext("Objection %(address)s is part of %(whole)s already.")
            % {"address": into.address, "whole": part.address},
            code="conflict",
        )
    if part.kind != whole.kind:
        raise ValidationError(gettext("A question and an objection can’t be merged."))
    return whole


def join(part: Objection, whole: Objection, *, by: User) -> None:
    """Make `part` part of `whole`, which stands by itself; the post must be locked.

    What was part of `part` stays so, and counts with it: each merge can be undone by itself.
    """
    part.merged_into, part.merged_at, part.merged_by = whole, timezone.now(), by
    part.save(update_fields=["merged_into", "merged_at", "merged_by"])
    refresh(part.post, part)
    open_round_if_due(part.post)
    merged.send(Objection, part=part)


def separate(part: Objection) -> Objection:
    """Make `part` stand by itself again and return what it was part of; the post must be locked.

    Raises ValidationError where it does already.
    """
    whole = part.merged_into
    if whole is None:
        raise ValidationError(gettext("This objection stands by itself already."), code="conflict")
    part.merged_into = part.merged_at = part.merged_by = None
    part.save(update_fields=["merged_into", "merged_at", "merged_by"])
    refresh(part.post, part, whole)
    open_round_if_due(part.post)
    return whole
