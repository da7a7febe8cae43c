"""What moderators see of an essay or a reply that waits."""

from critiques.record.cards import ObjectionCard
from critiques.words import Act, Status
from forum.models import Post, Reply, State
from forum.text import excerpt
from moderation.targets import REMOVABLE
from staff.queue import consequences
from staff.queue.buttons import APPROVALS, DECISIONS, KEEP
from staff.queue.facts import QueueFacts
from staff.queue.items import EXCERPT, QueueItem, first_reason, person, why, words_of
from staff.queue.rows import QueueRow
from web.dates import day

GONE = (Status.MERGED, Status.STRUCK)
# A text that is not public can wait too: it was hidden or withdrawn after the report.
STATES = {
    State.VISIBLE: "",
    State.AUTO_HIDDEN: ", hidden by reports",
    State.HIDDEN: ", removed already",
    State.PENDING: ", waits for approval",
}
SHARED = ", not hidden by reports: others share what it raised"
UNSEEN = "Nobody but its writer and moderators has seen it."


def text_item(facts: QueueFacts, row: QueueRow) -> QueueItem:
    """Return what the queue shows of an essay or a reply."""
    post = facts.posts[row.key.post]
    reply = facts.replies[row.key.reply] if row.key.reply else None
    text = reply or post
    reports = [facts.reports[report] for report in row.reports]
    removable = text.state in REMOVABLE
    pending = row.tab == "approval"
    raised = _raised(reply, facts) if removable else []
    return QueueItem(
        row=row,
        what=_what(text) + (SHARED if row.first and text.state == State.VISIBLE else ""),
        title=post.title,
        url=text.get_absolute_url(),
        writer=text.author,
        person=person(text.author, facts),
        to=_to(reply) if reply else "",
        when=day(text.created_at),
        text=words_of(text),
        why=[why(report, post, facts) for report in reports],
        hangs=[UNSEEN] if pending else _hangs(post, reply, facts) if removable else [],
        buttons=APPROVALS if pending else DECISIONS if removable else KEEP,
        reason=first_reason(reports),
        before=_before(post, reply, facts) if reply else None,
        strikable=[card for card in raised if card.status not in GONE],
        has_branch=reply is not None and removable and not reply.is_leaf_node(),
    )


def _hangs(post: Post, reply: Reply | None, facts: QueueFacts) -> list[str]:
    if reply is None:
        return consequences.of_removing_post(post)
    tags = facts.tags.get(reply.pk, [])
    return consequences.of_removing_reply(reply, post, tags, facts.cards, facts.alone)


def _before(post: Post, reply: Reply, facts: QueueFacts) -> tuple[str, str] | None:
    """Return the passage it is about, or else the beginning of what it answers."""
    parent = facts.parents.get(reply.parent_id)
    if parent is not None:
        words = words_of(parent)
        return (f"Answers {parent.author.shown_name}", words) if words else None
    passages = [card.anchor.words for card in _raised(reply, facts) if card.anchor]
    if passages:
        return "About a passage of the essay", excerpt(" … ".join(passages), EXCERPT)
    return ("Answers the essay", post.opening) if post.readable and post.opening else None


def _raised(reply: Reply | None, facts: QueueFacts) -> list[ObjectionCard]:
    tags = facts.tags.get(reply.pk, []) if reply else []
    return [facts.cards[tag.objection_id] for tag in tags if tag.act == Act.RAISE]


def _what(text: Post | Reply) -> str:
    what = f"Reply, level {text.level + 1}" if isinstance(text, Reply) else "Essay"
    return what + STATES.get(State(text.state), f", {text.get_state_display().lower()}")


def _to(reply: Reply) -> str:
    return reply.parent.author.shown_name if reply.parent else "the essay"
