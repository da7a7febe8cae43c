"""Objections as lists, with what the viewer may see of their claims."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Subquery

from critiques.words import HOLDING


class ObjectionQuerySet(models.QuerySet):
    """Objections of posts that the viewer may know of."""

    def known_to(self, viewer: Any) -> Self:
        """Keep those that have a number, of posts that `viewer` may know."""
        posts = apps.get_model("forum", "Post").objects.known_to(viewer)
        return self.filter(number__isnull=False, post__in=posts.values("pk"))

    def for_reading(self, viewer: Any) -> Self:
        """Add `raised_readable` (may `viewer` read the reply that raised it?), `raised_state`
        and `other_wording` (a present holder's own words, if any)."""
        replies = apps.get_model("forum", "Reply").objects.readable_by(viewer)
        holders = (
            apps.get_model("critiques", "Holder")
            .objects.filter(objection=OuterRef("pk"), state__in=HOLDING)
            .exclude(wording="")
            .order_by("since", "pk")
        )
        return self.annotate(
            raised_readable=Exists(replies.filter(pk=OuterRef("raised_in"))),
            raised_state=models.F("raised_in__state"),
            other_wording=Subquery(holders.values("wording")[:1]),
        )
