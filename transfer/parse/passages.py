"""Where a passage of a discussion file stands in the essay."""

from typing import Any

from critiques.prose.passages import only_place, passage_at
from forum.models.posts import BODY_LIMIT
from transfer.objection_plan import PassagePlan
from transfer.reading import Reader
from transfer.values import wrong
from transfer.write.rendering import RenderedThread


def passage_of(item: Reader, revisions: int) -> PassagePlan | None:
    """Return the passage that an objection of the file is about."""
    if item.raw("passage") is None:
        return None
    part = Reader(item.raw("passage"), item.at("passage"))
    state = part.one_of("state", ("exact", "lost"), default="exact")
    removed = state == "lost" and part.has("exact") and part.raw("exact") is None
    revision = part.number("revision", default=revisions) or revisions
    if revision > revisions:
        raise wrong(part.at("revision"), f"the post has {revisions} revisions.")
    return PassagePlan(
        exact="" if removed else part.text("exact", limit=BODY_LIMIT),
        prefix=part.context("prefix", limit=64),
        suffix=part.context("suffix", limit=64),
        start=part.number("start", least=0),
        revision=revision,
        state=state,
    )


def anchored(plan: PassagePlan, rendered: RenderedThread) -> dict[str, Any]:
    """Return a passage as columns of its objection.

    Whatever the file says of where it starts, an exact passage occurs there in the essay's last
    revision, or once elsewhere in it; one that does not is lost.
    """
    exact, last = plan.exact, len(rendered.plains)
    start = _start(plan, rendered.plains) if plan.state == "exact" else None
    if start is None:
        return _columns(plan, plan.prefix, plan.suffix, plan.start, plan.revision, "lost")
    found = passage_at(rendered.plains[-1], start, len(exact))
    same = plan.revision == last
    prefix = plan.prefix if same and plan.prefix is not None else found.prefix
    suffix = plan.suffix if same and plan.suffix is not None else found.suffix
    return _columns(plan, prefix, suffix, start, last, "exact")


def _start(plan: PassagePlan, plains: list[str]) -> int | None:
    words, start = plains[-1], plan.start
    here = plan.revision == len(plains) and start is not None
    return start if here and words.startswith(plan.exact, start) else only_place(plan.exact, words)


def _columns(
    plan: PassagePlan,
    prefix: str | None,
    suffix: str | None,
    start: int | None,
    revision: int,
    state: str,
) -> dict[str, Any]:
    return {
        "passage": plan.exact,
        "passage_prefix": prefix or "",
        "passage_suffix": suffix or "",
        "passage_start": start,
        "passage_revision": revision,
        "passage_state": state,
    }
