"""An objection's own page."""

from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Self

from django.utils.translation import gettext

from critiques.models import Objection
from critiques.pages.buttons import AuthorSays, HolderSays, holder_says, own_part
from critiques.pages.desk.rows import Excerpt, excerpt_of
from critiques.pages.essay import Essay, readable_post
from critiques.pages.follow_control import control_of_objection
from critiques.pages.holders import People, people_of
from critiques.pages.passage import PassagePart
from critiques.pages.row.rows import SummaryRow, row_of
from critiques.pages.sufficiency import Sufficiency, sufficiency_for
from critiques.pages.wordings import WordingsPart
from critiques.people import Holding
from critiques.record.cards import ObjectionCard
from critiques.record.course.steps import StatusLine, status_lines
from critiques.record.exchange.exchanges import told_of
from critiques.record.exchange.folding import MoveRun
from critiques.record.exchange.moves import ToldMove
from critiques.record.former import former_acts
from critiques.record.history import history_of
from critiques.record.historyline import Line
from critiques.record.reading import reading_of
from critiques.record.receipts import Change
from critiques.record.sayings.records import records_of
from critiques.record.sayings.sayings import record_of
from critiques.record.selection import Listed
from critiques.terms import words_for
from critiques.words import CLOSED, HOLDING, Act, Event
from web.dates import day
from web.elsewhere import Elsewhere
from web.following import FollowControl
from web.pagination import Paged

# Of each list on a page; and which there are besides the people and the proposals.
SHOWN = 100
# Of others' answers, the latest can be adopted.
MOST = 50
LISTS = ("exchange", "parts", "similar", "history", "standings", "changes")


@dataclass(frozen=True)
class ObjectionPage:
    """An objection, its holders and its history. Twenty-three queries; four more if signed in.

    Of each list a page has a hundred lines; `said` is how many the history has on all.
    """

    essay: Essay
    o: ObjectionCard
    row: SummaryRow
    exchange: list[ToldMove]
    people: People
    merged_into: ObjectionCard | None
    parts: list[ObjectionCard]
    similar: list[ObjectionCard]
    history: list[Line]
    standings: list[StatusLine]
    mine: str
    holder: HolderSays
    may_answer: bool
    author: AuthorSays
    adoptable: list[Excerpt]
    targets: Listed
    passage: PassagePart
    suffices: Sufficiency | None
    changes: list[Change]
    wordings: WordingsPart
    said: int
    # Whether its viewer follows it; None for visitors.
    follow: FollowControl | None
    newer_url: str = ""
    older_url: str = ""

    @property
    def elsewhere(self) -> Elsewhere:
        """What a link to it looks like."""
        essay, o = self.essay, self.o
        if not essay.public or not o.claim_shown:
            return Elsewhere(o.url)
        said = gettext("On “%(title)s” by %(name)s. %(status)s.") % {
            "title": essay.title,
            "name": essay.author,
            "status": o.words,
        }
        return Elsewhere(o.url, o.titled, said, essay.pk)

    @classmethod
    def load(cls, *, viewer: Any, post_id: int, number: int, page: int = 1) -> Self:
        """Load page `page` (from 1) of it.

        Raises Post.DoesNotExist or Objection.DoesNotExist where it is not known, and Http404 beyond
        the last page.
        """
        post = readable_post(viewer, post_id)
        reading = reading_of(post, viewer)
        cards, happenings = reading.cards, reading.happenings
        card = next((each for each in cards.values() if each.number == number), None)
        if card is None:
            raise Objection.DoesNotExist
        ids = reading.forest.group(card.pk)
        parts = sorted((cards[pk] for pk in ids[1:]), key=attrgetter("number"))
        records = records_of(post, viewer, ids)
        record, whole = records[card.pk], record_of(ids, records)
        told = told_of([(card, whole)], reading.below, post, viewer)
        moves = told.moves[card.pk]
        row = row_of(card, whole, moves, reading, parts)
        holders = whole.holders
        essay = Essay.for_writing(post, viewer)
        asked = None if essay.refused else viewer
        suffices = sufficiency_for(asked, whole, post.author.shown_name)
        own = own_part(viewer, holders)
        answers = [each for each in record.tags if each.act == Act.ANSWER and not each.by_author]
        history = history_of(
            card,
            record,
            parts,
            post.author,
            former_acts(post.pk, card.pk),
            reading.undone,
            {each.number: each.address for each in cards.values()},
        )
        whole_page = cls(
            essay=essay,
            o=card,
            row=row,
            exchange=moves,
            people=people_of(holders, card, records),
            merged_into=cards.get(card.merged_into_id or 0),
            parts=parts,
            similar=reading.alike(card.pk),
            history=history,
            said=len(history),
            standings=status_lines(card, happenings, cards, post.author_id),
            mine=_mine(own, card),
            holder=holder_says(
                viewer,
                essay,
                card,
                own,
                answer=record.answer,
                asked=suffices is not None,
            ),
            may_answer=card.status not in CLOSED and essay.going and essay.mine,
            author=AuthorSays.of(card),
            adoptable=[excerpt_of(each.name, each) for each in answers[-MOST:]],
            targets=Listed.of(
                each
                for each in cards.values()
                if each.pk != card.pk and each.kind == card.kind and each.status not in CLOSED
            ),
            suffices=suffices,
            changes=record.changes,
            wordings=WordingsPart.load(card=card, holders=holders, essay=essay, reading=reading),
            follow=control_of_objection(viewer, card.pk, card.kind, post_id, number)
            if viewer is not None and viewer.is_authenticated
            else None,
            passage=PassagePart.load(card=card, essay=essay, reading=reading),
        )
        return whole_page.cut(page)

    def cut(self, page: int) -> Self:
        """Return page `page` of what this has whole."""
        lists: dict[str, list[Any]] = {
            "people": self.people.lines,
            "proposals": self.wordings.proposals,
            **{name: getattr(self, name) for name in LISTS},
        }
        longest = max(lists.values(), key=len)
        paged = Paged[Any].of(longest, page, SHOWN)
        shown = {name: rows[(page - 1) * SHOWN : page * SHOWN] for name, rows in lists.items()}
        moves = shown["exchange"]
        return replace(
            self,
            # Here the exchange is told in full.
            row=replace(self.row, runs=[MoveRun(False, moves)] if moves else []),
            people=self.people._replace(lines=shown.pop("people")),
            wordings=replace(self.wordings, proposals=shown.pop("proposals")),
            newer_url=f"{self.o.url}?page={paged.newer}" if paged.newer else "",
            older_url=f"{self.o.url}?page={paged.older}" if paged.older else "",
            **shown,
        )


def _mine(own: Holding | None, card: ObjectionCard) -> str:
    """Return what the viewer said of it, where they share it or did."""
    if own is None or own.state == Event.WITHDRAW:
        return ""
    words = words_for(card.kind)
    if own.state in HOLDING:
        return words.you_share
    return words.answered_for_you % {"day": day(own.state_at)}
