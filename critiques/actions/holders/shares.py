"""Sharing an objection, and saying later whether it still stands."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.rights import check_is_approved, check_may_write
from critiques.actions.holders.holders import (
    answered_anew,
    check_live,
    clean_why,
    hold,
    holder_of,
    holding_of,
    is_answered,
    record,
)
from critiques.actions.rounds import open_round_if_due
from critiques.facts import refresh
from critiques.locks import lock_objection
from critiques.models import Holder, HolderEvent, Objection
from critiques.signals import holder_spoke
from critiques.words import Event
from forum.actions.checks import check_open
from forum.limits import count_act


def share(*, user: User, post_id: int, number: int, text: str = "") -> Objection:
    """Make `user` a holder of an objection, by one click, with a line `text` why or without.

    Sharing what one holds already changes nothing. Raises PermissionDenied (the post's author),
    Objection.DoesNotExist, or ValidationError (locked, merged or struck; a line too long, or one
    that would be lost).
    """
    text = _line_of(user, text)
    with transaction.atomic():
        objection = lock_objection(viewer=user, post_id=post_id, number=number)
        check_open(objection.post, user)
        count_act("holds", user)
        holder = holder_of(user, objection)
        if holder is not None and holder.holds and text not in ("", _said_last(holder)):
            raise ValidationError(
                gettext("You share this already; what you wrote was not added."), "text"
            )
        hold(user=user, objection=objection, reply=None, text=text)
        refresh(objection.post, objection)
        open_round_if_due(objection.post)
        if holder is None or not holder.holds:
            holder_spoke.send(Objection, objection=objection, user=user, text=text)
    return objection


def say(*, user: User, post_id: int, number: int, event: Event, text: str = "") -> Objection:
    """Record a holder's “this answers it”, “still stands” or “take back”, by one click.

    `text` is their line why. To say the same again changes nothing, unless the line is new.
    Holders may say so in a locked discussion too. Raises PermissionDenied unless `user` holds or
    held it, Objection.DoesNotExist, or ValidationError where there is nothing to say it of, and
    of a line that is too long or would be lost.
    """
    text = _line_of(user, text)
    with transaction.atomic():
        objection = lock_objection(viewer=user, post_id=post_id, number=number)
        check_live(objection)
        holder = holder_of(user, objection)
        if holder is None:
            raise PermissionDenied(gettext("Only people who share an objection can say this."))
        if event == Event.REAFFIRM and not is_answered(objection):
            raise ValidationError(
                gettext("The author has not answered this yet; it stands as it is.")
            )
        again = event == holder.state and not answered_anew(objection, holder)
        if again and text in ("", before := _said_last(holder)):
            return objection
        if again and before:
            raise ValidationError(
                gettext(
                    "You said so already, with other words. Once there is a new answer you can say "
                    "it again."
                ),
                "text",
            )
        if holder.state == Event.WITHDRAW and not again:
            raise ValidationError(gettext("You took this back. Share it again first."))
        count_act("holds", user)
        record(user=user, objection=objection, event=event, reply=None, text=text)
        refresh(objection.post, objection)
        open_round_if_due(objection.post)
        holder_spoke.send(Objection, objection=objection, user=user, text=text)
    return objection


def _line_of(user: User, text: str) -> str:
    """Return the line with which `user` says something, having checked that they may."""
    check_may_write(user)
    if text := clean_why(text):
        check_is_approved(user)
    return text


def _said_last(holder: Holder) -> str:
    """Return the line that came with what somebody said last of an objection."""
    said = HolderEvent.objects.filter(objection=holder.objection_id, user=holder.user_id)
    return said.values_list("text", flat=True).last() or ""


def choose_main(*, user: User, post_id: int, number: int) -> Objection:
    """Make an objection that `user` holds their main disagreement with the post, or no longer.

    Raises PermissionDenied, Objection.DoesNotExist or ValidationError.
    """
    check_may_write(user)
    with transaction.atomic():
        objection = lock_objection(viewer=user, post_id=post_id, number=number)
        check_live(objection)
        refusal = gettext("Share the objection first; then it can be your main one.")
        holder = holding_of(user, objection, refusal)
        count_act("holds", user)
        chosen = not holder.is_main
        before = list(
            Holder.objects.filter(post=objection.post, user=user, is_main=True).select_related(
                "objection"
            )
        )
        Holder.objects.filter(pk__in=[each.pk for each in before]).update(is_main=False)
        Holder.objects.filter(pk=holder.pk).update(is_main=chosen)
        # Whoever came along by a merge keeps it where they held it first.
        refresh(objection.post, objection, *(each.objection for each in (holder, *before)))
        open_round_if_due(objection.post)
    return objection
