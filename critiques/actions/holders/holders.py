"""Who holds an objection: the rows and events that every act on one writes."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from accounts.permissions import check_right
from critiques.actions.holders.clicks import clicks_of
from critiques.groups import group_of, speakers
from critiques.models import Holder, HolderEvent, Objection, Position
from critiques.models.positions import TEXT_LIMIT
from critiques.querysets.positions import answering
from critiques.words import HOLDING, Event
from forum.models import Reply
from forum.sources import clean_line
from web.writing import TextKind

WHY = TextKind(
    gettext_lazy("Keep your line why to %(limit)s characters; yours has %(length)s."),
    gettext_lazy("Your line why has only signs that nobody can see. Write something that shows."),
)


def hold(
    *, user: User, objection: Objection, reply: Reply | None, wording: str = "", text: str = ""
) -> None:
    """Make `user` a holder, unless they are; after an answer it counts as a reaffirmation.

    Who holds it already says nothing new. The post must be locked, and the caller refreshes the
    facts.
    """
    check_right(user, "critiques.hold", objection)
    check_live(objection)
    holder = holder_of(user, objection)
    if holder is not None and holder.holds:
        if wording and not holder.wording:
            Holder.objects.filter(pk=holder.pk).update(wording=wording)
        return
    event = Event.REAFFIRM if is_answered(objection) else Event.HOLD
    record(user=user, objection=objection, event=event, reply=reply, wording=wording, text=text)


def record(
    *,
    user: User,
    objection: Objection,
    event: Event,
    reply: Reply | None,
    wording: str = "",
    text: str = "",
) -> None:
    """Note what `user` says and write the holder's state; the post must be locked.

    `text` is their line why, if they give one, as `clean_why` wants it.

    Whoever changes their mind back and forth by clicks, within a day and with nobody answering,
    has changed it once: `clicks_of` says which event it is that changes. What is said with words
    is one thing more.
    """
    text = clean_why(text)
    now = timezone.now()
    position = _answer_to(objection) if event in (Event.SATISFIED, Event.REAFFIRM) else None
    said = {
        "event": event,
        "text": text,
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
    clicks = clicks_of(user.pk, [objection.pk], now) if reply is None and not text else {}
    if objection.pk not in clicks:
        HolderEvent.objects.create(objection=objection, user=user, **said)
    elif (two := clicks[objection.pk]).before.event == event:
        two.last.delete()
        now = two.before.created_at
    else:
        HolderEvent.objects.filter(pk=two.last.pk).update(**said)
    if holder.state == Event.WITHDRAW and event in HOLDING:
        holder.claim_version = _version_of(objection)
    holder.state, holder.state_at = event, now
    holder.is_main = holder.is_main and event in HOLDING
    holder.wording = wording or holder.wording
    holder.save(update_fields=["state", "state_at", "is_main", "wording", "claim_version"])


def clean_why(text: str) -> str:
    """Return a holder's line why on one line; it may be empty.

    Raises ValidationError (code `text`) where it is longer than 300 characters.
    """
    return clean_line(text, limit=TEXT_LIMIT, what=WHY, code="text")


def _version_of(objection: Objection) -> int:
    numbers = objection.versions.order_by("-number").values_list("number", flat=True)
    return numbers.first() or 1


def holder_of(user: User, objection: Objection) -> Holder | None:
    """Return the part in which `user` spoke last of an objection, or of what is part of it."""
    theirs = speakers(Holder.objects.filter(user=user, objection__in=group_of(objection)))
    return theirs[0] if theirs else None


def holding_of(user: User, objection: Objection, refusal: str) -> Holder:
    """Return the same of who holds it now; raises PermissionDenied, which says `refusal`, else."""
    holder = holder_of(user, objection)
    if holder is None or not holder.holds:
        raise PermissionDenied(refusal)
    return holder


def is_answered(objection: Objection, since: datetime | None = None) -> bool:
    """Whether readers can see an answer of the author's to it, given after `since`."""
    answers = objection.positions.filter(answering())
    if since is not None:
        answers = answers.filter(created_at__gt=since)
    return answers.exists()


def check_live(objection: Objection) -> None:
    """Raise ValidationError where an objection was merged or struck."""
    if objection.merged_into_id:
        into = (objection.whole or objection.merged_into).address
        raise ValidationError(
            gettext("This is now part of %(address)s. Say there what you think of it.")
            % {"address": into}
        )
    if objection.struck_at:
        raise ValidationError(
            gettext("Moderators removed this objection; nothing can be said of it.")
        )


def answered_anew(objection: Objection, holder: Holder) -> bool:
    """Whether to say the same again says something new.

    It does when the author has answered since, has changed the essay for it, or has edited the
    answer that it was said of.
    """
    if is_answered(objection, since=holder.state_at):
        return True
    if objection.receipts.filter(created_at__gt=holder.state_at).exists():
        return True
    said = HolderEvent.objects.filter(objection=holder.objection, user=holder.user_id).last()
    answer = said.position.reply if said and said.position else None
    return answer is not None and answer.revision != said.answer_revision


def _answer_to(objection: Objection) -> Position | None:
    """Return the author's last answer that readers can see."""
    return objection.positions.filter(answering()).select_related("reply").last()
