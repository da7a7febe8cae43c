"""Writing the objections of a planned discussion, and how they hang together."""

from dataclasses import replace
from typing import Any

from accounts.models import User
from critiques.models import ClaimVersion, FormerNumber, Objection, Proposal, Similar
from critiques.prose.passages import only_place, passage_at
from forum.models import Post, Reply
from transfer.objection_plan import PassagePlan, VersionPlan
from transfer.plan import DiscussionPlan
from transfer.write.texts import SafeTexts

BATCH = 500


def write_objections(
    post: Post,
    plan: DiscussionPlan,
    replies: dict[str, Reply],
    people: dict[str, User],
    rendered: SafeTexts,
) -> dict[int, Objection]:
    """Write the objections with their wordings, merges and links; return them by number."""
    made = {
        each.number: Objection(
            post=post,
            number=each.number,
            kind=each.kind,
            round=each.round,
            letter=each.letter,
            claim=each.claim or "",
            raised_in=replies[each.raised_in],
            raised_elsewhere=each.moved,
            raiser=replies[each.raised_in].author,
            created_at=each.created,
            struck_at=each.struck_at,
            struck_reason=each.struck_reason,
            **(_passage_columns(each.passage, rendered) if each.passage else {}),
        )
        for each in plan.objections
    }
    Objection.objects.bulk_create(made.values())
    gone = set(range(1, max(made, default=0))) - made.keys()
    FormerNumber.objects.bulk_create(FormerNumber(post=post, number=n) for n in sorted(gone))
    parts = []
    for each in plan.objections:
        if each.merged_into:
            # When it was merged is not in the file.
            made[each.number].merged_into = made[each.merged_into]
            parts.append(made[each.number])
    Objection.objects.bulk_update(parts, ["merged_into"], batch_size=BATCH)
    pairs = {
        (min(pair), max(pair)): objection.raiser
        for each in plan.objections
        for objection in [made[each.number]]
        for pair in ((objection.pk, made[number].pk) for number in each.similar_to)
    }
    Similar.objects.bulk_create(
        Similar(first_id=first, second_id=second, by=by) for (first, second), by in pairs.items()
    )
    _wordings(plan, made, people)
    return made


def _wordings(plan: DiscussionPlan, made: dict[int, Objection], people: dict[str, User]) -> None:
    versions, proposals = [], []
    for each in plan.objections:
        objection = made[each.number]
        only = VersionPlan(objection.claim, "", objection.created_at)
        versions += [
            ClaimVersion(
                objection=objection,
                number=number,
                text=version.claim,
                writer=people[version.writer] if version.writer else objection.raiser,
                created_at=version.created,
            )
            for number, version in enumerate(each.versions or (only,), 1)
        ]
        proposals += [
            Proposal(
                objection=objection,
                proposer=people[proposal.user],
                claim=proposal.claim,
                into=made[proposal.into] if proposal.into else None,
                created_at=proposal.created,
            )
            for proposal in each.proposals
        ]
    ClaimVersion.objects.bulk_create(versions, batch_size=BATCH)
    Proposal.objects.bulk_create(proposals, batch_size=BATCH)


def _passage_columns(plan: PassagePlan, rendered: SafeTexts) -> dict[str, Any]:
    """Return a passage as columns of its objection.

    Whatever the file says of where it starts, an exact passage occurs there in the essay's last
    revision, or once elsewhere in it; one that does not is lost.
    """
    last = len(rendered.plains)
    start = _start(plan, rendered.plains) if plan.state == "exact" else None
    if start is None:
        return _columns(replace(plan, state="lost"))
    found = passage_at(rendered.plains[-1], start, len(plan.exact))
    same = plan.revision == last
    prefix = plan.prefix if same and plan.prefix is not None else found.prefix
    suffix = plan.suffix if same and plan.suffix is not None else found.suffix
    return _columns(replace(plan, prefix=prefix, suffix=suffix, start=start, revision=last))


def _start(plan: PassagePlan, plains: list[str]) -> int | None:
    words, start = plains[-1], plan.start
    here = plan.revision == len(plains) and start is not None
    return start if here and words.startswith(plan.exact, start) else only_place(plan.exact, words)


def _columns(plan: PassagePlan) -> dict[str, Any]:
    return {
        "passage": plan.exact,
        "passage_prefix": plan.prefix or "",
        "passage_suffix": plan.suffix or "",
        "passage_start": plan.start,
        "passage_revision": plan.revision,
        "passage_state": plan.state,
    }
