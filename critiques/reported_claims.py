"""What moderators see of a claim that was reported by itself."""

from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince

from critiques.reported import Reported, person, why
from critiques.reported_facts import Facts
from critiques.waiting import Waiting
from critiques.words import Kind, Status
from forum.dates import day

HANGS = {"struck": [], "merged": ["To remove it, separate it first, on its own page."]}


def reported_claim(facts: Facts, waiting: Waiting, typed: dict[str, str]) -> Reported:
    """Return what the page shows of one claim; `typed` has refused reasons by key."""
    post = facts.posts[waiting.post]
    objection = facts.claims[waiting.post, waiting.objection or 0]
    card = facts.cards[objection.pk]
    reports = [facts.reports[report] for report in waiting.reports]
    key = f"{post.pk}--{objection.number}"
    noun = "Question" if card.kind == Kind.QUESTION else "Objection"
    gone = {Status.STRUCK: "struck", Status.MERGED: "merged"}.get(card.status, "")
    holders = f"{card.holder_count} {'person' if card.holder_count == 1 else 'people'}"
    return Reported(
        key=key,
        post=post.pk,
        reply="",
        objection=objection.number or "",
        age=timesince(waiting.since, timezone.now(), depth=1),
        what=f"{noun} {card.address}{f', {gone} already' if gone else ''}",
        title=post.title,
        url=reverse("objection", args=[post.pk, objection.number]),
        writer=objection.raiser.shown_name,
        writer_url=objection.raiser.get_absolute_url(),
        to="the essay",
        when=day(objection.created_at),
        text=card.claim,
        why=[why(report, post, facts) for report in reports],
        more=waiting.more,
        reason=typed.get(key, next((r.reason for r in reversed(reports) if r.reason), "")),
        person=person(objection.raiser, facts),
        hangs=HANGS.get(gone, [f"Removing strikes it; {holders} held it. Its reply stays."]),
        removable=not gone,
        strikable=[],
    )
