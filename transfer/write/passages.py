"""Where a passage of a planned objection stands in the essay."""

from typing import Any

from critiques.prose.passages import only_place, passage_at
from transfer.objection_plan import PassagePlan
from transfer.write.texts import SafeTexts


def passage_columns(plan: PassagePlan, rendered: SafeTexts) -> dict[str, Any]:
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
