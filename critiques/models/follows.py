"""Who wants to be told what becomes of an objection; nobody else knows of it."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from critiques.models.objections import Objection


class ObjectionFollow(models.Model):
    """Somebody wants to be told what becomes of an objection."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    objection = models.ForeignKey(Objection, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "objection"], name="objection_follow_once")
        ]
        indexes = [models.Index(fields=["user", "-at"], name="objection_follow_latest")]

    def __str__(self) -> str:
        return f"{self.user} follows {self.objection}"
