"""Where a passage of a discussion file stands in the essay."""

from typing import Any

from critiques.discussion.plan import PassagePlan
from critiques.passages import passage_at
from forum.actions.rendering import RenderedThread


def anchored(plan: PassagePlan, rendered: RenderedThread) -> dict[str, Any]:
    """Return a passage as columns of its objection.

    Whatever the file says of where it starts, an exact passage occurs there in its revision, or
    once elsewhere; one that does not is lost.
    """
    words, exact = rendered.plains[plan.revision - 1], plan.exact
    start, state = plan.start, plan.state
    if state == "exact" and (start is None or words[start : start + len(exact)] != exact):
        once = words.count(exact) == 1
        start, state = (words.index(exact), "exact") if once else (start, "lost")
    prefix, suffix = plan.prefix, plan.suffix
    if state == "exact" and start is not None:
        found = passage_at(words, start, len(exact))
        prefix = found.prefix if prefix is None else prefix
        suffix = found.suffix if suffix is None else suffix
    return {
        "passage": exact,
        "passage_prefix": prefix or "",
        "passage_suffix": suffix or "",
        "passage_start": start,
        "passage_revision": plan.revision,
        "passage_state": state,
    }
