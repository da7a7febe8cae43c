"""What moderators see of an answer to a decision."""

from accounts.models import User
from forum.text import excerpt
from moderation.actions.appeals import refusal
from moderation.models import LogEntry
from staff.log.targets import done_to_it
from staff.queue.facts import Facts
from staff.queue.items import EXCERPT, Reported, words_of
from staff.queue.reported_people import person
from staff.queue.waiting import Waiting
from staff.queue.ways import APPEALS
from web.dates import day

ALONE = "You made this decision; there is no other moderator who could look at it."


def reported_appeal(facts: Facts, waiting: Waiting, moderator: User) -> Reported:
    """Return what the page shows of an answer."""
    appeal = facts.appeals[waiting.appeal or 0]
    entry, writer = appeal.entry, appeal.writer
    post = facts.posts.get(entry.post_id)
    item = facts.replies.get(entry.reply_id) or post
    by = entry.actor.shown_name if entry.actor else "The site"
    words = _words(entry, item, facts)
    refused = refusal(moderator, appeal, facts.deciders)
    own = ALONE if entry.actor_id == moderator.pk else ""
    return Reported(
        waiting=waiting,
        what="Answer to a decision",
        title=post.title if post else writer.shown_name,
        url=(item or writer).get_absolute_url(),
        writer=writer.shown_name,
        writer_url=writer.get_absolute_url(),
        to=f"what {by} decided",
        when=day(appeal.created_at),
        text=appeal.text,
        why=[(by, f"{done_to_it(entry)} on {day(entry.created_at)}: {entry.reason}")],
        reason="",
        person=person(writer, facts),
        hangs=[refused or own] if refused or own else [],
        ways=[] if refused else APPEALS,
        before=("What it is about", words) if words else None,
    )


def _words(entry: LogEntry, item: object, facts: Facts) -> str:
    if entry.objection is not None:
        objection = facts.claims.get((entry.post_id, entry.objection))
        return facts.cards[objection.pk].claim if objection else ""
    return excerpt(words_of(item), EXCERPT) if item else ""
