"""Images, and who brought them here."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from images.facts import ImageFacts


class Image(models.Model):
    """A picture that people uploaded, once however many did. Its row is the lock for its files."""

    digest = models.CharField(max_length=32, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    # The kind of its files for browsers that cannot read WebP.
    fallback = models.CharField(max_length=4)
    # Of all its files, in bytes.
    size = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.digest

    @property
    def facts(self) -> ImageFacts:
        """What a text says of it."""
        return ImageFacts(self.digest, self.width, self.height, self.fallback)


class Upload(models.Model):
    """Who brought an image here: it is theirs to see and to show, and it counts as theirs."""

    image = models.ForeignKey(Image, models.CASCADE, related_name="uploads")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="uploads", db_index=False
    )
    at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "image"], name="upload_once")]
        indexes = [models.Index(fields=["user", "-at"], name="upload_latest")]

    def __str__(self) -> str:
        return f"{self.image_id} by {self.user_id}"
