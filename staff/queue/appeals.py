"""What moderators see of an answer to a decision."""

from accounts.models import User
from forum.models import Post, Reply
from forum.text import excerpt
from moderation.actions.appeals import refusal
from moderation.models import LogEntry
from staff.log.targets import done_to_it
from staff.queue.buttons import APPEALS
from staff.queue.facts import QueueFacts
from staff.queue.items import EXCERPT, QueueItem, person, words_of
from staff.queue.rows import QueueRow
from web.dates import day

ALONE = "You made this decision; there is no other moderator who could look at it."


def appeal_item(facts: QueueFacts, row: QueueRow, moderator: User) -> QueueItem:
    """Return what the queue shows of an answer."""
    appeal = facts.appeals[row.appeal or 0]
    entry, writer = appeal.entry, appeal.writer
    post = facts.posts.get(entry.post_id)
    text = facts.replies.get(entry.reply_id) or post
    by = entry.actor.shown_name if entry.actor else "The site"
    words = _words(entry, text, facts)
    refused = refusal(moderator, appeal, facts.deciders)
    own = ALONE if entry.actor_id == moderator.pk else ""
    return QueueItem(
        row=row,
        what="Answer to a decision",
        title=post.title if post else writer.shown_name,
        url=(text or writer).get_absolute_url(),
        writer=writer,
        person=person(writer, facts),
        to=f"what {by} decided",
        when=day(appeal.created_at),
        text=appeal.text,
        why=[(by, f"{done_to_it(entry)} on {day(entry.created_at)}: {entry.reason}")],
        hangs=[refused or own] if refused or own else [],
        buttons=[] if refused else APPEALS,
        before=("What it is about", words) if words else None,
    )


def _words(entry: LogEntry, text: Post | Reply | None, facts: QueueFacts) -> str:
    if entry.objection is not None:
        objection = facts.claims.get((entry.post_id, entry.objection))
        return facts.cards[objection.pk].claim if objection else ""
    return excerpt(words_of(text), EXCERPT) if text else ""
