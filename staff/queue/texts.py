"""What moderators see of an essay or a reply that waits, and what else goes if it is removed."""

from django.utils.translation import gettext, gettext_lazy, ngettext, ngettext_lazy

from critiques.models import Tag
from critiques.record.cards import ObjectionCard
from critiques.record.sentences import names
from critiques.words import ANSWERS, Act, Kind, Status
from forum.models import Post, Reply, State
from forum.states import STATES
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
STANDS = {
    **STATES,
    State.VISIBLE: "",
    State.AUTO_HIDDEN: gettext_lazy("hidden by reports"),
    State.HIDDEN: gettext_lazy("removed already"),
    State.PENDING: gettext_lazy("waits for approval"),
}
SHARED = gettext_lazy("not hidden by reports: others share what it raised")
# Said of what is raised, by its kind: who shares it, and all of it together.
SHARED_BY = {
    Kind.OBJECTION: gettext_lazy("%(address)s (shared by %(who)s)"),
    Kind.QUESTION: gettext_lazy("%(address)s (asked by %(who)s)"),
}
SHARED_BY_NOBODY = {
    Kind.OBJECTION: gettext_lazy("%(address)s (shared by nobody now)"),
    Kind.QUESTION: gettext_lazy("%(address)s (asked by nobody now)"),
}
RAISED = {
    Kind.OBJECTION: ngettext_lazy("objection %(names)s", "objections %(names)s", "count"),
    Kind.QUESTION: ngettext_lazy("question %(names)s", "questions %(names)s", "count"),
}
SPEAKS = {
    Kind.OBJECTION: gettext_lazy("It speaks of objection %(address)s."),
    Kind.QUESTION: gettext_lazy("It speaks of question %(address)s."),
}
TAKES_WORD = {
    Kind.OBJECTION: gettext_lazy("Removing takes away the author’s word on objection %(address)s."),
    Kind.QUESTION: gettext_lazy("Removing takes away the author’s word on question %(address)s."),
}
TAKES_ANSWER = {
    Kind.OBJECTION: gettext_lazy("Removing takes away an answer to objection %(address)s."),
    Kind.QUESTION: gettext_lazy("Removing takes away an answer to question %(address)s."),
}
UNSEEN = gettext_lazy("Nobody but its writer and moderators has seen it.")


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
        what=_what(text, row),
        title=post.title,
        url=text.get_absolute_url(),
        writer=text.author,
        person=person(text.author, facts),
        to=answered.author.shown_name if answered else gettext("the essay") if reply else "",
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
        whom = gettext("Answers %(name)s") % {"name": parent.author.shown_name}
        return (whom, words) if words else None
    passages = [card.anchor.words for card in _raised(reply, facts) if card.anchor]
    if passages:
        return gettext("About a passage of the essay"), excerpt(" … ".join(passages), EXCERPT)
    what = gettext("Answers the essay")
    return (what, post.opening) if post.readable and post.opening else None


def _raised(reply: Reply | None, facts: QueueFacts) -> list[ObjectionCard]:
    tags = facts.tags.get(reply.pk, []) if reply else []
    return [facts.cards[tag.objection_id] for tag in tags if tag.act == Act.RAISE]


def _what(text: Post | Reply, row: QueueRow) -> str:
    if isinstance(text, Reply):
        what = gettext("Reply, level %(number)d") % {"number": text.level + 1}
    else:
        what = gettext("Essay")
    shared = SHARED if row.first and text.state == State.VISIBLE else ""
    return ", ".join(str(each) for each in (what, STANDS[State(text.state)], shared) if each)


def _hangs(post: Post, reply: Reply | None, facts: QueueFacts) -> list[str]:
    """Return what goes with an essay, or with a reply, when it is removed."""
    beneath = (reply.rght - reply.lft - 1) // 2 if reply else post.reply_count
    count = {"count": beneath}
    if reply is None and not beneath:
        return [gettext("Nobody has replied to it.")]
    if reply is None:
        said = ngettext(
            "Removing it removes %(count)d reply from sight, and its critique.",
            "Removing it removes %(count)d replies from sight, and its critique.",
            beneath,
        )
        return [said % count]
    said = ngettext("%(count)d reply beneath it.", "%(count)d replies beneath it.", beneath)
    lines = [said % count if beneath else gettext("No replies beneath it.")]
    if raised := _raised(reply, facts):
        affected = names(
            list(filter(None, (_affected(raised, each, facts.alone) for each in Kind)))
        )
        said = ngettext(
            "Removing affects %(objections)s; its row stays.",
            "Removing affects %(objections)s; their rows stay.",
            len(raised),
        )
        lines.append(said % {"objections": affected})
    others = [tag for tag in facts.tags.get(reply.pk, []) if tag.act != Act.RAISE]
    return lines + [_line(tag, reply, post, facts.cards) for tag in others]


def _affected(raised: list[ObjectionCard], kind: Kind, alone: dict[int, str]) -> str:
    """Return what is raised of one kind: “objections a (shared by Bob) and b (shared by 6)”."""
    cards = [card for card in raised if card.kind == kind]
    each = names([_held(card, kind, alone) for card in cards])
    return RAISED[kind] % {"names": each, "count": len(cards)} if cards else ""


def _held(card: ObjectionCard, kind: Kind, alone: dict[int, str]) -> str:
    said = (SHARED_BY if card.holder_count else SHARED_BY_NOBODY)[kind]
    return said % {"address": card.address, "who": alone.get(card.pk, card.holder_count)}


def _line(tag: Tag, reply: Reply, post: Post, cards: dict[int, ObjectionCard]) -> str:
    card = cards[tag.objection_id]
    said = SPEAKS if tag.act not in ANSWERS else TAKES_ANSWER
    if tag.act in ANSWERS and reply.author_id == post.author_id:
        said = TAKES_WORD
    return said[Kind(card.kind)] % {"address": card.address}
