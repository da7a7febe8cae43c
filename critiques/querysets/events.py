"""What holders said, when it still counts, and what may be seen of their lines why."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from accounts.rules import is_moderator
from critiques.words import HOLDING, LAPSED, Act, Event


class EventQuerySet(models.QuerySet):
    """What holders said, with what the viewer may see of their lines why."""

    def as_counted(self) -> Self:
        """Add `counts`: the event, for which LAPSED counts where somebody who left held on by it.

        That they were satisfied or took it back stays said.
        """
        lapsed = When(user__left_at__isnull=False, event__in=HOLDING, then=Value(LAPSED))
        return self.annotate(counts=Case(lapsed, default=F("event")))

    def staying(self) -> Self:
        """Leave out what counts for nothing more of people who left: that they held an objection,
        and whatever they said of it or of a part before they held it last."""
        group = Coalesce("objection__whole", "objection")
        held = apps.get_model("critiques", "HolderEvent").objects.annotate(group=group)
        held = held.filter(user=OuterRef("user"), group=OuterRef("group"), event__in=HOLDING)
        since = held.filter(
            Q(created_at__gt=OuterRef("created_at"))
            | Q(created_at=OuterRef("created_at"), pk__gte=OuterRef("pk"))
        )
        here = Q(user__left_at__isnull=True)
        return self.annotate(group=group).filter(here | ~Exists(since))

    def for_reading(self, viewer: Any) -> Self:
        """Add `readable_text`: the line that came with it, empty where `viewer` may not read it.

        With a reply it is read where that is; of those said by a click the raiser's go with the
        reply that raised the objection; and all of them with one that moderators struck.
        """
        replies = apps.get_model("forum", "Reply").objects.readable_by(viewer)
        by_reply = Exists(replies.filter(pk=OuterRef("reply")))
        raised = Exists(replies.filter(pk=OuterRef("objection__raised_in")))
        raised |= Q(objection__raised_elsewhere=True)
        by_click = Q(reply=None) & (raised | ~Q(user=F("objection__raiser")))
        readable = by_reply | by_click
        if not is_moderator(viewer):
            readable &= Q(objection__struck_at=None)
        lines = When(~Q(text="") & readable, then=F("text"))
        return self.annotate(readable_text=Case(lines, default=Value("")))


def said_beside() -> Q:
    """Return the holder events that a reply says beside its acts: not by sharing an objection."""
    same = {"reply": OuterRef("reply"), "objection": OuterRef("objection"), "act": Act.SUPPORT}
    shared = apps.get_model("critiques", "Tag").objects.filter(**same)
    said = Q(reply__isnull=False, event__in=(Event.REAFFIRM, Event.SATISFIED))
    return said & ~Q(Exists(shared))
