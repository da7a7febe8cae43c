"""The critique of a post: letter by letter, what was objected, who holds it, where it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext

from critiques.pages.essay import Essay, readable_post
from critiques.pages.filters import Filters
from critiques.pages.news.news import News
from critiques.pages.pictures import Pictures
from critiques.pages.row.rows import Part, in_order, part_of, rows_of
from critiques.pages.standing import Answered, Needs, StatusBar
from critiques.pages.upkeep import Upkeep
from critiques.record.cards import ObjectionCard
from critiques.record.closings import Barred, ClosingWords, barred_from, closing_words
from critiques.record.coverage import KINDS, Coverage, words_of
from critiques.record.favours import Favour, favours_of
from critiques.record.reading import OpenedRound, reading_of
from critiques.record.sentences import headline
from forum.models import Post
from web.elsewhere import Elsewhere
from web.pagination import Asked, Paged

PAGE = 25
BARRED = 20
FAVOURS = 20


@dataclass(frozen=True)
class SummaryPage:
    """A post's critique summary, 25 rows a page.

    23 queries; one more if signed in, for what is in favour, for news, for its author, for
    moderators, for an essay that was revised or is not public, and where a reply points to another.
    """

    essay: Essay
    exported: bool
    barred: list[Barred]
    more_barred: int
    sentence: str
    bar: StatusBar
    needs: Needs | None
    answered: Answered | None
    since: News
    filters: Filters
    unresolved: Part
    resolved: Part
    questions: Part
    favours: list[Favour]
    more_favours: int
    closing: ClosingWords
    may_say_closing: bool
    coverage: list[tuple[str, str, int, str]]
    covered: Coverage
    others: int
    pictures: Pictures
    upkeep: Upkeep | None
    round: int
    can_open_round: bool
    may_manage: bool
    newer_url: str
    older_url: str
    # Which of its rows are shown, for its title.
    which: str

    @property
    def exports_url(self) -> str:
        """Where its exports are, but for the name of a format."""
        return f"{self.essay.critique_url.removesuffix('/')}."

    @property
    def elsewhere(self) -> Elsewhere:
        """What a link to it looks like."""
        essay = self.essay
        if not essay.public:
            return Elsewhere(essay.critique_url)
        said = f"{self.sentence} {essay.introduction}"
        title = gettext("Critique of “%(title)s”") % {"title": essay.title}
        return Elsewhere(essay.critique_url, title, said, essay.pk)

    @classmethod
    def load(
        cls, *, viewer: Any, post_id: int, page: int = 1, asked: Mapping[str, str] | None = None
    ) -> Self:
        """Load page `page` (from 1); raises Post.DoesNotExist where `viewer` may not know it.

        `asked` may have the keys of Filters and `since`, as the address gives them. Raises Http404
        beyond the last page.
        """
        asked = asked or {}
        post = readable_post(viewer, post_id)
        essay = Essay.of(post, viewer)
        reading = reading_of(post, viewer)
        cards, happenings = reading.cards, reading.happenings
        since = News.of(
            post,
            asked=asked.get("since", ""),
            viewer=viewer,
            happenings=happenings,
            cards=cards,
        )
        filters = Filters.of(
            in_order(cards.values(), reading.similar),
            asked=asked,
            people=happenings.members,
            users=happenings.people,
            url=essay.critique_url,
            kept={"since": asked.get("since", "")},
        )
        paged = Paged[ObjectionCard].of(filters.fits, page, PAGE)
        rows, records, _ = rows_of(
            paged.rows,
            reading=reading,
            new=since.news.rows if since.news else {},
        )
        rounds, covered, barred = reading.rounds, reading.coverage, barred_from(post)
        return cls(
            essay=essay,
            exported=essay.public or Post.objects.known_to(None).filter(pk=post.pk).exists(),
            barred=barred[:BARRED],
            more_barred=max(0, len(barred) - BARRED),
            sentence=headline(cards.values()),
            bar=StatusBar.of(filters.status, reading.cards.values()),
            needs=Needs.of(viewer, post.pk, cards) if essay.mine else None,
            answered=Answered.of(viewer, reading),
            since=since,
            filters=filters,
            unresolved=part_of(rows, filters.fits, "unresolved"),
            resolved=part_of(rows, filters.fits, "resolved"),
            questions=part_of(rows, filters.fits, "questions"),
            favours=favours_of(covered.in_favour[:FAVOURS]),
            more_favours=max(0, len(covered.in_favour) - FAVOURS),
            closing=closing_words(post, insider=essay.mine or essay.staff),
            may_say_closing=essay.mine and essay.public,
            coverage=[
                (kind, words_of(kind, count), count, f"{essay.critique_url}{kind}/")
                for kind in KINDS
                for count in [len(getattr(covered, kind))]
            ],
            covered=covered,
            others=len(covered.asking) + len(covered.other),
            pictures=Pictures.of(
                [row.o for row in rows],
                post=post,
                cards=cards,
                records=records,
                happenings=happenings,
                rounds=rounds,
                partly=len(rows) < len(cards),
            ),
            upkeep=Upkeep.of(essay, cards=cards, happenings=happenings),
            round=rounds[-1].number if rounds else 1,
            can_open_round=_can_open_round(essay, rounds, cards.values()),
            may_manage=essay.state == "visible" and (essay.mine or essay.staff),
            newer_url=filters.page_url(paged.newer) if paged.newer else "",
            older_url=filters.page_url(paged.older) if paged.older else "",
            which=f"{', ' * bool(filters.chosen)}{filters.chosen}{Asked(page).told}",
        )


def _can_open_round(
    essay: Essay, rounds: list[OpenedRound], cards: Iterable[ObjectionCard]
) -> bool:
    lettered = rounds and any(each.round == rounds[-1].number for each in cards)
    return bool(lettered and essay.going and (essay.mine or essay.staff))
