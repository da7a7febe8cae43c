"""What this app knows of a person: what they objected, shared, answered, proposed and tagged."""

from accounts.data import register
from critiques.models import (
    ClaimVersion,
    Closing,
    ClosingWord,
    FormerTag,
    Holder,
    HolderEvent,
    Objection,
    ObjectionFollow,
    PointsDecision,
    Position,
    Proposal,
    Receipt,
    Similar,
    Tag,
)

# The words of a passage are the essay's author's; the rest is computed.
DERIVED = ["passage", "passage_prefix", "passage_suffix", "merged_by", "status", "whole"]
COUNTS = ["holder_count", "main_count"]

register("objections", Objection, "raiser", without=[*DERIVED, *COUNTS])
register("wordings", ClaimVersion, "writer")
register("proposals", Proposal, "proposer")
register("objections_shared", Holder, "user")
register("said_of_objections", HolderEvent, "user")
register("similar_objections", Similar, "by")
register("positions", Position, "author")
register("closings", Closing, "post__author")
register("closing_words", ClosingWord, "post__author")
register("receipts", Receipt, "revision__post__author")
register("tags", Tag, "reply__author", without=["point_hash"])
register("former_tags", FormerTag, "reply__author")
register("points_decisions", PointsDecision, "reply__author")
register("objections_followed", ObjectionFollow, "user")
