"""The wordings of a claim in a discussion file: who holds which, and what is proposed."""

from critiques.models.objections import CLAIM_LIMIT
from critiques.prose.claims import claim_from
from forum.lettered import find_points
from transfer.fields import Reader
from transfer.objection_plan import EventPlan, HolderPlan, ProposalPlan, VersionPlan
from transfer.plan import ReplyPlan, TagPlan


def versions_of(item: Reader) -> tuple[VersionPlan, ...]:
    """Return every wording, the first one first; none where there is only the claim."""
    return tuple(
        VersionPlan(
            # Null where moderators removed that of the reply.
            claim="" if each.is_null("claim") else each.line("claim", limit=CLAIM_LIMIT),
            writer=each.name("writer"),
            created=each.time("created"),
        )
        for each in item.objects("versions")
    )


def holders_of(
    item: Reader, events: tuple[EventPlan, ...], versions: tuple[VersionPlan, ...]
) -> tuple[HolderPlan, ...]:
    """Return what is said of holders beside their events; each must have some."""
    named = {each.user.lower() for each in events}
    found: dict[str, HolderPlan] = {}
    for each in item.objects("holders"):
        user = each.name("user")
        if user.lower() not in named or user.lower() in found:
            raise each.wrong("user", f"expected somebody with events, once; not {user}.")
        version = each.number("version")
        if version and version > max(1, len(versions)):
            raise each.wrong("version", f"there are {max(1, len(versions))} wordings.")
        wish = each.line("would_satisfy", limit=CLAIM_LIMIT, default="")
        found[user.lower()] = HolderPlan(user, version, wish)
    return tuple(found.values())


def proposals_of(item: Reader) -> tuple[ProposalPlan, ...]:
    """Return what waits for the raiser."""
    found: list[ProposalPlan] = []
    for each in item.objects("proposals"):
        proposal = ProposalPlan(
            user=each.name("user"),
            created=each.time("created"),
            claim=each.line("claim", limit=CLAIM_LIMIT, default=""),
            into=each.number("into"),
        )
        if bool(proposal.claim) == bool(proposal.into):
            raise each.wrong("", "expected either a claim or what to merge into.")
        if any(_same(proposal, other) for other in found):
            raise each.wrong("", "this is proposed already.")
        found.append(proposal)
    return tuple(found)


def _same(one: ProposalPlan, other: ProposalPlan) -> bool:
    if one.into or other.into:
        return one.into == other.into
    return one.user.lower() == other.user.lower()


def claim_of(
    item: Reader,
    raised: tuple[ReplyPlan, TagPlan] | None,
    versions: tuple[VersionPlan, ...],
    *,
    struck: bool,
) -> str | None:
    """Return the claim, None where it is hidden; left out, it is the raising point’s."""
    if versions:
        last = versions[-1].claim
        if item.has("claim") and item.line("claim", limit=CLAIM_LIMIT) != last:
            raise item.wrong("versions", "the last one has to be the claim itself.")
        return last
    if item.raw("claim") is not None:
        return item.line("claim", limit=CLAIM_LIMIT)
    body = raised[0].body if raised else None
    if item.has("claim") or struck or raised is None or body is None:
        return None
    for point in find_points(body, raised[0].among):
        if point.label == raised[1].point:
            return claim_from(point.text, body[: point.start], point.label) or "…"
    return claim_from(body) or "…"
