"""That a mail came: what is needed so that none is taken twice, and nothing else."""

from django.db import models
from django.db.models.functions import Now
from django.utils.timezone import now


class MailOutcome(models.TextChoices):
    """What became of a mail."""

    POSTED = "posted", "posted"
    REFUSED = "refused", "refused, and its writer was told"
    AUTOMATIC = "automatic", "sent by a program"
    RETURNED = "returned", "one of ours that came back"
    UNKNOWN = "unknown", "to an address that leads nowhere"
    AGAIN = "again", "dealt with before"


class Arrival(models.Model):
    """That a mail came, and what became of it: as a hash that only we can make, for three months.

    It names nobody, and has no word of the mail.
    """

    digest = models.CharField(max_length=32, unique=True)
    outcome = models.CharField(max_length=10, choices=MailOutcome.choices)
    at = models.DateTimeField(default=now, db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["at"], name="arrival_oldest")]

    def __str__(self) -> str:
        return f"{self.outcome} at {self.at}"
