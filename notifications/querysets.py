"""Notifications as lists, with what their reader may still read."""

from typing import Any, Self

from django.db import models

from notifications.visibility import shown_to

# More are not counted.
MOST = 100


class NotificationQuerySet(models.QuerySet):
    """What people are told of."""

    def of(self, viewer: Any) -> Self:
        """Keep what `viewer` is told of, may still read and had not muted."""
        return self.filter(shown_to(viewer), person=viewer.pk, is_muted=False)

    def unread_of(self, viewer: Any) -> Self:
        """Keep of that what is not read, the newest hundred: enough to be counted."""
        unread = self.of(viewer).filter(read_at=None).order_by("-pk")
        return self.filter(pk__in=unread.values("pk")[:MOST])
