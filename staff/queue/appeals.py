"""What moderators see of an answer to a decision."""

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from accounts.models import User
from forum.models import Post, Reply
from forum.text import excerpt
from moderation.actions.appeals import refusal
from moderation.models import LogAct, LogEntry
from staff.queue.buttons import APPEALS
from staff.queue.facts import QueueFacts
from staff.queue.items import EXCERPT, QueueItem, person, words_of
from staff.queue.rows import QueueRow
from web.dates import day

ALONE = gettext_lazy("You made this decision; there is no other moderator who could look at it.")
# What was decided, said after who did, of what was named before.
DECIDED = {
    LogAct.HIDE: gettext_lazy("removed it on %(day)s: %(reason)s"),
    LogAct.WARN: gettext_lazy("kept it, with a warning, on %(day)s: %(reason)s"),
    LogAct.AUTO_HIDE: gettext_lazy("held it back on %(day)s: %(reason)s"),
    LogAct.REJECT: gettext_lazy("turned it down on %(day)s: %(reason)s"),
    LogAct.HIDE_WORDING: gettext_lazy("removed an earlier wording of it on %(day)s: %(reason)s"),
    LogAct.LOCK: gettext_lazy("locked it on %(day)s: %(reason)s"),
    LogAct.SPLIT: gettext_lazy("made an essay of it on %(day)s: %(reason)s"),
    LogAct.MOVE: gettext_lazy("moved it on %(day)s: %(reason)s"),
    LogAct.JOIN: pgettext_lazy("of essays", "merged it on %(day)s: %(reason)s"),
    LogAct.MERGE: pgettext_lazy("of objections", "merged it on %(day)s: %(reason)s"),
    LogAct.STRIKE: gettext_lazy("struck it on %(day)s: %(reason)s"),
    LogAct.CLOSE: gettext_lazy("stopped new objections to it on %(day)s: %(reason)s"),
    LogAct.HIDE_CLOSING: gettext_lazy(
        "removed the author’s closing word on it on %(day)s: %(reason)s"
    ),
    LogAct.HIDE_BIO: gettext_lazy("removed the profile text of them on %(day)s: %(reason)s"),
    LogAct.SUSPEND: gettext_lazy("suspended them on %(day)s: %(reason)s"),
}
WARNED = gettext_lazy("warned them on %(day)s: %(reason)s")


def appeal_item(facts: QueueFacts, row: QueueRow, moderator: User) -> QueueItem:
    """Return what the queue shows of an answer."""
    appeal = facts.appeals[row.appeal or 0]
    entry, writer = appeal.entry, appeal.writer
    post = facts.posts.get(entry.post_id)
    text = facts.replies.get(entry.reply_id) or post
    by, whose = gettext("The site"), gettext("what the site decided")
    if entry.actor:
        by = entry.actor.shown_name
        whose = gettext("what %(name)s decided") % {"name": by}
    words = _words(entry, text, facts)
    refused = refusal(moderator, appeal, facts.deciders)
    own = str(ALONE) if entry.actor_id == moderator.pk else ""
    return QueueItem(
        row=row,
        what=gettext("Answer to a decision"),
        title=post.title if post else writer.shown_name,
        url=(text or writer).get_absolute_url(),
        writer=writer,
        person=person(writer, facts),
        to=whose,
        when=day(appeal.created_at),
        text=appeal.text,
        why=[(by, _decided(entry))],
        hangs=[refused or own] if refused or own else [],
        buttons=[] if refused else APPEALS,
        before=(gettext("What it is about"), words) if words else None,
    )


def _decided(entry: LogEntry) -> str:
    alone = entry.act == LogAct.WARN and entry.post is None
    said = WARNED if alone else DECIDED[LogAct(entry.act)]
    return said % {"day": day(entry.created_at), "reason": entry.said_reason}


def _words(entry: LogEntry, text: Post | Reply | None, facts: QueueFacts) -> str:
    if entry.objection is not None:
        objection = facts.claims.get((entry.post_id, entry.objection))
        return facts.cards[objection.pk].claim if objection else ""
    return excerpt(words_of(text), EXCERPT) if text else ""
