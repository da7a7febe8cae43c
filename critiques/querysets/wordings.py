"""The wordings of replies, and what is read instead of those that moderators removed."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When


def removed_words(viewer: Any, *, reply: str, words: str) -> Q:
    """Return the rows whose column `words` repeats a wording that moderators removed.

    It is a wording of the `reply`, which as it is now does not say this, and `viewer` may not read
    it.
    """
    wordings = apps.get_model("forum", "ReplyRevision").objects.filter(reply=OuterRef(reply))
    wordings = wordings.saying(OuterRef(words))
    now = wordings.filter(number=F("reply__revision"))
    return Q(Exists(wordings.removed_for(viewer))) & ~Q(Exists(now))


class ReadableQuerySet(models.QuerySet):
    """Rows with words of a reply."""

    def for_reading(self, viewer: Any, *, reply: str = "reply", words: str = "wording") -> Self:
        """Add `readable_words`: the column `words`, empty where `viewer` may not read it."""
        removed = When(removed_words(viewer, reply=reply, words=words), then=Value(""))
        return self.annotate(readable_words=Case(removed, default=F(words)))
