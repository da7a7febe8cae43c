"""Who holds an objection: the rows and events that every act on one writes."""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User
from accounts.permissions import check_right
from critiques.groups import group_of, speakers
from critiques.heard import heard
from critiques.models import (
    ClaimVersion,
    Holder,
    HolderEvent,
    Objection,
    Position,
    Receipt,
    Tag,
)
from critiques.words import HOLDING, Event
from forum.models import Reply

A_DAY = timedelta(days=1)


def hold(*, user: User, objection: Objection, reply: Reply | None, wording: str = "") -> None:
    """Make `user` a holder, unless they are; after a position it counts as a reaffirmation.

    Who holds it already and joins again by a reply, after the author spoke, reaffirms it too. The
    post must be locked, and the caller refreshes the facts.
    """
    check_right(user, "critiques.hold", objection)
    check_live(objection)
    holder = holder_of(user, objection)
    if holder is not None and holder.holds:
        if wording and not holder.wording:
            Holder.objects.filter(pk=holder.pk).update(wording=wording)
        if reply is None or not answered_anew(objection, holder):
            return
    event = Event.REAFFIRM if has_position(objection) else Event.HOLD
    record(user=user, objection=objection, event=event, reply=reply, wording=wording)


def record(
    *, user: User, objection: Objection, event: Event, reply: Reply | None, wording: str = ""
) -> None:
    """Note what `user` says and write the holder's state; the post must be locked.

    Whoever changes their mind back and forth by clicks, within a day and with nobody answering,
    has changed it once: `_passing` says which event it is that changes.
    """
    now = timezone.now()
    position = _answer_to(objection) if event in (Event.SATISFIED, Event.REAFFIRM) else None
    said = {
        "event": event,
        "reply": reply,
        "position": position,
        "answer_revision": position.reply.revision if position and position.reply else None,
        "created_at": now,
    }
    holder = Holder.objects.filter(objection=objection, user=user).first()
    if holder is None:
        HolderEvent.objects.create(objection=objection, user=user, **said)
        Holder.objects.create(
            objection=objection,
            user=user,
            post=objection.post,
            state=event,
            state_at=now,
            since=now,
            wording=wording,
            claim_version=_version_of(objection),
        )
        return
    before, passing = _passing(holder, objection, now) if reply is None else (None, None)
    if passing is None:
        HolderEvent.objects.create(objection=objection, user=user, **said)
    elif before.event == event:
        passing.delete()
        now = before.created_at
    else:
        HolderEvent.objects.filter(pk=passing.pk).update(**said)
    if holder.state == Event.WITHDRAW and event in HOLDING:
        holder.claim_version = _version_of(objection)
    holder.state, holder.state_at = event, now
    holder.is_main = holder.is_main and event in HOLDING
    holder.wording = wording or holder.wording
    holder.save(update_fields=["state", "state_at", "is_main", "wording", "claim_version"])


def _passing(
    holder: Holder, objection: Objection, now: datetime
) -> tuple[HolderEvent, HolderEvent] | tuple[None, None]:
    """Return what a holder said before last, and last, where the last may still change.

    It may where both were one click within a day and nothing can rest on either: no reply says
    them, and since the first the author has neither spoken, nor given a receipt, nor edited the
    answer, the claim got no other wording, and no reply spoke of the objection. So the record
    stays true: no words go, and nothing that was answered; what was said first stays, as does what
    is said now. Status and counts follow from each holder's last event alone, and are as if all
    had been kept. Three queries at most.
    """
    said = HolderEvent.objects.filter(objection=holder.objection_id, user=holder.user_id)
    latest = list(said.order_by("-created_at", "-pk")[:2])
    if len(latest) < 2 or any(each.reply_id for each in latest):
        return None, None
    last, before = latest
    if before.created_at <= now - A_DAY:
        return None, None
    answered = {(e.position_id, e.answer_revision) for e in latest if e.position_id}
    if answered:
        answer = _answer_to(objection)
        edited = answer.reply.revision if answer and answer.reply else None
        if answered != {(answer.pk if answer else None, edited)}:
            return None, None
    later = (
        Exists(model.objects.filter(objection=OuterRef("pk"), created_at__gte=before.created_at))
        for model in (Position, Receipt, ClaimVersion, Tag)
    )
    if Objection.objects.filter(reduce(or_, later), pk=objection.pk).exists():
        return None, None
    return before, last


def _version_of(objection: Objection) -> int:
    numbers = objection.versions.order_by("-number").values_list("number", flat=True)
    return numbers.first() or 1


def holder_of(user: User, objection: Objection) -> Holder | None:
    """Return the part in which `user` spoke last of an objection, or of what is part of it."""
    theirs = speakers(Holder.objects.filter(user=user, objection__in=group_of(objection)))
    return theirs[0] if theirs else None


def has_position(objection: Objection, since: datetime | None = None) -> bool:
    """Whether readers can see a word of the author's on it, said after `since`."""
    positions = objection.positions.all()
    if since is not None:
        positions = positions.filter(created_at__gt=since)
    return positions.filter(heard()).exists()


def check_live(objection: Objection) -> None:
    """Raise ValidationError where an objection was merged or struck."""
    if objection.merged_into_id:
        into = (objection.whole or objection.merged_into).address
        raise ValidationError(f"This is now part of {into}. Say there what you think of it.")
    if objection.struck_at:
        raise ValidationError("Moderators removed this objection; nothing can be said of it.")


def answered_anew(objection: Objection, holder: Holder) -> bool:
    """Whether to say the same again says something new.

    It does when the author has spoken since, has changed the essay for it, or has edited the
    answer that it was said of.
    """
    if has_position(objection, since=holder.state_at):
        return True
    if objection.receipts.filter(created_at__gt=holder.state_at).exists():
        return True
    said = HolderEvent.objects.filter(objection=holder.objection, user=holder.user_id).last()
    answer = said.position.reply if said and said.position else None
    return answer is not None and answer.revision != said.answer_revision


def _answer_to(objection: Objection) -> Position | None:
    """Return the author's last word that readers can see."""
    return objection.positions.filter(heard()).select_related("reply").last()
