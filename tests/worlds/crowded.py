"""A site on which everything is as much as the forms accept, or a share of it."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.utils import timezone
from taggit.models import Tag as Topic

from accounts.models import User
from critiques.actions.rounds import current_round
from critiques.facts import compute, store
from critiques.models import Holder, HolderEvent, Objection, Proposal, Receipt, Similar
from forum.actions.replies import post_reply
from forum.models import (
    Bar,
    Post,
    PostRevision,
    PostTopic,
    Reply,
    ReplyRevision,
    Thanks,
    TopicWording,
    Vote,
)
from forum.text import render
from moderation.models import Appeal, LogAct, LogEntry, Notice, Report
from notifications.models import Notification
from notifications.words import Reason, Thing
from tests.worlds.big_post import big_post

# For each objection: events of the first one.
EVENTS = 5
LINKS = 100
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Crowded:
    """Alice's essay with `size` objections, and whatever else there may be, as often.

    Critic 1 has raised some of them and is told of decisions, Alice of all that waits; the first
    objection has five times as many events, a third of all are in chains, one of which ends in
    objection `end`. What is said of its first link is said of each: it has a hundred at most.
    `points` is a reply by critic 1 with half as many points, `own` the same by Alice.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.post = big_post(size, size)
        self.alice = User.objects.get(username="alice")
        self.critic = User.objects.get(username="critic1")
        self.mina = User.objects.create_user("mina", role=User.Role.MODERATOR)
        users = [User(username=f"reader{n}", approved_at=timezone.now()) for n in range(size)]
        self.readers = User.objects.bulk_create(users)
        for user in (self.alice, self.critic, self.mina):
            user.emailaddress_set.create(email=f"{user}@example.org", verified=True, primary=True)
        objections = Objection.objects.filter(post=self.post).order_by("number")
        self.objections = list(objections)
        self.first = self.objections[0]
        self.reply = self.first.raised_in
        body = "\n".join(f"{LETTERS[n % 26]}) Point {n} is wrong." for n in range(size // 2))
        self.points, self.own = (
            post_reply(author=user, post_id=self.post.pk, parent_id=None, body=body)
            for user in (self.critic, self.alice)
        )
        self._events()
        self._chain()
        self._around()
        self._revisions()
        self._moderation()
        self._essays()
        self._topics()
        self._notices()
        self._worth()
        store(compute(self.post))

    def _events(self) -> None:
        """Everybody shares the first objection, and takes it back, and shares it again."""
        start = timezone.now() - timedelta(days=2)
        turns = ["hold", "withdraw", "hold", "withdraw", "hold"]
        said = [
            HolderEvent(
                objection=self.first,
                user=user,
                event=turns[n // self.size],
                created_at=start + timedelta(seconds=n),
            )
            for n, user in enumerate(self.readers * EVENTS)
        ]
        HolderEvent.objects.bulk_create(said, batch_size=500)
        last = said[-self.size :]
        Holder.objects.bulk_create(
            Holder(
                objection=self.first,
                post=self.post,
                user=each.user,
                state=each.event,
                state_at=each.created_at,
                wording=f"As {each.user} puts it",
                would_satisfy="A proof.",
            )
            for each in last
        )

    def _chain(self) -> None:
        """The last third became one, or one for each hundred of them, link by link."""
        Objection.objects.filter(post=self.post).update(merged_into=None, struck_at=None)
        kind = [each for each in self.objections if each.kind == "objection"]
        third, links = kind[-self.size // 3 :], ["merged_into", "merged_at", "merged_by"]
        for start in range(0, len(third), LINKS):
            chain = third[start : start + LINKS]
            for part, whole in pairwise(chain):
                part.merged_into, part.merged_at, part.merged_by = whole, timezone.now(), self.mina
            Objection.objects.bulk_update(chain[:-1], links, batch_size=500)
        chain = third[:LINKS]
        self.part, self.middle, self.end = chain[0], chain[len(chain) // 2], chain[-1]

    def _around(self) -> None:
        """Proposals to the first objection, links from it, and who is barred."""
        others = [o for o in self.objections[1:] if o.kind == "objection"][: self.size // 2]
        Proposal.objects.bulk_create(
            Proposal(objection=self.first, proposer=self.critic, into=each) for each in others
        )
        pairs = [sorted((self.first.pk, each.pk)) for each in others]
        Similar.objects.filter(first=self.first).delete()
        Similar.objects.filter(second=self.first).delete()
        Similar.objects.bulk_create(
            Similar(first_id=one, second_id=two, by=self.critic) for one, two in pairs
        )
        Bar.objects.bulk_create(
            Bar(post=self.post, user=user, reason="A reason.") for user in self.readers
        )
        current_round(self.post)

    def _revisions(self) -> None:
        """Of the essay, the last one because of half the objections; and of the first reply."""
        now = self.post.revisions.get()
        PostRevision.objects.bulk_create(
            PostRevision(
                post=self.post,
                number=number,
                title=now.title,
                body=now.body if number > self.size - 2 else f"Wording {number}.",
                plain=now.plain if number > self.size - 2 else f"Wording {number}.",
                note="A note.",
            )
            for number in range(2, self.size + 1)
        )
        self.post.revision = self.reply.revision = self.size
        self.post.save(update_fields=["revision"])
        last = self.post.revisions.get(number=self.size)
        Receipt.objects.bulk_create(
            Receipt(revision=last, objection=each, words="These words.")
            for each in self.objections[: self.size // 2]
        )
        ReplyRevision.objects.bulk_create(
            ReplyRevision(reply=self.reply, number=number, body=f"Wording {number}.")
            for number in range(2, self.size + 1)
        )
        Reply.objects.filter(pk=self.reply.pk).update(revision=self.size)

    def _moderation(self) -> None:
        """Reports of as many replies; decisions on critic 1, each told to them and answered."""
        replies = list(Reply.objects.filter(post=self.post).exclude(author=self.alice))
        Report.objects.bulk_create(
            Report(post=self.post, reply=each, reporter=self.readers[n % self.size], reason="Spam.")
            for n, each in enumerate(replies[: self.size // 2])
        )
        Report.objects.bulk_create(
            Report(post=self.post, objection=1, reporter=each, reason="Spam.")
            for each in self.readers
        )
        entries = LogEntry.objects.bulk_create(
            LogEntry(
                act=LogAct.WARN,
                actor=self.mina,
                post=self.post,
                reply=self.reply,
                person=self.critic,
                reason="A reason.",
            )
            for _ in range(self.size)
        )
        self.entry = entries[0]
        LogEntry.objects.bulk_create(
            LogEntry(act=LogAct.WARN, actor=self.mina, part_of=self.entry, reason="A reason.")
            for _ in range(self.size)
        )
        Notice.objects.bulk_create(Notice(entry=each, person=self.critic) for each in entries)
        self.appeal = Appeal.objects.bulk_create(
            Appeal(entry=each, writer=self.critic, text="But why?") for each in entries[1:]
        )[0]

    def _worth(self) -> None:
        """All readers found the essay worth reading and thank for it, half of them rudely; critic 1
        found as many replies so."""
        replies = list(Reply.objects.filter(post=self.post).exclude(author=self.critic))
        votes = [Vote(user=each, post=self.post) for each in self.readers]
        votes += [Vote(user=self.critic, reply=each) for each in replies[: self.size]]
        Vote.objects.bulk_create(votes)
        voted = Reply.objects.filter(pk__in=[each.pk for each in replies[: self.size]])
        voted.update(votes=1)
        Post.objects.filter(pk=self.post.pk).update(votes=self.size)
        now = timezone.now()
        self.thanks = Thanks.objects.bulk_create(
            Thanks(
                giver=each,
                writer=self.alice,
                post=self.post,
                words="A line of thanks.",
                reported_at=now if n % 2 else None,
            )
            for n, each in enumerate(self.readers)
        )
        told = {"person": self.alice, "thing": Thing.THANKS, "reason": Reason.THANKS}
        Notification.objects.bulk_create(
            Notification(number=each.pk, created_at=now, **told) for each in self.thanks
        )

    def _notices(self) -> None:
        """Critic 1 and Alice are told of as many replies, and of a day of clicks."""
        replies = Reply.objects.filter(post=self.post).order_by("-pk")[: self.size]
        for person in (self.critic, self.alice):
            told = {"person": person, "created_at": timezone.now()}
            Notification.objects.bulk_create(
                Notification(thing=Thing.REPLY, number=each.pk, reason=Reason.REPLY, **told)
                for each in replies
            )
            clicks = {"number": self.post.pk, "day": timezone.now().toordinal() - 2}
            Notification.objects.create(thing=Thing.CLICKS, reason=Reason.CLICKS, **clicks, **told)

    def _topics(self) -> None:
        """One of all her other essays, described as often; and one of its own for each of them."""
        posts = Post.objects.filter(author=self.alice).exclude(pk=self.post.pk).order_by("pk")
        names = ["topic", *(f"topic-{n}" for n in range(self.size))]
        topic, *own = Topic.objects.bulk_create(Topic(name=name, slug=name) for name in names)
        PostTopic.objects.bulk_create(
            PostTopic(tag=tag, content_object=post)
            for post, other in zip(posts, own, strict=True)
            for tag in (topic, other)
        )
        TopicWording.objects.bulk_create(
            TopicWording(
                topic=topic, number=n, body="What it is.", html="<p>What it is.</p>", html_version=1
            )
            for n in range(1, self.size + 1)
        )

    def _essays(self) -> None:
        """Others of Alice's, half of them drafts."""
        html = render("A short essay.", "post")
        essay: dict[str, Any] = {"author": self.alice, "body": "A short essay.", "html": html}
        essay |= {"html_version": self.post.html_version, "opening": "A short essay."}
        now = timezone.now()
        Post.objects.bulk_create(
            Post(
                **essay,
                title=f"Essay {n}",
                slug=f"essay-{n}",
                state="draft" if n % 2 else "visible",
                published_at=None if n % 2 else now,
            )
            for n in range(self.size)
        )
