"""Objections of posts that the viewer may know of, with what may be seen of their claims."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.rules import is_moderator
from critiques.querysets.positions import agreed
from critiques.querysets.wordings import put_so, removed_words
from critiques.words import HOLDING
from forum.states import State


class ObjectionQuerySet(models.QuerySet):
    """Objections of posts that the viewer may know of."""

    def known_to(self, viewer: Any) -> Self:
        """Keep those that have a number, of posts that `viewer` may know."""
        posts = apps.get_model("forum", "Post").objects.known_to(viewer)
        return self.filter(number__isnull=False, post__in=posts.values("pk"))

    def saying_to(self, viewer: Any) -> Self:
        """Keep those whose claim `viewer` may read, as their cards show it."""
        raised = apps.get_model("forum", "Reply").objects.filter(pk=OuterRef("raised_in"))
        readable = Exists(raised.readable_by(viewer)) | Q(raised_elsewhere=True)
        removed = removed_words(viewer, reply="raised_in", words="claim")
        found = self.known_to(viewer).exclude(claim="").exclude(removed)
        found = found.filter(readable | self._living_on(raised, viewer))
        return found if is_moderator(viewer) else found.filter(struck_at=None)

    def _living_on(self, raised: Any, viewer: Any) -> Q:
        """Return those whose reply was withdrawn, held by others who gave no words of their own."""
        posts = apps.get_model("forum", "Post").objects.known_to(viewer)
        gone = raised.filter(Q(state=State.WITHDRAWN) | Q(essay__state=State.WITHDRAWN))
        gone = gone.filter(post__in=posts.values("pk"))
        holders = apps.get_model("critiques", "Holder").objects.for_reading(viewer)
        holding = holders.filter(objection=OuterRef("pk"), state__in=HOLDING)
        other = Exists(holding.exclude(readable_wording=""))
        return Exists(gone) & Q(holder_count__gt=0) & ~Q(other)

    def for_cards(self) -> Self:
        """Read along who raised each, what it is part of, and whether it came along with an essay
        that was merged into its own. They are put as `put_so` says."""
        numbers = apps.get_model("critiques", "FormerNumber").objects.filter(entry__isnull=False)
        came = Exists(numbers.filter(objection=OuterRef("pk")))
        found = self.select_related("merged_into", "raiser")
        return found.annotate(came_along=came, **put_so())

    def bound(self) -> Self:
        """Keep those whose wording others joined or the author spoke of: only a new one is put."""
        held = apps.get_model("critiques", "Holder").objects.exclude(user=OuterRef("raiser"))
        taken = apps.get_model("critiques", "Position").objects
        about = (rows.filter(objection=OuterRef("pk")) for rows in (held, taken))
        parts = self.model._default_manager.filter(merged_into=OuterRef("pk"))
        joined, answered = (Exists(rows) for rows in about)
        return self.filter(joined | answered | Exists(parts))

    def agreed_with(self, *, but: Any) -> Self:
        """Keep those with whose wording an author once agreed, if that was not `but` themselves:
        nobody else puts them otherwise."""
        taken = apps.get_model("critiques", "Position").objects
        return self.filter(Exists(taken.filter(agreed(but=but), objection=OuterRef("pk"))))

    def spoken_of(self, replies: Any) -> Self:
        """Keep those that one of these replies has a tag of, or a position on."""
        tags = apps.get_model("critiques", "Tag").objects.filter(reply__in=replies)
        positions = apps.get_model("critiques", "Position").objects.filter(reply__in=replies)
        tagged, taken = (each.order_by().values("objection") for each in (tags, positions))
        return self.filter(Q(pk__in=tagged) | Q(pk__in=taken))

    def in_groups_of(self, wholes: Any) -> Self:
        """Keep these, and all that became part of one of them by merging.

        Rows about any of them are found by way of this: asked for both at once, a database looks
        at all rows of all essays.
        """
        return self.filter(Q(pk__in=wholes) | Q(whole__in=wholes)).order_by()
