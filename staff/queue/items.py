"""What moderators see of a text that waits: the words, the reports, and what hangs on it."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.timesince import timesince

from critiques.record.cards import ObjectionCard
from critiques.words import Act, Status
from forum.models import Post, Reply, State
from forum.text import excerpt, plain
from moderation.targets import REMOVABLE
from staff.queue import consequences
from staff.queue.facts import Facts
from staff.queue.reported_people import first_reason, person, why
from staff.queue.reported_reasons import unsaid
from staff.queue.reported_sent import NOTHING, Sent
from staff.queue.waiting import Waiting
from staff.queue.ways import APPROVALS, DECISIONS, KEEP, Way
from web.dates import day, minute

EXCERPT = 600
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


@dataclass(frozen=True)
class Reported:
    """One thing that waits, with everything a decision needs."""

    waiting: Waiting
    what: str
    title: str
    url: str
    writer: str
    writer_url: str
    to: str
    when: str
    text: str
    # Who reports it, with their part in the discussion and their reason.
    why: list[tuple[str, str]]
    reason: str
    person: str
    hangs: list[str]
    ways: list[Way]
    # What it answers: whose words, and the words.
    before: tuple[str, str] | None = None
    strikable: list[ObjectionCard] = field(default_factory=list)
    has_branch: bool = False
    is_chosen: bool = False
    # What its form had sent when it was refused.
    sent: Sent = NOTHING

    @property
    def why_label(self) -> str:
        """What the list of `why` is."""
        return "The decision" if self.waiting.appeal else "Reported by"

    @property
    def unsaid(self) -> str:
        """What a decision here says without a reason."""
        return unsaid(self.ways)

    @property
    def age(self) -> str:
        """How long it has been waiting."""
        return timesince(self.waiting.since, timezone.now(), depth=1)

    @property
    def until(self) -> str:
        """Until when it is put off, if it is."""
        return minute(self.waiting.until) if self.waiting.until else ""


def reported(facts: Facts, waiting: Waiting) -> Reported:
    """Return what the page shows of a text."""
    post = facts.posts[waiting.key.post]
    reply = facts.replies[waiting.key.reply] if waiting.key.reply else None
    item = reply or post
    reports = [facts.reports[report] for report in waiting.reports]
    removable = item.state in REMOVABLE
    pending = waiting.tab == "approval"
    raised = _raised(reply, facts) if removable else []
    return Reported(
        waiting=waiting,
        what=_what(item) + (SHARED if waiting.first and item.state == State.VISIBLE else ""),
        title=post.title,
        url=item.get_absolute_url(),
        writer=item.author.shown_name,
        writer_url=item.author.get_absolute_url(),
        to=_to(reply) if reply else "",
        when=day(item.created_at),
        text=words_of(item),
        why=[why(report, post, facts) for report in reports],
        reason=first_reason(reports),
        person=person(item.author, facts),
        hangs=[UNSEEN] if pending else _hangs(post, reply, facts) if removable else [],
        ways=APPROVALS if pending else DECISIONS if removable else KEEP,
        before=_before(post, reply, facts) if reply else None,
        strikable=[card for card in raised if card.status not in GONE],
        has_branch=reply is not None and removable and not reply.is_leaf_node(),
    )


def words_of(item: Post | Reply) -> str:
    """Return the beginning of a text that was read `with_readable`; empty if it is not readable."""
    if not item.readable:
        return ""
    return excerpt(plain(item.html), EXCERPT) if isinstance(item, Reply) else item.opening


def _hangs(post: Post, reply: Reply | None, facts: Facts) -> list[str]:
    if reply is None:
        return consequences.of_removing_post(post)
    tags = facts.tags.get(reply.pk, [])
    return consequences.of_removing_reply(reply, post, tags, facts.cards, facts.alone)


def _before(post: Post, reply: Reply, facts: Facts) -> tuple[str, str] | None:
    """Return the passage it is about, or else the beginning of what it answers."""
    parent = facts.parents.get(reply.parent_id)
    if parent is not None:
        words = words_of(parent)
        return (f"Answers {parent.author.shown_name}", words) if words else None
    passages = [card.anchor.words for card in _raised(reply, facts) if card.anchor]
    if passages:
        return "About a passage of the essay", excerpt(" … ".join(passages), EXCERPT)
    return ("Answers the essay", post.opening) if post.readable and post.opening else None


def _raised(reply: Reply | None, facts: Facts) -> list[ObjectionCard]:
    tags = facts.tags.get(reply.pk, []) if reply else []
    return [facts.cards[tag.objection_id] for tag in tags if tag.act == Act.RAISE]


def _what(item: Post | Reply) -> str:
    what = f"Reply, level {item.level + 1}" if isinstance(item, Reply) else "Essay"
    return what + STATES.get(State(item.state), f", {item.get_state_display().lower()}")


def _to(reply: Reply) -> str:
    return reply.parent.author.shown_name if reply.parent else "the essay"
