"""What needs a moderator's or the author's eye on a summary: merges, reports, lost passages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from critiques.pages.essay import Essay
from critiques.pages.letters import letter
from critiques.record.cards import ObjectionCard
from critiques.record.course.happenings import Happenings
from critiques.record.course.timeline import MERGED
from critiques.words import Status
from moderation.models import Report
from web.dates import day
from web.sentences import with_html

# All reports stand in the queue, and what lost its passage in the summary’s rows, too.
MERGES, REPORTS, LOST = 10, 10, 25


class Merge(NamedTuple):
    """An objection that became part of another."""

    o: ObjectionCard
    into: ObjectionCard
    who: str
    when: str

    @property
    def what(self) -> SafeString:
        """Which became part of which."""
        part, whole = (
            format_html("{} <bdi>{}</bdi>", letter(each), each.claim)
            for each in (self.o, self.into)
        )
        return with_html(gettext("%(part)s, now part of %(whole)s"), part=part, whole=whole)


class ClaimReport(NamedTuple):
    """An open report of a claim."""

    o: ObjectionCard
    who: str
    reason: str
    when: str


class Lost(NamedTuple):
    """A passage whose words are no longer in the essay."""

    o: ObjectionCard
    words: str


@dataclass(frozen=True)
class Upkeep:
    """The latest ten merges and ten reports of claims, for moderators; what lost its passage, for
    the author too: the first 25, and how many more."""

    merges: list[Merge]
    reports: list[ClaimReport]
    lost: list[Lost]
    more_lost: int

    @property
    def total(self) -> int:
        """How many things are listed."""
        return len(self.merges) + len(self.reports) + len(self.lost)

    @classmethod
    def of(
        cls,
        essay: Essay,
        *,
        cards: Mapping[int, ObjectionCard],
        happenings: Happenings,
    ) -> Self | None:
        """Return it for who may see it, else None. One query for moderators, else none."""
        if not (essay.staff or essay.mine):
            return None
        lost = [
            Lost(each, each.passage.words)
            for each in cards.values()
            if each.passage and each.passage.state == "lost" and not essay.gone
        ]
        return cls(
            merges=_merges(cards, happenings) if essay.staff else [],
            reports=_reports(essay.pk, cards) if essay.staff else [],
            lost=lost[:LOST],
            more_lost=max(0, len(lost) - LOST),
        )


def _merges(cards: Mapping[int, ObjectionCard], happenings: Happenings) -> list[Merge]:
    """Return who merged what, the latest ten first."""
    merges = [
        (deed, card)
        for pk, card in cards.items()
        if card.status == Status.MERGED
        for deed in [next(d for d in reversed(happenings.deeds[pk]) if d.what == MERGED)]
        if deed.other in cards
    ]
    latest = sorted(merges, key=lambda each: each[0].at, reverse=True)[:MERGES]
    return [
        Merge(card, cards[deed.other or 0], happenings.name(deed.user), day(deed.at))
        for deed, card in latest
    ]


def _reports(post_id: int, cards: Mapping[int, ObjectionCard]) -> list[ClaimReport]:
    by_number = {card.number: card for card in cards.values()}
    waiting = Report.objects.filter(post=post_id, objection__in=by_number, decision=None)
    return [
        ClaimReport(
            by_number[report.objection],
            report.reporter.shown_name,
            report.reason,
            day(report.created_at),
        )
        for report in waiting.select_related("reporter").order_by("-pk")[:REPORTS]
    ]
