"""What an essay's author says of its discussion as a whole."""

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from forum.models import Post

WORD_LIMIT = 1000


class ClosingWord(models.Model):
    """What the author said then. The last one counts; an empty one takes the others back."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="closing_words", db_index=False)
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=WORD_LIMIT)
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())
    # Set where moderators removed it.
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["post", "number"]
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="closing_word_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post}, closing word {self.number}"
