"""Whether the objections of a discussion file name each other rightly."""

from transfer.objection_plan import ObjectionPlan
from transfer.parse.sayings import holding
from transfer.reading import Reader
from transfer.values import wrong


def check_links(item: Reader, objection: ObjectionPlan, found: dict[int, ObjectionPlan]) -> None:
    """Raise ValidationError where what an objection names is not there, or goes in a circle."""
    for other in objection.similar_to:
        if other not in found or other == objection.number:
            raise wrong(item.at("similar_to"), f"there is no other objection {other}.")
    for proposal in objection.proposals:
        into = found.get(proposal.into or 0)
        if proposal.into and (into in (None, objection) or into.kind != objection.kind):
            raise wrong(item.at("proposals"), f"it can’t become part of {proposal.into}.")
    seen, at = {objection.number}, objection.merged_into
    while at is not None:
        if at not in found or at in seen or found[at].kind != objection.kind:
            raise wrong(item.at("merged_into"), f"it can’t be part of {at}.")
        seen.add(at)
        at = found[at].merged_into


def check_mains(numbered: list[tuple[Reader, ObjectionPlan]]) -> None:
    """Raise ValidationError where somebody’s main disagreement is not theirs, or is two."""
    chosen: set[str] = set()
    for item, objection in numbered:
        holders = {name.lower() for name in holding(objection.events)}
        for user in objection.main_of:
            if user.lower() not in holders:
                raise wrong(item.at("main_of"), f"{user} does not hold it.")
            if user.lower() in chosen:
                raise wrong(item.at("main_of"), f"{user} has another main disagreement.")
            chosen.add(user.lower())
