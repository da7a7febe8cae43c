"""The buttons by which a viewer says something of an objection, with a line why or without."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from critiques.models.positions import TEXT_LIMIT
from critiques.pages.essay import Essay
from critiques.people import Holding
from critiques.record.cards import ObjectionCard
from critiques.record.sayings.sayings import PositionWords
from critiques.terms import AUTHOR_BUTTONS, REASONS, TOLD_OF
from critiques.words import CLOSED, HOLDING, Event, Kind, Stance
from forum.models import State

# What one says with a line why, by the end of its address, in the order of its buttons.
SHARE, ANSWERS_IT, STANDS, TAKE_BACK = "share", "satisfied", "stands", "taken-back"


class HolderSays(NamedTuple):
    """What somebody else than the essay's author may say of an objection, as equal choices.

    `says` has what stands at the ends of addresses. `main` is the word for one's main disagreement,
    `chosen` if it is; `sign_in` where to, for who could share it then; `reply_url` is where one
    says it in a reply instead.
    """

    says: tuple[str, ...] = ()
    main: str = ""
    chosen: bool = False
    sign_in: str = ""
    reply_url: str = ""


@dataclass(frozen=True)
class AuthorSays:
    """What the essay's author may say of an objection: the same choices wherever they stand."""

    answer_url: str
    answer: str = TOLD_OF[Stance.ANSWERED].button
    buttons: tuple[tuple[Stance, str], ...] = AUTHOR_BUTTONS
    reasons: tuple[tuple[str, str], ...] = tuple(REASONS.items())
    limit: int = TEXT_LIMIT

    @classmethod
    def of(cls, card: ObjectionCard) -> Self:
        """Return it for an objection that the author may answer."""
        asked = {"answers": card.number}
        if card.raised_state == State.VISIBLE:
            asked = {"parent": card.raised_in_id, **asked}
        return cls(f"{reverse('reply', args=[card.post_id])}?{urlencode(asked)}")


def own_part(viewer: Any, holders: Sequence[Holding]) -> Holding | None:
    """Return the viewer's part in an objection, of which `holders` are who speaks for it."""
    return next((h for h in holders if viewer is not None and h.user_id == viewer.pk), None)


def holder_says(
    viewer: Any,
    essay: Essay,
    card: ObjectionCard,
    own: Holding | None,
    *,
    answer: PositionWords | None,
    asked: bool,
) -> HolderSays:
    """Return it for `viewer`; nothing where they wrote the essay, or it was merged or struck.

    `answer` is the author's last one, or None; `asked` if the page asks the viewer whether it
    suffices.
    """
    if essay.refused or essay.mine or card.status in CLOSED:
        return HolderSays()
    if viewer is None or not viewer.is_authenticated:
        sign_in = f"{reverse('account_login')}?{urlencode({'next': card.url})}"
        return HolderSays(sign_in=sign_in if essay.going and card.claim_shown else "")
    if own is None or own.state == Event.WITHDRAW:
        return HolderSays(says=(SHARE,) if essay.going and card.claim_shown else ())
    news = asked or (answer is not None and answer.at > own.state_at)
    says = []
    if answer is not None or asked:
        says += [ANSWERS_IT] if news or own.state != Event.SATISFIED else []
        says += [STANDS] if news or own.state != Event.REAFFIRM else []
    holds = own.state in HOLDING and card.kind == Kind.OBJECTION
    main = gettext("My main disagreement")
    if own.is_main:
        main = gettext("Your main disagreement")
    return HolderSays(
        says=(*says, TAKE_BACK),
        main=main if holds else "",
        chosen=own.is_main,
        reply_url=_beneath(essay, card, answer) if essay.going else "",
    )


def _beneath(essay: Essay, card: ObjectionCard, answer: PositionWords | None) -> str:
    """Return where one writes beneath the author's last answer, and says the same with it."""
    asked = {"answers": card.number}
    if answer and answer.quote and answer.quote.reply:
        asked = {"parent": answer.quote.reply, **asked}
    return f"{reverse('reply', args=[essay.pk])}?{urlencode(asked)}"
