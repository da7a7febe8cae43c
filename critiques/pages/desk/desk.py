"""The desk: what waits for one’s reply, and what one is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from django.utils.translation import gettext

from accounts.models import User
from critiques.pages.desk.asks import Ask, Offer, asks_of, offers_of
from critiques.pages.desk.rows import Needed, needed_of
from critiques.record.desk import ASKED, asked_of, desk_url, needing_reply, proposed_to
from critiques.words import Kind

PAGE = 25


@dataclass(frozen=True)
class DeskPage:
    """One person’s desk, 25 rows a page. Twelve queries at most, whatever the size.

    `tab` is “” for what waits for the author, or “asked”; `place` says where a form was sent from;
    `only` is the title of the one essay that it is about, if it is not about all.
    """

    tab: str
    tabs: list[tuple[str, str, int, bool]]
    place: str
    only: str
    total: int
    objections: list[Needed]
    questions: list[Needed]
    offers: list[Offer]
    asks: list[Ask]
    newer_url: str
    older_url: str

    @classmethod
    def load(cls, *, viewer: User, tab: str = "", page: int = 1, post_id: int = 0) -> Self:
        """Load page `page` (from 1), or the last one where there are fewer.

        With `post_id` what waits for the author is that essay's alone; 0 is for all essays, and
        so is an essay of which nothing waits.
        """
        needing, proposed, asked = needing_reply(viewer), proposed_to(viewer), asked_of(viewer)
        needed, offered, asking = needing.count(), proposed.count(), asked.count()
        counts = {"": needed, ASKED: offered + asking}
        if tab not in counts or (not tab and not needed):
            tab = ASKED if tab == ASKED or counts[ASKED] else ""
        of_one = needing.filter(post=post_id).count() if post_id and not tab else 0
        post_id = post_id if of_one else 0
        if of_one:
            needing, counts[tab] = needing.filter(post=post_id), of_one
        page = min(page, max(1, -(-counts[tab] // PAGE)))
        start, end = (page - 1) * PAGE, page * PAGE
        rows: list[Needed] = []
        offers: list[Offer] = []
        asks: list[Ask] = []
        if tab:
            # Proposals come first; what is left of the page is for answers.
            offers = offers_of(proposed[start:end], viewer)
            asks = asks_of(asked[max(0, start - offered) : max(0, end - offered)], viewer)
        else:
            rows = needed_of(needing[start:end], viewer)
        return cls(
            tab=tab,
            tabs=[
                (gettext("To answer"), desk_url(), needed, not tab),
                (gettext("Answers to you"), desk_url(tab=ASKED), counts[ASKED], bool(tab)),
            ],
            place=f"{tab}:{page}:{post_id or ''}",
            only=rows[0].title if post_id else "",
            total=counts[tab],
            objections=[row for row in rows if row.o.kind == Kind.OBJECTION],
            questions=[row for row in rows if row.o.kind == Kind.QUESTION],
            offers=offers,
            asks=asks,
            newer_url=desk_url(page - 1, tab, post=post_id) if page > 1 else "",
            older_url=desk_url(page + 1, tab, post=post_id) if counts[tab] > end else "",
        )

    def with_typed(self, data: Mapping[str, str]) -> Self:
        """Return the page with what was typed, and refused, in its row."""
        key = (data.get("post", ""), data.get("number", ""))
        return replace(
            self,
            objections=[row.with_typed(data) if row.key == key else row for row in self.objections],
            questions=[row.with_typed(data) if row.key == key else row for row in self.questions],
        )
