"""What moderators see of a claim that was reported by itself."""

from django.urls import reverse

from critiques.words import Kind, Status
from forum.text import excerpt
from staff.queue.facts import Facts
from staff.queue.items import EXCERPT, Reported
from staff.queue.reported_people import first_reason, person, why
from staff.queue.waiting import Waiting
from staff.queue.ways import DECISIONS, KEEP
from web.dates import day

HANGS = {"struck": [], "merged": ["To remove it, separate it first, on its own page."]}


def reported_claim(facts: Facts, waiting: Waiting) -> Reported:
    """Return what the page shows of a claim."""
    post = facts.posts[waiting.key.post]
    objection = facts.claims[waiting.key.post, waiting.key.objection]
    card = facts.cards[objection.pk]
    reports = [facts.reports[report] for report in waiting.reports]
    noun = "Question" if card.kind == Kind.QUESTION else "Objection"
    gone = {Status.STRUCK: "struck", Status.MERGED: "merged"}.get(card.status, "")
    holders = f"{card.holder_count} {'person' if card.holder_count == 1 else 'people'}"
    passage = excerpt(card.anchor.words, EXCERPT) if card.anchor else ""
    return Reported(
        waiting=waiting,
        what=f"{noun} {card.address}{f', {gone} already' if gone else ''}",
        title=post.title,
        url=reverse("objection", args=[post.pk, objection.number]),
        writer=objection.raiser.shown_name,
        writer_url=objection.raiser.get_absolute_url(),
        to="the essay",
        when=day(objection.created_at),
        text=card.claim,
        why=[why(report, post, facts) for report in reports],
        reason=first_reason(reports),
        person=person(objection.raiser, facts),
        hangs=HANGS.get(gone, [f"Removing strikes it; {holders} held it. Its reply stays."]),
        ways=KEEP if gone else DECISIONS,
        before=("About a passage of the essay", passage) if passage else None,
    )
