"""Throwing drafts away: for a week they can be put back."""

import uuid
from collections.abc import Mapping
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import check_right
from forum.actions.drafts.drafts import lock_drafts
from forum.models import Draft
from forum.places import WritingPlace

# How long what was discarded can be put back.
KEPT = timedelta(days=7)
BATCH = 100


def discard(*, writer: User, place: WritingPlace) -> Draft:
    """Throw a draft away, for good after a week; some of others whose time is over go for good.

    Raises PermissionDenied, or Draft.DoesNotExist.
    """
    check_right(writer, "accounts.sign")
    with transaction.atomic():
        lock_drafts(writer)
        draft = Draft.objects.kept_for(writer).get(place=str(place))
        draft.discarded_at = timezone.now()
        draft.save(update_fields=["discarded_at"])
    sweep_discarded()
    return draft


def put_back(*, writer: User, place: WritingPlace) -> Draft:
    """Take back what was discarded last at `place`.

    Raises PermissionDenied, Draft.DoesNotExist, or ValidationError (code `conflict`) where
    something else was begun there since.
    """
    check_right(writer, "accounts.sign")
    with transaction.atomic():
        lock_drafts(writer)
        draft = Draft.objects.discarded_last(writer, place)
        if draft is None:
            raise Draft.DoesNotExist
        if Draft.objects.typed_at(writer, place) is not None:
            raise ValidationError(
                gettext("You have begun another text there since. Send it or throw it away first."),
                code="conflict",
            )
        draft.discarded_at = None
        draft.save(update_fields=["discarded_at"])
    return draft


def throw_away(*, writer: User, place: WritingPlace, typed: Mapping[str, str]) -> Draft:
    """Keep a discarded essay with the words `typed` for a week; it goes inside this transaction.

    What was typed at its `place` since takes the place of these words.
    """
    lock_drafts(writer)
    draft = Draft.objects.typed_at(writer, place)
    now = timezone.now()
    kept = Draft(
        writer=writer,
        # Of that one essay, which nobody begins again.
        place=str(WritingPlace.of_new(uuid.uuid5(uuid.NAMESPACE_OID, f"{writer.pk} {place}"))),
        fields=dict(typed) | (draft.fields if draft else {}),
        sequence=draft.sequence if draft else 1,
        saved_at=draft.saved_at if draft else now,
        discarded_at=now,
    )
    kept.save()
    return kept


@transaction.atomic
def sweep_discarded(*, every: bool = False) -> int:
    """Forget for good what was discarded more than a week ago; a hundred, or all of it.

    Returns how many. Called whenever somebody discards, so that nothing stays for ever where no
    timer runs.
    """
    over = Draft.objects.filter(discarded_at__lt=timezone.now() - KEPT).order_by("discarded_at")
    keys = over.values_list("pk", flat=True)
    found = list(keys if every else keys[:BATCH])
    return Draft.objects.filter(pk__in=found).delete()[0] if found else 0
