"""The demo as on any day: a draft, points not placed, reports, decisions, all by real actions."""

from accounts.models import User
from critiques.actions.tags import reply_with_tags
from forum.actions.posts import save_draft
from forum.actions.thanks import thank
from forum.actions.votes import set_vote
from forum.models import Post, Reply
from moderation.actions.appeals import appeal
from moderation.actions.decisions import decide
from moderation.actions.removals import hide
from moderation.actions.reports import report
from moderation.actions.threads import set_thread
from moderation.models import LogAct

UNFINISHED = """Five things before I would use this at work.

a) You never say who draws the lots, and whoever draws can draw again.
b) A page of twenty clean checks looks like a certificate; people will file it as one.
c) What do you do when a source has two readings, and the summary took the other one?
d) Twenty is a lot for a memo of two pages, and very little for a report of ninety.
e) Somebody has to pay for the afternoon, although the summary was meant to save it."""
RUDE = "Typical of somebody who has never run a study. Go and play with your lists."
SPAM = "Great post! For more on this see my page on cheap printing in bulk."
APPEAL = "It was one link, to a page of my own. I can say the same without it; may I?"
TEASE = "Bob, you would ask a spoon for its papers."
THANKS = "I read it out to my department, and on Monday we drew lots for the first time."
WHO_VOTE = ("carol", "dave", "eve", "frank")
# So many of the first replies, fewer by each who votes.
VOTED = 6
DRAFT = """## Not ready yet

A summary of summaries is a rumour. I want to say when that is still worth having."""


def set_order(post: Post, act: LogAct, reason: str) -> None:
    """Let Mina lock or pin a discussion."""
    mina = User.objects.get(username="mina")
    set_thread(moderator=mina, post_id=post.pk, act=act, reason=reason)


def find_worth_reading(post: Post) -> None:
    """Let readers say what of a discussion that Alice began is worth reading, and one say why."""
    readers = list(User.objects.filter(username__in=WHO_VOTE).order_by("username"))
    first = list(Reply.objects.public().filter(post=post).order_by("created_at", "pk")[:VOTED])
    for place, reader in enumerate(readers):
        set_vote(user=reader, post_id=post.pk, reply_id=None, worth=True)
        for reply in first[place:]:
            if reply.author_id != reader.pk:
                set_vote(user=reader, post_id=post.pk, reply_id=reply.pk, worth=True)
    thank(user=readers[0], words=THANKS, post_id=post.pk)


def live_a_day(post: Post) -> None:
    """Leave a discussion that Alice began, and the moderators' desk, as on any day."""
    people = {user.username: user for user in User.objects.all()}
    mina = people["mina"]
    save_draft(
        author=people["alice"],
        title="In praise of the second summary",
        body=DRAFT,
        topics=["reading"],
    )
    rude, spam, unfinished = (
        _reply(people[name], post, body)
        for name, body in (("jonas", RUDE), ("heinz", SPAM), ("bob", UNFINISHED))
    )
    tease = _reply(people["ilse"], post, TEASE, parent=unfinished)
    others = Reply.objects.public().filter(post=post, tags__act="raise")
    objector = others.exclude(author=people["grete"]).earliest("pk")
    for reporter, reply, reason in (
        ("carol", rude, "About the person, not the claim"),
        ("dave", rude, "Rude, and no argument in it"),
        ("frank", rude, ""),
        ("grete", objector, "Says the same as another reply"),
        ("eve", spam, "Advertising"),
        ("carol", tease, "A jibe"),
    ):
        report(reporter=people[reporter], reply_id=reply.pk, reason=reason)
    removal = hide(moderator=mina, reply_id=spam.pk, reason="Advertising")
    appeal(writer=people["heinz"], entry_id=removal.pk, text=APPEAL)
    decide(moderator=mina, reply_id=tease.pk, decision="fine", reason="A joke among friends")


def _reply(author: User, post: Post, body: str, parent: Reply | None = None) -> Reply:
    return reply_with_tags(
        author=author,
        post_id=post.pk,
        parent_id=parent.pk if parent else None,
        body=body,
        choices=[],
    )
