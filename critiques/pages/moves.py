"""What a viewer may say of an objection with one click, the most fitting first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from critiques.pages.essay import Essay
from critiques.people import Holding
from critiques.record.cards import ObjectionCard
from critiques.terms import words_for
from critiques.words import CLOSED, HOLDING, Event, Kind, Status

WAITING = (Status.OPEN, Status.CONTESTED, "asked")


class MoveButton(NamedTuple):
    """A button, or a link to where it is done; `pressed` if it takes back what was chosen."""

    label: str
    url: str
    is_link: bool = False
    pressed: bool = False


def own_part(viewer: Any, holders: Sequence[Holding]) -> Holding | None:
    """Return the viewer's part in an objection, of which `holders` are who speaks for it."""
    return next((h for h in holders if viewer is not None and h.user_id == viewer.pk), None)


def moves_of(
    viewer: Any,
    essay: Essay,
    card: ObjectionCard,
    own: Holding | None,
    *,
    answered: datetime | None,
    asked: bool,
) -> list[MoveButton]:
    """Return the moves; none of what was merged or struck.

    `answered` is when the author last spoke, or None; `asked` if the page asks the viewer already
    whether it suffices.
    """
    if essay.refused or card.status in CLOSED:
        return []

    def to(name: str) -> str:
        return reverse(f"objection-{name}", args=[essay.pk, card.number])

    words = words_for(card.kind)
    share = MoveButton(words.share, to("share"))
    if viewer is None or not viewer.is_authenticated:
        sign_in = f"{reverse('account_login')}?{urlencode({'next': card.url})}"
        invited = MoveButton(words.sign_in, sign_in, is_link=True)
        return [invited] if essay.going else []
    if essay.mine:
        composer = f"{reverse('reply', args=[essay.pk])}?answers={card.number}"
        answer = MoveButton("Answer it in a reply", composer, is_link=True)
        return [answer] if essay.going and card.status in WAITING else []
    if own is None or own.state == Event.WITHDRAW:
        return [share] if essay.going and card.claim_shown else []

    news = answered is not None and answered > own.state_at
    satisfied = MoveButton("This answers it", to("satisfied"))
    stands = MoveButton(words.stands, to("stands"))
    main = MoveButton(
        "Your main disagreement" if own.is_main else "My main disagreement",
        to("main"),
        pressed=own.is_main,
    )
    moves = []
    if answered is not None and not asked:
        moves += [satisfied] if news or own.state != Event.SATISFIED else []
        moves += [stands] if news or own.state != Event.REAFFIRM else []
    moves += [main] if own.state in HOLDING and card.kind == Kind.OBJECTION else []
    return [*moves, MoveButton("Take back", to("take-back"))]
