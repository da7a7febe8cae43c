"""Since when a reader wants to know what is new: their last visit, or a day in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext

from critiques.models import Position, Tag
from critiques.pages.news.phrases import OthersAnswer, Phrases, phrases_since
from critiques.people import columns_of, person_of
from critiques.record.cards import ObjectionCard
from critiques.record.course.happenings import Happenings
from critiques.words import Act
from forum.models import Post, Reply, State, Visit
from web.dates import day, minute

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class News:
    """What the page says of it; `until` is when it was made, for the note that it was read.

    `news` is None for a first visit, and where no day was asked for; `refused` is what was asked
    for but is no day.
    """

    intro: str
    news: Phrases | None
    refused: str
    week_url: str
    seen_url: str
    until: str

    @classmethod
    def of(
        cls,
        post: Post,
        *,
        asked: str,
        viewer: Any,
        happenings: Happenings,
        cards: Mapping[int, ObjectionCard],
    ) -> Self:
        """Return it; one query if signed in, and one if there is a moment to tell news since.

        `asked` is a day, 2026-11-14, or empty.
        """
        now = timezone.now()
        visited = _last_visit(post, viewer, now)
        start = _midnight(asked)
        if start:
            intro, since = gettext("Since %(day)s") % {"day": day(start)}, start
        else:
            since = visited
            recent = visited and now - visited < timedelta(days=1)
            when = (minute if recent else day)(visited) if visited else ""
            intro = gettext("Since your visit on %(day)s") % {"day": when}
        signed_in = viewer is not None and viewer.is_authenticated
        last_week = timezone.localdate() - WEEK
        news = None
        if since:
            answers = answers_since(since, post)
            news = phrases_since(since, happenings, cards, viewer, answers)
        return cls(
            intro=intro,
            news=news,
            refused=asked[:40] if asked and not start else "",
            week_url=f"{reverse('critique', args=[post.pk])}?since={last_week.isoformat()}",
            seen_url=reverse("post-seen", args=[post.pk])
            if signed_in and post.state != State.DRAFT
            else "",
            until=now.isoformat(),
        )


def _last_visit(post: Post, viewer: Any, now: datetime) -> datetime | None:
    if viewer is None or not viewer.is_authenticated:
        return None
    of_critique = Visit.objects.filter(post=post, user=viewer, part=Visit.Part.CRITIQUE)
    visit = of_critique.first()
    return visit.new_since(now) if visit else None


def _midnight(asked: str) -> datetime | None:
    """Return the start of a day in the reader's own zone, or None where there is no such day."""
    try:
        found: date | None = parse_date(asked)
        return timezone.make_aware(datetime.combine(found, time.min)) if found else None
    except (ValueError, OverflowError):
        return None


def answers_since(since: datetime, post: Post) -> list[OthersAnswer]:
    """Return the answers after `since` that are not its author's own, nor those of who wrote an
    essay that became part of it since. One query."""
    own = Position.objects.filter(
        objection=OuterRef("objection"), reply=OuterRef("reply"), author=OuterRef("reply__author")
    )
    tags = Tag.objects.filter(
        objection__post=post,
        act=Act.ANSWER,
        created_at__gt=since,
        reply__in=Reply.objects.heard_on(post),
    )
    found = tags.exclude(Exists(own) | Q(reply__author=post.author_id)).order_by("created_at", "pk")
    rows = found.values_list("created_at", "objection", *columns_of("reply__author"))
    return [OthersAnswer(at, person_of(*person), pk) for at, pk, *person in rows]
