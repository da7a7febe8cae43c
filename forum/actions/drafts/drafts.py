"""Keeping what somebody types until its form is accepted: only they ever read it."""

import uuid
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.rights import check_may_write
from forum.actions.kinds import ESSAY, REPLY
from forum.limits import count_act
from forum.models import Draft, Post, Reply
from forum.models.drafts import was_sent
from forum.models.posts import BODY_LIMIT
from forum.models.replies import REPLY_LIMIT
from forum.places import WritingPlace
from forum.sources import clean_typed

# Of one person.
MOST = 100
# All that is typed beside the text itself: titles, topics, lines.
BESIDE_LIMIT = 20_000
OTHER = gettext_lazy(
    "This was saved by another tab or device since. Take either text; the other one goes."
)
SENT = gettext_lazy("This was sent already.")
FULL = gettext_lazy(
    "You have %(number)d drafts. Send some of them or throw them away; until then this is kept in "
    "your browser alone."
)


def save_typed(
    *,
    writer: User,
    place: WritingPlace,
    typed: Mapping[str, str],
    sequence: int,
    token: uuid.UUID | None = None,
) -> Draft | None:
    """Keep what `writer` has typed at `place`, by the names of its form, and return the draft.

    What stands there already is nothing to keep: then there is none any more, and none is returned.
    `sequence` is that of the draft which the form holds, 0 where it holds none; `token` is the
    form's. Only the draft's own row changes: it is nobody else's. Raises PermissionDenied,
    ObjectDoesNotExist where they have no such form, or ValidationError (code `conflict` where
    the draft is another one by now, or the form was accepted).
    """
    check_may_write(writer)
    fields = _checked(place, typed)
    with transaction.atomic():
        if place.answers and not sequence:
            _let_arrive(place)
        lock_drafts(writer)
        draft = Draft.objects.typed_at(writer, place)
        if draft is not None and draft.fields == fields and not draft.adds_nothing:
            return draft
        if draft is not None and draft.sequence != sequence:
            raise ValidationError(OTHER, code="conflict")
        count_act("saves", writer)
        if draft is None:
            if was_sent(writer, place, token):
                raise ValidationError(SENT, code="conflict")
            draft = _begin(writer, place)
        now = timezone.now()
        draft.fields, draft.token, draft.saved_at = fields, token, now
        if draft.adds_nothing:
            if draft.pk is not None:
                draft.delete()
            return None
        draft.sequence = max(draft.sequence + 1, int(now.timestamp() * 1_000_000))
        draft.save()
    return draft


def forget_sent(
    *, writer: User, place: WritingPlace, token: uuid.UUID | None, sequence: int | None
) -> None:
    """Forget the draft that was sent, inside the transaction that accepts its form.

    It is what the form with this `token` saved, or what it was opened with, which has this
    `sequence`; what another tab has typed there since stays. One query; three where there is a
    draft.
    """
    if token is not None and Draft.objects.typed_at(writer, place) is not None:
        forget_begun(writer=writer, place=place, token=token, sequence=sequence)


def forget_begun(
    *, writer: User, place: WritingPlace, token: uuid.UUID, sequence: int | None
) -> None:
    """Do what `forget_sent` does, where there is a draft. Two queries."""
    # As in whatever else writes drafts, so that nobody waits for each other.
    lock_drafts(writer)
    sent = Q(token=token) | Q(sequence=sequence or 0)
    Draft.objects.kept_for(writer).filter(sent, place=str(place)).delete()


def _checked(place: WritingPlace, typed: Mapping[str, str]) -> dict[str, str]:
    """Return what may be kept; raises ValidationError, saying what does not fit."""
    limit, what = (BODY_LIMIT, ESSAY) if place.is_essay else (REPLY_LIMIT, REPLY)
    return {
        name: clean_typed(value, limit=limit if name == "body" else BESIDE_LIMIT, what=what)
        for name, value in typed.items()
    }


def _let_arrive(place: WritingPlace) -> None:
    """Wait for whoever is posting in the discussion of a place that is answered.

    The same form may be on its way there: it found no draft that it could forget, and nobody sees
    yet that it was sent. The same order of locks as in posting.
    """
    replies = Reply.objects.filter(pk=place.key).values("post")
    pk = place.key if place.kind == "essay" else Subquery(replies)
    Post.objects.select_for_update(no_key=True).only("pk").filter(pk=pk).first()


def _begin(writer: User, place: WritingPlace) -> Draft:
    """Return a new draft, not saved yet, of what `writer` may change or answer."""
    if Draft.objects.kept_for(writer).count() >= MOST:
        raise ValidationError(FULL % {"number": MOST})
    draft = Draft(writer=writer, place=str(place), sequence=0)
    if place.kind == "essay":
        posts = Post.objects.known_to(writer)
        own = posts if place.answers else posts.readable_by(writer).filter(author=writer)
        draft.post = own.get(pk=place.key)
    elif place.kind == "reply":
        replies = Reply.objects.known_to(writer)
        own_replies = replies if place.answers else replies.filter(author=writer)
        draft.reply = own_replies.get(pk=place.key)
    return draft


def lock_drafts(writer: User) -> None:
    """Let one thing at a time be done to somebody's drafts."""
    User.objects.select_for_update(no_key=True).get(pk=writer.pk)
