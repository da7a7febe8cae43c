"""The wordings of replies, and what is read instead of those that moderators removed; since when an
objection is put as it is."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When

from critiques.querysets.positions import words_of
from critiques.words import Event, Status


def removed_words(viewer: Any, *, reply: str, words: str) -> Q:
    """Return the rows whose column `words` repeats a wording that moderators removed.

    It is a wording of the `reply`, which as it is now does not say this, and `viewer` may not read
    it.
    """
    wordings = apps.get_model("forum", "ReplyRevision").objects.filter(reply=OuterRef(reply))
    wordings = wordings.saying(OuterRef(words))
    now = wordings.filter(number=F("reply__revision"))
    return Q(Exists(wordings.removed_for(viewer))) & ~Q(Exists(now))


def put_so(of: str = "") -> dict[str, Any]:
    """Return what is to be read of an objection’s wording, where it is what `of` leads to.

    `worded_at`: since when it is put as it is, if it once was put otherwise. `outworded`: is that
    later than the word by which it stands where it does, the last of its author’s or of who was
    satisfied? To a wording of their own its author, who agrees, need not agree anew.
    """
    versions = apps.get_model("critiques", "ClaimVersion").objects
    # Most objections have no second.
    wordings = versions.filter(objection=OuterRef(f"{of}pk"), number__gt=1)
    same = OuterRef("objection")
    satisfied = apps.get_model("critiques", "HolderEvent").objects.filter(event=Event.SATISFIED)
    later = _after(wordings, words_of(same))
    stands = {
        (Status.ANSWERED, Status.DECLINED, Status.CONTESTED): later,
        (Status.CONCEDED,): _by_others(later),
        # Asked for both at once, a database looks at all that holders ever said.
        (Status.SETTLED,): _after(
            wordings, satisfied.filter(objection=same), satisfied.filter(objection__whole=same)
        ),
    }
    whens = (
        When(**{f"{of}status__in": each}, then=Exists(which)) for each, which in stands.items()
    )
    agrees = When(**{f"{of}status": Status.CONCEDED}, then=_last(_by_others(wordings)))
    return {
        "worded_at": Case(agrees, default=_last(wordings)),
        "outworded": Case(*whens, default=Value(False)),
    }


def _by_others(wordings: Any) -> Any:
    """Return those of them that the essay’s author did not give."""
    return wordings.exclude(writer=F("objection__post__author"))


def _after(wordings: Any, *said: Any) -> Any:
    """Return those of them after which nothing of this was said."""
    since = (each.filter(created_at__gte=OuterRef("created_at")) for each in said)
    return wordings.filter(*(~Exists(each) for each in since))


def _last(rows: Any) -> Subquery:
    """Return the moment of the last of these."""
    return Subquery(rows.order_by("-created_at").values("created_at")[:1])


class ReadableQuerySet(models.QuerySet):
    """Rows with words of a reply."""

    def for_reading(self, viewer: Any, *, reply: str = "reply", words: str = "wording") -> Self:
        """Add `readable_words`: the column `words`, empty where `viewer` may not read it."""
        removed = When(removed_words(viewer, reply=reply, words=words), then=Value(""))
        return self.annotate(readable_words=Case(removed, default=F(words)))
