"""Objections, what replies do to them, who holds them, what the author says."""

from critiques.models.holders import Holder, HolderEvent
from critiques.models.objections import Objection, Round
from critiques.models.positions import Position
from critiques.models.tags import PointsDecision, Tag
from critiques.words import Act, Event, Kind, Stance, Status

__all__ = [
    "Act",
    "Event",
    "Holder",
    "HolderEvent",
    "Kind",
    "Objection",
    "PointsDecision",
    "Position",
    "Round",
    "Stance",
    "Status",
    "Tag",
]
