"""That something was asked for, and from where."""

from django.db import models
from django.db.models.functions import Now
from django.utils.timezone import now


class Trace(models.Model):
    """That something was asked for, and from where: as `accounts.limits.traces` hides it.

    It is forgotten after a day.
    """

    kind = models.CharField(max_length=12)
    address = models.CharField(max_length=32)
    at = models.DateTimeField(default=now, db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["kind", "address", "-at"], name="trace_latest"),
            models.Index(fields=["at"], name="trace_oldest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at}"
