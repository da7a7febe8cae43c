"""What the author says of an objection, and of the discussion as a whole."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from accounts.permissions import check_right
from accounts.rights import check_may_write
from critiques.actions.holders.holders import check_live
from critiques.facts import refresh
from critiques.locks import lock_objection
from critiques.models import ClosingWord, Objection, Position
from critiques.models.closing_words import WORD_LIMIT
from critiques.models.positions import TEXT_LIMIT
from critiques.signals import position_taken
from critiques.words import DeclineReason, Stance
from forum.actions.checks import check_open
from forum.limits import count_act
from forum.locks import lock_post
from forum.models import Post, Reply, State
from forum.sources import clean_line, clean_source
from web.writing import TextKind

SENTENCE = TextKind(
    gettext_lazy("Keep your sentence to %(limit)s characters; yours has %(length)s."),
    gettext_lazy("Your sentence has only signs that nobody can see. Write something that shows."),
)

CLOSING_WORD = TextKind(
    gettext_lazy(
        "The closing word has %(length)s characters, %(more)s more than the %(limit)s that fit. "
        "Shorten it or split it."
    ),
    gettext_lazy(
        "The closing word has only signs that nobody can see. Write something that shows."
    ),
)


def take_position(
    *,
    author: User,
    post_id: int,
    number: int,
    stance: Stance,
    text: str = "",
    reason: str = "",
    adopt_reply_id: int | None = None,
) -> Objection:
    """Record the author's word on an objection, outside a reply of their own.

    `answered` adopts somebody's reply (“Dave’s reply speaks for me”). `text` is one line: what they
    agree with and whether the essay changes, or why they won't pursue it; for that they may choose
    a `reason`, too. Raises PermissionDenied for anybody but the author, Objection.DoesNotExist, or
    ValidationError.
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
                raise ValidationError(gettext("Choose the reply that speaks for you."))
        position = record_position(
            author=author,
            objection=objection,
            stance=stance,
            text=text,
            reply=reply,
            reason=reason,
        )
        refresh(objection.post, objection)
        position_taken.send(Position, position=position)
    return objection


def record_position(
    *,
    author: User,
    objection: Objection,
    stance: Stance,
    text: str,
    reply: Reply | None,
    reason: str = "",
) -> Position:
    """Append a position and return it. A `reason` counts where it is one of ours for declining.

    The post must be locked, and the caller refreshes the facts.
    """
    check_right(author, "critiques.take_position", objection)
    check_live(objection)
    if stance != Stance.DECLINED or reason not in DeclineReason.values:
        reason = ""
    # As it stands in files, both fit.
    limit = TEXT_LIMIT - len(f"{reason}: ") if reason else TEXT_LIMIT
    text = clean_line(text, limit=limit, what=SENTENCE, code="text")
    return Position.objects.create(
        objection=objection,
        author=author,
        position=stance,
        text=text,
        reason=reason,
        reply=reply,
    )


def say_closing_word(*, author: User, post_id: int, text: str) -> ClosingWord:
    """Let the author have a closing word, in place of an earlier one; an empty one takes it back.

    Where the discussion is locked, too. What was said already is not said again. Raises
    PermissionDenied, Post.DoesNotExist or ValidationError.
    """
    check_may_write(author)
    text = text.strip()
    if text:
        text = clean_source(text, limit=WORD_LIMIT, what=CLOSING_WORD)
    with transaction.atomic():
        post = lock_post(viewer=author, post_id=post_id)
        check_right(author, "critiques.close_with", post)
        if post.state != State.VISIBLE:
            raise ValidationError(gettext("This essay is not public; nobody would read it."))
        last = _last_word(post)
        if last is not None and last.text == text and last.hidden_at is None:
            return last
        if not text and (last is None or not last.text):
            raise ValidationError(gettext("Write something first."), code="empty")
        count_act("positions", author)
        number = last.number + 1 if last else 1
        return ClosingWord.objects.create(post=post, number=number, text=text)


def _last_word(post: Post) -> ClosingWord | None:
    return ClosingWord.objects.filter(post=post).order_by("-number").first()
