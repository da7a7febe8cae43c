"""What writers decided about their replies."""

from typing import Self

from django.db import models
from django.db.models import F


class DecisionQuerySet(models.QuerySet):
    """What writers decided about their replies."""

    def in_favour(self) -> Self:
        """Keep those of replies that support the essay beneath which they stand."""
        return self.filter(favours=True, favoured=F("reply__post"))
