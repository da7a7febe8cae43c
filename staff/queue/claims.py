"""What moderators see of a claim that was reported by itself."""

from django.urls import reverse

from critiques.words import Kind, Status
from forum.text import excerpt
from staff.queue.buttons import DECISIONS, KEEP
from staff.queue.facts import QueueFacts
from staff.queue.items import EXCERPT, QueueItem, first_reason, person, why
from staff.queue.rows import QueueRow
from staff.queue.wordings import reported_claims
from web.dates import day

HANGS = {"struck": [], "merged": ["To remove it, separate it first, on its own page."]}
STRIKES = "Removing strikes it, with what people said of it in a line. Its reply stays."


def claim_item(facts: QueueFacts, row: QueueRow) -> QueueItem:
    """Return what the queue shows of a claim."""
    post = facts.posts[row.key.post]
    objection = facts.claims[row.key.post, row.key.objection]
    card = facts.cards[objection.pk]
    reports = [facts.reports[report] for report in row.reports]
    noun = "Question" if card.kind == Kind.QUESTION else "Objection"
    gone = {Status.STRUCK: "struck", Status.MERGED: "merged"}.get(card.status, "")
    people = f"{card.holder_count} {'person' if card.holder_count == 1 else 'people'}"
    passage = excerpt(card.anchor.words, EXCERPT) if card.anchor else ""
    url = reverse("objection", args=[post.pk, objection.number])
    return QueueItem(
        row=row,
        what=f"{noun} {card.address}{f', {gone} already' if gone else ''}",
        title=post.title,
        url=url,
        writer=objection.raiser,
        person=person(objection.raiser, facts),
        to="the essay",
        when=day(objection.created_at),
        text=card.claim,
        wordings=reported_claims(card.claim, url, reports),
        why=[why(report, post, facts) for report in reports],
        hangs=HANGS.get(gone, [f"{people} shared it.", STRIKES]),
        buttons=KEEP if gone else DECISIONS,
        reason=first_reason(reports),
        before=("About a passage of the essay", passage) if passage else None,
    )
