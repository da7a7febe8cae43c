"""Objections, what replies do to them, who holds them, what the author says."""

from critiques.models.claims import ClaimVersion, Outcome, Proposal
from critiques.models.closing_words import ClosingWord
from critiques.models.closings import Closing
from critiques.models.follows import ObjectionFollow
from critiques.models.former import FormerNumber
from critiques.models.holders import Holder, HolderEvent
from critiques.models.links import FormerTag, Similar
from critiques.models.objections import Objection, Round
from critiques.models.positions import Position
from critiques.models.receipts import Receipt
from critiques.models.tags import PointsDecision, Tag
from critiques.words import Act, Event, Kind, Stance, Status

__all__ = [
    "Act",
    "ClaimVersion",
    "Closing",
    "ClosingWord",
    "Event",
    "FormerNumber",
    "FormerTag",
    "Holder",
    "HolderEvent",
    "Kind",
    "Objection",
    "ObjectionFollow",
    "Outcome",
    "PointsDecision",
    "Position",
    "Proposal",
    "Receipt",
    "Round",
    "Similar",
    "Stance",
    "Status",
    "Tag",
]
