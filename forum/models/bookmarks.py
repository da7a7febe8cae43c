"""What somebody wants to find again."""

from django.db import models

from forum.models.marks import TextMark


class Bookmark(TextMark):
    """An essay or a reply that somebody wants to find again; nobody else knows of it."""

    class Meta(TextMark.Meta):
        indexes = [models.Index(fields=["user", "-at"], name="bookmark_latest")]

    def __str__(self) -> str:
        return f"{self.user} on {self.post or self.reply}"
