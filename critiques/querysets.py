"""Objections as lists, with what the viewer may see of their claims."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.rules import is_moderator
from critiques.words import ANSWERING, HOLDING, LAPSED, Act, Event, Stance
from forum.states import State


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


class DecisionQuerySet(models.QuerySet):
    """What writers decided about their replies."""

    def in_favour(self) -> Self:
        """Keep those of replies that support the essay beneath which they stand."""
        return self.filter(favours=True, favoured=F("reply__post"))


class ObjectionQuerySet(models.QuerySet):
    """Objections of posts that the viewer may know of."""

    def known_to(self, viewer: Any) -> Self:
        """Keep those that have a number, of posts that `viewer` may know."""
        posts = apps.get_model("forum", "Post").objects.known_to(viewer)
        return self.filter(number__isnull=False, post__in=posts.values("pk"))

    def saying_to(self, viewer: Any) -> Self:
        """Keep those whose claim `viewer` may read, as their cards show it."""
        raised = apps.get_model("forum", "Reply").objects.filter(pk=OuterRef("raised_in"))
        readable = Exists(raised.readable_by(viewer)) | Q(raised_elsewhere=True)
        removed = removed_words(viewer, reply="raised_in", words="claim")
        found = self.known_to(viewer).exclude(claim="").exclude(removed)
        found = found.filter(readable | self._living_on(raised, viewer))
        return found if is_moderator(viewer) else found.filter(struck_at=None)

    def _living_on(self, raised: Any, viewer: Any) -> Q:
        """Return those whose reply was withdrawn, held by others who gave no words of their own."""
        posts = apps.get_model("forum", "Post").objects.known_to(viewer)
        gone = raised.filter(Q(state=State.WITHDRAWN) | Q(essay__state=State.WITHDRAWN))
        gone = gone.filter(post__in=posts.values("pk"))
        holders = apps.get_model("critiques", "Holder").objects.for_reading(viewer)
        holding = holders.filter(objection=OuterRef("pk"), state__in=HOLDING)
        other = Exists(holding.exclude(readable_wording=""))
        return Exists(gone) & Q(holder_count__gt=0) & ~Q(other)

    def for_cards(self) -> Self:
        """Read along who raised each, and what it is part of."""
        return self.select_related("merged_into", "raiser")

    def bound(self) -> Self:
        """Keep those whose wording others joined or the author spoke of: only a new one is put."""
        held = apps.get_model("critiques", "Holder").objects.exclude(user=OuterRef("raiser"))
        taken = apps.get_model("critiques", "Position").objects
        about = (rows.filter(objection=OuterRef("pk")) for rows in (held, taken))
        parts = self.model._default_manager.filter(merged_into=OuterRef("pk"))
        joined, answered = (Exists(rows) for rows in about)
        return self.filter(joined | answered | Exists(parts))

    def agreed_with(self) -> Self:
        """Keep those with whose wording the author once agreed: nobody else puts them otherwise."""
        taken = apps.get_model("critiques", "Position").objects
        agreed = taken.filter(objection=OuterRef("pk"), position=Stance.CONCEDED)
        return self.filter(Exists(agreed))

    def spoken_of(self, replies: Any) -> Self:
        """Keep those that one of these replies has a tag of, or a position on."""
        tags = apps.get_model("critiques", "Tag").objects.filter(reply__in=replies)
        positions = apps.get_model("critiques", "Position").objects.filter(reply__in=replies)
        tagged, taken = (each.order_by().values("objection") for each in (tags, positions))
        return self.filter(Q(pk__in=tagged) | Q(pk__in=taken))

    def in_groups_of(self, wholes: Any) -> Self:
        """Keep these, and all that became part of one of them by merging.

        Rows about any of them are found by way of this: asked for both at once, a database looks
        at all rows of all essays.
        """
        return self.filter(Q(pk__in=wholes) | Q(whole__in=wholes)).order_by()


class HolderQuerySet(models.QuerySet):
    """Holders, with what the viewer may see of their words."""

    def speaking(self) -> Self:
        """Keep, of each group that became one by merging, the part in which each spoke last.

        Each has `group`, the id of the objection in which it counts. It is what `speakers` in
        `groups` says, for objections that are part of no other.
        """
        group = Coalesce("objection__whole", "objection")
        return self.annotate(group=group).filter(~Exists(self._later(group)))

    def standing(self) -> Self:
        """Keep the parts in which people said of a group, or of an answer to a part of it, what
        they hold of it still, not having been won over since. It is what `stands_after` in
        `status` looks at. Each has `group`, as above.
        """
        group = Coalesce("objection__whole", "objection")
        won_over = self._later(group).exclude(state__in=HOLDING)
        found = self.annotate(group=group).filter(~Exists(won_over), state__in=HOLDING)
        return found.filter(Q(state=Event.REAFFIRM) | Q(objection=F("group")))

    @staticmethod
    def _later(group: Any) -> Any:
        """Return the parts in which the same people spoke later of the same group."""
        later = apps.get_model("critiques", "Holder").objects.annotate(group=group)
        later = later.filter(post=OuterRef("post"), user=OuterRef("user"), group=OuterRef("group"))
        return later.filter(
            Q(state_at__gt=OuterRef("state_at"))
            | Q(state_at=OuterRef("state_at"), objection__gt=OuterRef("objection"))
        )

    def for_reading(self, viewer: Any) -> Self:
        """Add `readable_wording`: the first words they joined with that `viewer` may read.

        Words that came with replies count as long as they stand there, and can be read there.
        """
        tags = apps.get_model("critiques", "Tag").objects
        former = apps.get_model("critiques", "FormerTag").objects
        replies = apps.get_model("forum", "Reply").objects.readable_by(viewer)
        theirs = {"objection": OuterRef("objection"), "reply__author": OuterRef("user")}
        with_words = tags.filter(**theirs).exclude(wording="").order_by("created_at", "pk")
        given = with_words.exclude(removed_words(viewer, reply="reply", words="wording"))
        # One by one: a database would list all replies of the site that can be read.
        first = given.filter(Exists(replies.filter(pk=OuterRef("reply")))).values("wording")[:1]
        same = theirs | {"wording": OuterRef("wording")}
        by_reply = Exists(tags.filter(**same)) | Exists(former.filter(**same))
        by_click = Case(When(by_reply, then=Value("")), default=F("wording"))
        return self.annotate(readable_wording=Coalesce(Subquery(first), by_click))


class EventQuerySet(models.QuerySet):
    """What holders said, with what the viewer may see of their lines why."""

    def as_counted(self) -> Self:
        """Add `counts`: the event, for which LAPSED counts where somebody who left held on by it.

        That they were satisfied or took it back stays said.
        """
        lapsed = When(user__left_at__isnull=False, event__in=HOLDING, then=Value(LAPSED))
        return self.annotate(counts=Case(lapsed, default=F("event")))

    def staying(self) -> Self:
        """Leave out what counts for nothing more of people who left: that they held an objection,
        and whatever they said of it or of a part before they held it last."""
        group = Coalesce("objection__whole", "objection")
        held = apps.get_model("critiques", "HolderEvent").objects.annotate(group=group)
        held = held.filter(user=OuterRef("user"), group=OuterRef("group"), event__in=HOLDING)
        since = held.filter(
            Q(created_at__gt=OuterRef("created_at"))
            | Q(created_at=OuterRef("created_at"), pk__gte=OuterRef("pk"))
        )
        here = Q(user__left_at__isnull=True)
        return self.annotate(group=group).filter(here | ~Exists(since))

    def for_reading(self, viewer: Any) -> Self:
        """Add `readable_text`: the line that came with it, empty where `viewer` may not read it.

        With a reply it is read where that is; of those said by a click the raiser's go with the
        reply that raised the objection; and all of them with one that moderators struck.
        """
        replies = apps.get_model("forum", "Reply").objects.readable_by(viewer)
        by_reply = Exists(replies.filter(pk=OuterRef("reply")))
        raised = Exists(replies.filter(pk=OuterRef("objection__raised_in")))
        raised |= Q(objection__raised_elsewhere=True)
        by_click = Q(reply=None) & (raised | ~Q(user=F("objection__raiser")))
        readable = by_reply | by_click
        if not is_moderator(viewer):
            readable &= Q(objection__struck_at=None)
        lines = When(~Q(text="") & readable, then=F("text"))
        return self.annotate(readable_text=Case(lines, default=Value("")))


def said_beside() -> Q:
    """Return the holder events that a reply says beside its acts: not by sharing an objection."""
    same = {"reply": OuterRef("reply"), "objection": OuterRef("objection"), "act": Act.SUPPORT}
    shared = apps.get_model("critiques", "Tag").objects.filter(**same)
    said = Q(reply__isnull=False, event__in=(Event.REAFFIRM, Event.SATISFIED))
    return said & ~Q(Exists(shared))


def heard() -> Q:
    """Return the positions that readers can see: without a reply, or whose reply is public."""
    replies = apps.get_model("forum", "Reply").objects.heard_on(OuterRef("objection__post"))
    return Q(reply__isnull=True) | Exists(replies.filter(pk=OuterRef("reply")))


def answering() -> Q:
    """Return those of them that answer the objection."""
    return heard() & Q(position__in=ANSWERING)
