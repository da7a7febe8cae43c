"""The passages of a discussion file."""

from forum.models.posts import BODY_LIMIT
from transfer.fields import Reader
from transfer.objection_plan import PassagePlan


def passage_of(item: Reader, revisions: int) -> PassagePlan | None:
    """Return the passage that an objection of the file is about."""
    if item.raw("passage") is None:
        return None
    part = item.object("passage")
    state = part.one_of("state", ("exact", "lost"), default="exact")
    removed = state == "lost" and part.is_null("exact")
    revision = part.number("revision") or revisions
    if revision > revisions:
        raise part.wrong("revision", f"the post has {revisions} revisions.")
    return PassagePlan(
        exact="" if removed else part.text("exact", limit=BODY_LIMIT),
        prefix=part.context("prefix", limit=64),
        suffix=part.context("suffix", limit=64),
        start=part.number("start", least=0),
        revision=revision,
        state=state,
    )
