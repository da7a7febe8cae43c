"""The wordings of an objection's claim, and what is proposed to whoever raised it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from django.db.models import QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts.statements import Statement
from critiques.models import ClaimVersion, Objection, Proposal
from critiques.pages.essay import Essay
from critiques.people import Holding
from critiques.record.cards import ObjectionCard
from critiques.record.passages import removed
from critiques.record.reading import Reading
from critiques.words import CLOSED
from forum.models import State
from web.dates import day
from web.sentences import with_html


class VersionLine(NamedTuple):
    """One wording; `stands` are the names of who holds that one."""

    number: int
    text: str
    writer: str
    when: str
    stands: list[str]

    @property
    def about(self) -> SafeString:
        """Whose it is, of when, and who shares that one."""
        said = gettext("%(name)s, %(day)s")
        if self.stands:
            said = gettext("%(name)s, %(day)s; shared by %(names)s")
        names = format_html_join(", ", "<bdi>{}</bdi>", ((name,) for name in self.stands))
        writer = format_html("<bdi>{}</bdi>", self.writer)
        return with_html(said, name=writer, day=self.when, names=names)


class ProposalLine(NamedTuple):
    """A proposal that waits: another wording, or the objection to merge into."""

    pk: int
    claim: str
    into: ObjectionCard | None
    who: str
    when: str
    mine: bool


@dataclass(frozen=True)
class WordingsPart:
    """What an objection's page says of its wording, and what the viewer may do about it.

    `earlier` is the wording that the viewer holds, where there is a newer one; `bound` is whether
    a new one leaves others with it. Two queries, two more for whoever may reword it.
    """

    versions: list[VersionLine]
    proposals: list[ProposalLine]
    earlier: str
    satisfy: str
    holds: bool
    raiser: bool
    reword: bool
    bound: bool
    propose_wording: bool
    merge: bool
    propose_merge: bool
    separate: bool
    link: bool

    @classmethod
    def load(
        cls,
        *,
        card: ObjectionCard,
        holders: list[Holding],
        essay: Essay,
        reading: Reading,
    ) -> Self:
        """Return it for an objection of this reading, of which `holders` are who speaks for it."""
        viewer = reading.viewer
        signed_in = viewer is not None and viewer.is_authenticated
        readable = card.claim_shown and card.raised_readable
        versions = list(_versions.rows(viewer, card.pk)) if readable else []
        own = next((h for h in holders if signed_in and h.user_id == viewer.pk and h.holds), None)
        live = card.status not in CLOSED
        going = bool(signed_in and live and essay.going)
        raiser = signed_in and card.raiser.pk == viewer.pk
        present = card.raised_readable and card.raised_state == State.VISIBLE
        rewords = going and raiser and present and not _is_agreed_with(card, viewer)
        texts = {version.number: version.readable_words for version in versions}
        last = max(texts, default=1)
        direct = own is not None and own.objection_id == card.pk
        older = own.claim_version if direct and own.claim_version != last else 0
        return cls(
            versions=_lines(versions, holders, card),
            proposals=_proposals(card, reading) if live and card.claim_shown else [],
            earlier="" if essay.refused else texts.get(older, ""),
            satisfy=own.would_satisfy if own else "",
            holds=own is not None and going,
            raiser=raiser,
            reword=rewords,
            bound=rewords and Objection.objects.bound().filter(pk=card.pk).exists(),
            propose_wording=going and not raiser and present and (essay.mine or essay.staff),
            merge=going and raiser,
            propose_merge=going and not raiser and present and not essay.staff,
            separate=bool(
                signed_in
                and raiser
                and essay.going
                and card.merged_into_id
                and card.merged_by_id in (None, viewer.pk)
            ),
            link=going,
        )


def _is_agreed_with(card: ObjectionCard, viewer: Any) -> bool:
    return Objection.objects.agreed_with(but=viewer).filter(pk=card.pk).exists()


def _lines(
    versions: list[ClaimVersion], holders: list[Holding], card: ObjectionCard
) -> list[VersionLine]:
    stands = defaultdict(list)
    for holder in holders:
        if holder.holds and holder.objection_id == card.pk:
            stands[holder.claim_version].append(holder.user.shown_name)
    return [
        VersionLine(
            v.number,
            v.readable_words or removed(),
            v.writer.shown_name,
            day(v.created_at),
            stands[v.number],
        )
        for v in versions
    ]


def _proposals(card: ObjectionCard, reading: Reading) -> list[ProposalLine]:
    viewer, cards = reading.viewer, reading.cards
    return [
        ProposalLine(
            pk=each.pk,
            claim=each.claim,
            into=cards.get(each.into_id or 0),
            who=each.proposer.shown_name,
            when=day(each.created_at),
            mine=viewer is not None and each.proposer_id == viewer.pk,
        )
        for each in _waiting.rows(None, card.pk)
        if each.claim or each.into_id in cards
    ]


@Statement
def _versions(viewer: Any, objection: int) -> QuerySet[ClaimVersion]:
    texts = ClaimVersion.objects.for_reading(viewer, reply="objection__raised_in", words="text")
    return texts.filter(objection=objection).order_by("number").select_related("writer")


@Statement
def _waiting(_: Any, objection: int) -> QuerySet[Proposal]:
    waiting = Proposal.objects.filter(objection=objection, outcome="").order_by("created_at", "pk")
    return waiting.select_related("proposer")
