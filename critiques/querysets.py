"""Objections as lists, with what the viewer may see of their claims."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When


class ObjectionQuerySet(models.QuerySet):
    """Objections of posts that the viewer may know of."""

    def known_to(self, viewer: Any) -> Self:
        """Keep those that have a number, of posts that `viewer` may know."""
        posts = apps.get_model("forum", "Post").objects.known_to(viewer)
        return self.filter(number__isnull=False, post__in=posts.values("pk"))


class HolderQuerySet(models.QuerySet):
    """Holders, with what the viewer may see of their words."""

    def for_reading(self, viewer: Any) -> Self:
        """Add `readable_wording`: empty where it came with a reply that `viewer` may not read."""
        replies = apps.get_model("forum", "Reply").objects.readable_by(viewer)
        unread = (
            apps.get_model("critiques", "Tag")
            .objects.filter(
                objection=OuterRef("objection"),
                reply__author=OuterRef("user"),
                wording=OuterRef("wording"),
            )
            .exclude(reply__in=replies.values("pk"))
        )
        gone = When(~Q(wording="") & Exists(unread), then=Value(""))
        return self.annotate(readable_wording=Case(gone, default=F("wording")))
