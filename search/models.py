"""What is found: a row for each essay, reply, objection and person."""

from django.db import models


class IndexEntry(models.Model):
    """The words of one text, as it is now. Whether somebody may read it is never kept here.

    `fulltext` has the index of them, which the database itself keeps. Newer texts have greater ids.
    """

    class Of(models.TextChoices):
        ESSAY = "essay"
        REPLY = "reply"
        OBJECTION = "objection"
        PERSON = "person"

    kind = models.CharField(max_length=9, choices=Of.choices)
    # Its number among its kind.
    of = models.BigIntegerField()
    said_at = models.DateTimeField()
    # As readers see it, without what marks it up: excerpts are cut of it.
    text = models.TextField()
    # What the database looks for words in, as `words` wrote it.
    words = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "of"], name="entry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.of}"
