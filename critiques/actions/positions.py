"""What the author says of an objection."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from accounts.permissions import check_right
from accounts.rights import check_may_write
from critiques.actions.holders import check_live
from critiques.facts import refresh
from critiques.locks import lock_objection
from critiques.models import Objection, Position
from critiques.models.positions import TEXT_LIMIT
from critiques.words import Stance
from forum.actions.checks import check_open
from forum.limits import count_act
from forum.models import Reply, State
from forum.text import clean_line

REASONS = {
    "outside this essay": "outside this essay",
    "already covered": "already covered, with a link",
    "not debating this here": "not debating this here",
    "own": "in my own words",
}


def take_position(
    *,
    author: User,
    post_id: int,
    number: int,
    stance: Stance,
    text: str = "",
    adopt_reply_id: int | None = None,
) -> Objection:
    """Record the author's word on an objection, outside a reply of their own.

    `answered` adopts somebody's reply (“Dave’s reply speaks for me”). Raises PermissionDenied for
    anybody but the author, Objection.DoesNotExist, or ValidationError.
    """
    check_may_write(author)
    with transaction.atomic():
        objection = lock_objection(viewer=author, post_id=post_id, number=number)
        check_open(objection.post, author)
        count_act("positions", author)
        reply = None
        if stance == Stance.ANSWERED:
            reply = objection.post.replies.filter(pk=adopt_reply_id, state=State.VISIBLE).first()
            if reply is None:
                raise ValidationError("Choose the reply that speaks for you.")
        record_position(author=author, objection=objection, stance=stance, text=text, reply=reply)
        refresh(objection.post, objection)
    return objection


def record_position(
    *, author: User, objection: Objection, stance: Stance, text: str, reply: Reply | None
) -> None:
    """Append a position; the post must be locked, and the caller refreshes the facts."""
    check_right(author, "critiques.take_position", objection)
    check_live(objection)
    text = clean_line(text, limit=TEXT_LIMIT, what="your sentence", code="text")
    if stance in (Stance.CONCEDED, Stance.CONCEDED_IN_PART) and not text:
        raise ValidationError(
            "Say in a sentence what you agree with, and whether the essay changes.", code="text"
        )
    if stance == Stance.DECLINED and not text:
        raise ValidationError("Say why you won’t pursue it here.", code="text")
    Position.objects.create(
        objection=objection, author=author, position=stance, text=text, reply=reply
    )


def why_declined(reason: str, own: str) -> str:
    """Return the reason for declining: one of ours, with the author's own words if any."""
    own = own.strip()
    known = next((each for each in REASONS if each != "own" and reason.startswith(each)), "")
    if known and own:
        return f"{known}: {own}"
    return known or own
