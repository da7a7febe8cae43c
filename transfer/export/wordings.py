"""The wordings of claims, for the file: who holds which, and what is proposed."""

from typing import Any

from critiques.models import ClaimVersion, Holder, Objection, Proposal
from critiques.record.hydration import readable_claim
from transfer.values import Item, time_of
from web.pieces import gathered


class ExportedWordings:
    """What the public may read of the wordings of some objections. Three queries.

    `numbers` are those of all objections, by id.
    """

    def __init__(self, ids: list[int], numbers: dict[int, int]) -> None:
        self.numbers = numbers
        versions = ClaimVersion.objects.for_reading(
            None, reply="objection__raised_in", words="text"
        ).filter(objection__in=ids)
        self.versions = gathered(versions.select_related("writer"), "objection_id")
        holders = Holder.objects.filter(objection__in=ids, user__left_at=None)
        holders = holders.select_related("user").order_by("user__username")
        self.holders = gathered(holders, "objection_id")
        waiting = Proposal.objects.filter(objection__in=ids, outcome="")
        self.proposals = gathered(waiting.select_related("proposer"), "objection_id")

    def of(self, objection: Any) -> Item:
        """Return the keys of an objection that say something; none where its claim is gone."""
        if readable_claim(objection, None) is None:
            return {}
        versions = self.versions[objection.pk] if objection.raised_readable else []
        holders = [_holder(each, len(versions)) for each in self.holders[objection.pk]]
        found = {
            "versions": [_version(each) for each in versions] if len(versions) > 1 else [],
            "holders": [item for item in holders if len(item) > 1],
            "proposals": self._proposals(objection),
        }
        return {key: value for key, value in found.items() if value}

    def _proposals(self, objection: Objection) -> list[Item]:
        if objection.merged_into_id or objection.struck_at:
            return []
        return [
            {
                "user": each.proposer.username,
                **({"into": self.numbers[each.into_id]} if each.into_id else {"claim": each.claim}),
                "created": time_of(each.created_at),
            }
            for each in self.proposals[objection.pk]
            if each.into_id is None or each.into_id in self.numbers
        ]


def _version(version: Any) -> Item:
    return {
        "claim": version.readable_words or None,
        "writer": version.writer.username,
        "created": time_of(version.created_at),
    }


def _holder(holder: Holder, versions: int) -> Item:
    item: Item = {"user": holder.user.username}
    if versions > 1 and holder.claim_version != versions:
        item["version"] = holder.claim_version
    if holder.would_satisfy and holder.holds:
        item["would_satisfy"] = holder.would_satisfy
    return item
