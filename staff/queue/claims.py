"""What moderators see of a claim that was reported by itself."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from critiques.words import Kind, Status
from forum.text import excerpt
from staff.queue.buttons import DECISIONS, KEEP
from staff.queue.facts import QueueFacts
from staff.queue.items import EXCERPT, QueueItem, first_reason, person, why
from staff.queue.rows import QueueRow
from staff.queue.wordings import reported_claims
from web.dates import day

HANGS: dict[Status, list[str | Promise]] = {
    Status.STRUCK: [],
    Status.MERGED: [gettext_lazy("To remove it, separate it first, on its own page.")],
}
NAMES = {
    Kind.OBJECTION: gettext_lazy("Objection %(address)s"),
    Kind.QUESTION: gettext_lazy("Question %(address)s"),
}
GONE = {
    (Kind.OBJECTION, Status.STRUCK): gettext_lazy("Objection %(address)s, struck already"),
    (Kind.OBJECTION, Status.MERGED): gettext_lazy("Objection %(address)s, merged already"),
    (Kind.QUESTION, Status.STRUCK): gettext_lazy("Question %(address)s, struck already"),
    (Kind.QUESTION, Status.MERGED): gettext_lazy("Question %(address)s, merged already"),
}
STRIKES = gettext_lazy(
    "Removing strikes it, with what people said of it in a line. Its reply stays."
)


def claim_item(facts: QueueFacts, row: QueueRow) -> QueueItem:
    """Return what the queue shows of a claim."""
    post = facts.posts[row.key.post]
    objection = facts.claims[row.key.post, row.key.objection]
    card = facts.cards[objection.pk]
    reports = [facts.reports[report] for report in row.reports]
    kind, gone = Kind(card.kind), card.status if card.status in HANGS else None
    said = GONE[kind, Status(gone)] if gone else NAMES[kind]
    people = ngettext(
        "%(count)d person shared it.", "%(count)d people shared it.", card.holder_count
    ) % {"count": card.holder_count}
    passage = excerpt(card.anchor.words, EXCERPT) if card.anchor else ""
    url = reverse("objection", args=[post.pk, objection.number])
    return QueueItem(
        row=row,
        what=said % {"address": card.address},
        title=post.title,
        url=url,
        writer=objection.raiser,
        person=person(objection.raiser, facts),
        to=gettext("the essay"),
        when=day(objection.created_at),
        text=card.claim,
        wordings=reported_claims(card.claim, url, reports),
        why=[why(report, post, facts) for report in reports],
        hangs=HANGS[Status(gone)] if gone else [people, STRIKES],
        buttons=KEEP if gone else DECISIONS,
        reason=first_reason(reports),
        before=(gettext("About a passage of the essay"), passage) if passage else None,
    )
