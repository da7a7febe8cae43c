"""What moderators see of an essay or a reply that waits, and what else goes if it is removed."""

from critiques.models import Tag
from critiques.record.cards import ObjectionCard
from critiques.record.sentences import names
from critiques.words import ANSWERS, Act, Kind, Status
from forum.models import Post, Reply, State
from forum.text import excerpt
from moderation.targets import REMOVABLE
from staff.queue.buttons import APPROVALS, DECISIONS, KEEP, removing
from staff.queue.facts import QueueFacts
from staff.queue.items import EXCERPT, QueueItem, first_reason, person, why, words_of
from staff.queue.rows import QueueRow
from staff.queue.wordings import reported_wordings
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
    text, answered = reply or post, reply.parent if reply else None
    reports = [facts.reports[report] for report in row.reports]
    removable = text.state in REMOVABLE
    pending = row.tab == "approval"
    raised = _raised(reply, facts) if removable else []
    words = words_of(text)
    wordings = reported_wordings(text, words, reports, facts.wordings)
    buttons = APPROVALS if pending else DECISIONS if removable else KEEP
    return QueueItem(
        row=row,
        what=_what(text) + (SHARED if row.first and text.state == State.VISIBLE else ""),
        title=post.title,
        url=text.get_absolute_url(),
        writer=text.author,
        person=person(text.author, facts),
        to=answered.author.shown_name if answered else "the essay" if reply else "",
        when=day(text.created_at),
        text=words,
        wordings=wordings,
        why=[why(report, post, facts, changed=bool(wordings)) for report in reports],
        hangs=[UNSEEN] if pending else _hangs(post, reply, facts) if removable else [],
        buttons=buttons + removing([each.removable for each in wordings]),
        reason=first_reason(reports),
        before=_before(post, reply, facts) if reply else None,
        strikable=[card for card in raised if card.status not in GONE],
        has_branch=reply is not None and removable and not reply.is_leaf_node(),
    )


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


def _hangs(post: Post, reply: Reply | None, facts: QueueFacts) -> list[str]:
    """Return what goes with an essay, or with a reply, when it is removed."""
    beneath = (reply.rght - reply.lft - 1) // 2 if reply else post.reply_count
    noun = "reply" if beneath == 1 else "replies"
    if reply is None and not beneath:
        return ["Nobody has replied to it."]
    if reply is None:
        return [f"Removing it removes {beneath} {noun} from sight, and its critique."]
    lines = [f"{beneath or 'No'} {noun} beneath it."]
    if raised := _raised(reply, facts):
        row = "its row stays" if len(raised) == 1 else "their rows stay"
        affected = filter(None, (_affected(raised, kind, facts.alone) for kind in Kind))
        lines.append(f"Removing affects {' and '.join(affected)}; {row}.")
    others = [tag for tag in facts.tags.get(reply.pk, []) if tag.act != Act.RAISE]
    return lines + [_line(tag, reply, post, facts.cards) for tag in others]


def _affected(raised: list[ObjectionCard], kind: Kind, alone: dict[int, str]) -> str:
    """Return what is raised of one kind: “objections a (shared by Bob) and b (shared by 6)”."""
    cards = [card for card in raised if card.kind == kind]
    verb = "asked" if kind == Kind.QUESTION else "shared"
    each = [f"{card.address} ({_holders(card, verb, alone)})" for card in cards]
    return f"{kind}{'' if len(each) == 1 else 's'} {names(each)}" if each else ""


def _holders(card: ObjectionCard, verb: str, alone: dict[int, str]) -> str:
    if not card.holder_count:
        return f"{verb} by nobody now"
    return f"{verb} by {alone.get(card.pk, card.holder_count)}"


def _line(tag: Tag, reply: Reply, post: Post, cards: dict[int, ObjectionCard]) -> str:
    card = cards[tag.objection_id]
    what = f"{card.kind} {card.address}"
    if tag.act not in ANSWERS:
        return f"It speaks of {what}."
    if reply.author_id == post.author_id:
        return f"Removing takes away the author’s word on {what}."
    return f"Removing takes away an answer to {what}."
