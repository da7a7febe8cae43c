"""What moderators see of a text that was reported: the words, the reports, and what hangs on it."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.timesince import timesince

from accounts.models import User
from critiques import consequences
from critiques.cards import ObjectionCard
from critiques.reported_facts import Facts
from critiques.waiting import Waiting
from critiques.words import Act, Status
from forum.dates import day
from forum.models import Post, Reply, State
from forum.text import excerpt, plain
from moderation.models import Report

EXCERPT = 600
GONE = (Status.MERGED, Status.STRUCK)
# A text that is not public can wait too: it was hidden or withdrawn after the report.
REMOVABLE = (State.VISIBLE, State.AUTO_HIDDEN)
STATES = {
    State.VISIBLE: "",
    State.AUTO_HIDDEN: ", hidden by reports",
    State.HIDDEN: ", removed already",
}


@dataclass(frozen=True)
class Reported:
    """One text that waits, with everything a decision needs."""

    key: str
    post: int
    reply: int | str
    objection: int | str
    age: str
    what: str
    title: str
    url: str
    writer: str
    writer_url: str
    to: str
    when: str
    text: str
    why: list[tuple[str, str, str]]
    more: int
    reason: str
    person: str
    hangs: list[str]
    removable: bool
    strikable: list[ObjectionCard]


def reported(facts: Facts, waiting: Waiting, typed: dict[str, str]) -> Reported:
    """Return what the page shows of one text; `typed` has refused reasons by key."""
    post = facts.posts[waiting.post]
    reply = facts.replies[waiting.reply] if waiting.reply else None
    item = reply or post
    reports = [facts.reports[report] for report in waiting.reports]
    tags = facts.tags.get(reply.pk, []) if reply else []
    raised = [facts.cards[tag.objection_id] for tag in tags if tag.act == Act.RAISE]
    key = f"{post.pk}-{reply.pk if reply else ''}"
    removable = item.state in REMOVABLE
    words = plain(reply.html) if reply else post.opening
    return Reported(
        key=key,
        post=post.pk,
        reply=reply.pk if reply else "",
        objection="",
        age=timesince(waiting.since, timezone.now(), depth=1),
        what=_what(item),
        title=post.title,
        url=item.get_absolute_url(),
        writer=item.author.shown_name,
        writer_url=item.author.get_absolute_url(),
        to=_to(reply) if reply else "",
        when=day(item.created_at),
        text=excerpt(words, EXCERPT) if item.readable else "",
        why=[why(report, post, facts) for report in reports],
        more=waiting.more,
        reason=typed.get(key, next((r.reason for r in reversed(reports) if r.reason), "")),
        person=person(item.author, facts),
        hangs=_hangs(post, reply, facts) if removable else [],
        removable=removable,
        strikable=[card for card in raised if removable and card.status not in GONE],
    )


def _hangs(post: Post, reply: Reply | None, facts: Facts) -> list[str]:
    if reply is None:
        return consequences.of_removing_post(post)
    tags = facts.tags.get(reply.pk, [])
    return consequences.of_removing_reply(reply, post, tags, facts.cards, facts.alone)


def why(report: Report, post: Post, facts: Facts) -> tuple[str, str, str]:
    """Return who reports, what part they have in the discussion, and their reason."""
    relation = "has no part in the discussion"
    if report.reporter_id == post.author_id:
        relation = "wrote the essay"
    elif (post.pk, report.reporter_id) in facts.took_part:
        relation = "takes part in the discussion"
    return report.reporter.shown_name, relation, report.reason


def person(writer: User, facts: Facts) -> str:
    """Return what moderators see of who wrote what was reported."""
    since = timesince(writer.date_joined, timezone.now(), depth=1)
    written, warned = facts.written.get(writer.pk, 0), facts.warned.get(writer.pk, 0)
    replies = f"{written} {'reply' if written == 1 else 'replies'}"
    told = f"{warned} earlier {'decision' if warned == 1 else 'decisions'} against"
    return f"joined {since} ago, {replies}, {f'{told} them' if warned else 'no warnings'}"


def _what(item: Post | Reply) -> str:
    what = f"Reply, level {item.level + 1}" if isinstance(item, Reply) else "Essay"
    return what + STATES.get(State(item.state), f", {item.get_state_display().lower()}")


def _to(reply: Reply) -> str:
    return reply.parent.author.shown_name if reply.parent else "the essay"
