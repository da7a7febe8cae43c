"""An objection as pages show it: its address, its claim where it may be read, its status."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from accounts.statements import Statement
from critiques.models import Objection
from critiques.people import Person, person_of
from critiques.record.hydration import hydrated, readable_claim
from critiques.record.passages import Anchor, ShownPassage, removed, taken_back
from critiques.terms import (
    KINDS,
    NAMED,
    RANKS,
    TITLED,
    KindWords,
    aside,
    shown_status,
    status_in_short,
    status_words,
    words_for,
)
from critiques.words import UNRESOLVED, Kind, Status
from forum.models import State
from web.addresses import address_of

# What is no longer there is not shown beside the essay.
GONE = (Status.WITHDRAWN, Status.MERGED, Status.STRUCK)


@dataclass(frozen=True, slots=True)
class ObjectionCard:
    """What every page shows of an objection, and where it comes from.

    `status` is the markup's word for it; `merged_into` the address of what it is part of. It is
    kept as it is, for readers of all languages: words of ours are said when they are asked for.
    """

    pk: int
    post_id: int
    number: int
    kind: str
    letter: str
    round: int | str
    address: str
    # None where it may not be read.
    own_claim: str | None
    raised_readable: bool
    raised_state: str
    status: str
    url: str
    holder_count: int
    main_count: int
    unresolved: bool
    # It stands by the word of who wrote another essay, which became part of this one.
    by_former: bool
    raiser: Person
    raised_in_id: int
    created_at: datetime
    merged_into_id: int | None
    merged_into: str
    merged_at: datetime | None
    merged_by_id: int | None
    struck_at: datetime | None
    struck_reason: str
    # Where it is shown beside the essay.
    anchor: Anchor | None
    # What it is about, for who may read the essay.
    passage: ShownPassage | None = None
    # Whether it was raised against an essay that was merged into the one it stands against now.
    came_along: bool = False
    # Since when its claim reads so, if it once was another.
    worded_at: datetime | None = None
    # Whether that is later than what it stands where it does by.
    outworded: bool = False

    @property
    def claim(self) -> str:
        """Its claim, or what stands for it."""
        if self.own_claim is not None:
            return self.own_claim
        return taken_back() if self.raised_state == State.WITHDRAWN else removed()

    @property
    def claim_shown(self) -> bool:
        """Whether the claim may be read."""
        return self.own_claim is not None

    @property
    def words(self) -> str:
        """Where it stands."""
        return status_words(
            self.status,
            self.merged_into,
            self.struck_reason,
            former=self.by_former,
            earlier=self.outworded,
        )

    @property
    def short(self) -> str:
        """The same in short."""
        return status_in_short(
            self.status, self.merged_into, former=self.by_former, earlier=self.outworded
        )

    def was_put_otherwise(self, at: datetime) -> bool:
        """Return whether its claim read otherwise at a moment: what was said then is of that."""
        return self.worded_at is not None and at < self.worded_at

    @property
    def noun(self) -> str:
        """What it is, as a sentence says it: “objection”."""
        return str(KINDS[Kind(self.kind)])

    @property
    def named(self) -> str:
        """What it is, with its address: “objection 2b”."""
        return str(NAMED[Kind(self.kind)]) % {"address": self.address}

    @property
    def titled(self) -> str:
        """What it is, with its address and its claim, as a title: “Objection b: …”."""
        return str(TITLED[Kind(self.kind)]) % {"address": self.address, "claim": self.claim}

    @property
    def terms(self) -> KindWords:
        """The words for what it is."""
        return words_for(self.kind)

    @property
    def merger(self) -> int | None:
        """Who made it part of another: its raiser, by consent, or a moderator (None), whose name
        stands in the log; 0 where nobody knows, as an import may not tell."""
        by_consent = self.merged_by_id == self.raiser.pk
        return None if self.merged_by_id and not by_consent else self.merged_by_id or 0

    @property
    def aside(self) -> str:
        """What its address does not say of itself, if that is no plain letter."""
        return aside(self.kind, self.round, self.letter)

    @property
    def explained(self) -> str:
        """What its address means: “second round, a”; “” of a plain letter."""
        number = {"address": self.number}
        said = "" if self.letter else str(NAMED[Kind(self.kind)]) % number
        return ", ".join(filter(None, (said, self.aside)))

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Sorts unresolved objections first, then by main disagreements and holders."""
        place = RANKS.get(self.status, 0)
        return (0 if self.unresolved else place, -self.main_count, -self.holder_count, self.number)


def cards_for(posts: list[int], viewer: Any) -> dict[int, ObjectionCard]:
    """Return the objections of these posts, by their id, as `viewer` may see them.

    Two queries, and those that `hydrated` names.
    """
    found = hydrated(_numbered.rows(None, posts), viewer)
    return {objection.pk: card(objection, viewer) for objection in found}


@Statement
def _numbered(_: Any, posts: Sequence[int]) -> QuerySet[Objection]:
    found = Objection.objects.filter(post__in=posts, number__isnull=False)
    return found.order_by("post", "number").for_cards()


def card(objection: Any, viewer: Any) -> ObjectionCard:
    """Return the card of an objection that was read `for_cards` and `hydrated` for `viewer`."""
    claim = readable_claim(objection, viewer)
    status, _ = shown_status(objection.kind, objection.status)
    raiser = objection.raiser
    return ObjectionCard(
        pk=objection.pk,
        post_id=objection.post_id,
        number=objection.number,
        kind=objection.kind,
        letter=objection.letter or "",
        round=objection.round or "",
        address=objection.address,
        own_claim=claim,
        raised_readable=objection.raised_readable and claim is not None,
        raised_state=objection.raised_state,
        status=status,
        url=address_of("objection", objection.post_id, objection.number),
        holder_count=objection.holder_count,
        main_count=objection.main_count,
        unresolved=objection.status in UNRESOLVED and status != "clarified",
        by_former=objection.by_former,
        raiser=person_of(raiser.pk, raiser.username, raiser.display_name, raiser.left_at),
        raised_in_id=objection.raised_in_id,
        created_at=objection.created_at,
        merged_into_id=objection.merged_into_id,
        merged_into=objection.merged_into.address if objection.merged_into else "",
        merged_at=objection.merged_at,
        merged_by_id=objection.merged_by_id,
        struck_at=objection.struck_at,
        struck_reason=objection.struck_reason,
        passage=objection.shown_passage if claim is not None else None,
        worded_at=objection.worded_at if claim is not None else None,
        outworded=objection.outworded and claim is not None,
        anchor=_anchor(objection) if claim is not None else None,
        # Pages that do not say how it was raised do not read it.
        came_along=getattr(objection, "came_along", False),
    )


def _anchor(objection: Any) -> Anchor | None:
    if objection.passage_state != "exact" or objection.status in GONE:
        return None
    place = f"passage-{objection.address.lstrip('#')}"
    return Anchor(place, objection.passage_start, objection.passage)
