"""What people say of themselves, as pages show it."""

from django.conf import settings
from django.db import models


class Biography(models.Model):
    """The HTML of what somebody says of themselves; its words are their `bio`.

    Where there are words and no HTML, `render_texts` makes it.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, primary_key=True, related_name="biography"
    )
    html = models.TextField(blank=True, default="", db_default="")
    html_version = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.user}"
