"""Holders, with what the viewer may see of their words."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from critiques.querysets.positions import words_of
from critiques.querysets.wordings import removed_words
from critiques.words import HOLDING, Event


class HolderQuerySet(models.QuerySet):
    """Holders, with what the viewer may see of their words."""

    def speaking(self) -> Self:
        """Keep, of each group that became one by merging, the part in which each spoke last.

        Each has `group`, the id of the objection in which it counts. It is what `speakers` in
        `groups` says, for objections that are part of no other.
        """
        group = Coalesce("objection__whole", "objection")
        return self.annotate(group=group).filter(~Exists(self._later(group)))

    def standing(self) -> Self:
        """Keep the parts in which people said of a group, or of an answer to a part of it, what
        they hold of it still, not having been won over since. It is what `stands_after` in
        `status` looks at. Each has `group`, as above.
        """
        group = Coalesce("objection__whole", "objection")
        won_over = self._later(group).exclude(state__in=HOLDING)
        found = self.annotate(group=group).filter(~Exists(won_over), state__in=HOLDING)
        return found.filter(Q(state=Event.REAFFIRM) | Q(objection=F("group")))

    def joining_after_answers(self) -> Self:
        """Add `after_answers`: did they join after all that the author said of it, if anything?"""
        words = words_of(OuterRef("objection"))
        later = words.filter(created_at__gte=OuterRef("since"))
        return self.annotate(after_answers=Q(Exists(words)) & ~Q(Exists(later)))

    @staticmethod
    def _later(group: Any) -> Any:
        """Return the parts in which the same people spoke later of the same group."""
        later = apps.get_model("critiques", "Holder").objects.annotate(group=group)
        later = later.filter(post=OuterRef("post"), user=OuterRef("user"), group=OuterRef("group"))
        return later.filter(
            Q(state_at__gt=OuterRef("state_at"))
            | Q(state_at=OuterRef("state_at"), objection__gt=OuterRef("objection"))
        )

    def for_reading(self, viewer: Any) -> Self:
        """Add `readable_wording`: the first words they joined with that `viewer` may read.

        Words that came with replies count as long as they stand there, and can be read there.
        """
        tags = apps.get_model("critiques", "Tag").objects
        former = apps.get_model("critiques", "FormerTag").objects
        replies = apps.get_model("forum", "Reply").objects.readable_by(viewer)
        theirs = {"objection": OuterRef("objection"), "reply__author": OuterRef("user")}
        with_words = tags.filter(**theirs).exclude(wording="").order_by("created_at", "pk")
        given = with_words.exclude(removed_words(viewer, reply="reply", words="wording"))
        # One by one: a database would list all replies of the site that can be read.
        first = given.filter(Exists(replies.filter(pk=OuterRef("reply")))).values("wording")[:1]
        same = theirs | {"wording": OuterRef("wording")}
        by_reply = Exists(tags.filter(**same)) | Exists(former.filter(**same))
        by_click = Case(When(by_reply, then=Value("")), default=F("wording"))
        return self.annotate(readable_wording=Coalesce(Subquery(first), by_click))
