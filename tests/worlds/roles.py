"""The people and things of test_roles: one of each kind in each state, and who may know of them.

What may be known is written here by hand, from what the design says, not asked of the code.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from critiques.models import ClosingWord, Objection, Proposal
from forum.actions.drafts.drafts import save_typed
from forum.models import Bar, Post, Reply
from forum.places import WritingPlace
from moderation.models import LogEntry, Report
from notifications.models import Notification
from notifications.words import Reason, Thing
from tests.cast import answer, moderator, person, place, publish
from threads.pages.sitemap import ESSAYS

# Bob writes the replies and raises the objections, Alice wrote the essays.
ROLES = (
    "anonymous",
    "unconfirmed",
    "newcomer",
    "suspended",
    "member",
    "writer",
    "author",
    "barred",
    "moderator",
    "benched",  # a moderator who is suspended
    "admin",
)
LONE = ("draft", "pending", "rejected")
POSTS = (
    *LONE,
    "visible",
    "locked",
    "auto_hidden",
    "hidden",
    "withdrawn",
    "withdrawn alone",
    "purged",
    "purged alone",
)
REPLIES = (
    "visible",
    "pending",
    "rejected",
    "auto_hidden",
    "hidden",
    "hidden alone",
    "withdrawn",
    "withdrawn alone",
    "purged",
    "in a locked post",
    "in a hidden post",
)
OBJECTIONS = (
    "open",
    "merged",
    "struck",
    "of a hidden reply",
    "in a locked post",
    "in a hidden post",
)
STATES = {"post": POSTS, "reply": REPLIES, "objection": OBJECTIONS, "site": ("",)}
# A tombstone stays where somebody answered; of an essay only what its author took back, or the law.
STONES = ("auto_hidden", "hidden", "withdrawn", "purged")
POST_STONES = ("withdrawn", "purged")


@dataclass(frozen=True)
class Case:
    """Somebody, and the thing before them: its kind and its state."""

    who: str
    kind: str
    state: str

    @property
    def signed(self) -> bool:
        return self.who != "anonymous"

    @property
    def may_write(self) -> bool:
        return self.who not in ("anonymous", "unconfirmed", "suspended", "benched")

    @property
    def staff(self) -> bool:
        return self.who in ("moderator", "admin")

    @property
    def author(self) -> bool:
        return self.who == "author"

    @property
    def writer(self) -> bool:
        return self.who == "writer"

    @property
    def public(self) -> bool:
        """Whether everybody reads the thing itself."""
        seen = ("visible", "locked", "open", "merged", "struck", "in a locked post", "")
        return self.state in seen or self.state == "of a hidden reply"

    @property
    def going(self) -> bool:
        """Whether the discussion goes on."""
        return self.state not in ("locked", "in a locked post", "in a hidden post") and (
            self.kind != "post" or self.state == "visible"
        )

    @property
    def live(self) -> bool:
        """Whether an objection is neither merged nor struck."""
        return self.state not in ("merged", "struck")

    @property
    def own(self) -> bool:
        """Whether it is theirs: an essay is Alice’s, a reply and an objection Bob’s."""
        return self.author if self.kind == "post" else self.writer

    @property
    def known(self) -> bool:
        """Whether they may know that it is there."""
        if self.state == "draft":
            return self.author
        if self.staff or self.public or (self.state == "in a hidden post" and self.author):
            return True
        if self.state == "in a hidden post":
            return False
        return self.own or self.state in (POST_STONES if self.kind == "post" else STONES)

    @property
    def readable(self) -> bool:
        """Whether they may read its text."""
        purged = self.state.startswith("purged")
        return not purged and self.known and (self.public or self.own or self.staff or self.hers)

    @property
    def hers(self) -> bool:
        return self.state == "in a hidden post" and self.author


class World:
    """All of it, written to the database; `args` are what stands in the addresses."""

    def __init__(self) -> None:
        day = timezone.now() + timedelta(days=1)
        self.people: dict[str, User | None] = {
            "anonymous": None,
            "unconfirmed": person("una", confirmed=False),
            "newcomer": person("nina", approved_at=None),
            "suspended": person("sam", suspended_until=day),
            "member": person("dave"),
            "writer": person("bob"),
            "author": person("alice"),
            "barred": person("ben"),
            "moderator": moderator(),
            "benched": person("max", role="moderator", suspended_until=day),
            "admin": person("ada", role="admin"),
        }
        self.alice, self.bob = self.people["author"], self.people["writer"]
        self.args: dict[tuple[str, str], dict[str, Any]] = {}
        for state in POSTS:
            self._post(state)
        for state in REPLIES:
            self._reply(state)
        for state in OBJECTIONS:
            self._objection(state)
        entry = LogEntry.objects.create(
            act="lock", actor=self.people["moderator"], post=self.locked, reason="Heated"
        )
        Report.objects.create(post=self.open, reporter=self.people["member"], reason="")
        self.args["site", ""] = {
            "entry_id": entry.pk,
            "notification_id": self._notification(),
            "username": "dave",
            "topic": "unknown",
            "appeal_id": 1,
            "thanks_id": 10**6,
            "session_id": 10**6,
            "pk": 1,
            "key": "x",
            "uidb36": "1",
            "place": self._draft(),
            "number": -(-self.open.pk // ESSAYS),
            "digest": "0" * 32,
            "file": "480.webp",
            "token": "x",
        }

    def _notification(self) -> int:
        """The member is told of an essay."""
        told = {"thing": Thing.ESSAY, "number": self.open.pk, "reason": Reason.MENTION}
        made = Notification.objects.create(person=self.people["member"], actor=self.alice, **told)
        return made.pk

    def _draft(self) -> WritingPlace:
        place = WritingPlace.of_new(uuid4())
        save_typed(writer=self.people["member"], place=place, typed={"body": "Begun."}, sequence=0)
        return place

    def _essay(self) -> Post:
        post = publish(self.alice, "Twenty checks", "An essay of some words about checks.")
        Bar.objects.create(post=post, user=self.people["barred"], reason="Enough")
        return post

    def _objecting(self, post: Post) -> Reply:
        reply = answer(self.bob, post, "a) One thing is wrong.\nb) Another is wrong.")
        place(self.bob, reply)
        return reply

    def _post(self, state: str) -> None:
        post = self._essay()
        if state == "draft":  # which nobody has read yet
            post.bars.all().delete()
            post.revisions.all().delete()
        if state not in LONE and "alone" not in state:
            self._objecting(post)
        word = state.split()[0]
        if word == "locked":
            Post.objects.filter(pk=post.pk).update(locked_at=timezone.now())
            self.locked = post
        else:
            Post.objects.filter(pk=post.pk).update(state=word, version=F("version") + 1)
        if state == "visible":
            self.open = post
        if state != "draft":
            ClosingWord.objects.create(post=post, number=1, text="So it is.")
        number = 1
        self.args["post", state] = {
            "post_id": post.pk,
            "slug": post.slug,
            "revision": number,
            "number": number,
            "address": "a",
            "kind": "other",
            "suffix": "md",
        }

    def _reply(self, state: str) -> None:
        place_of = {"in a locked post": "locked", "in a hidden post": "hidden"}
        post = Post.objects.get(pk=self.args["post", place_of.get(state, "visible")]["post_id"])
        if state in place_of:
            reply = Reply.objects.get(post=post, parent=None)
        else:
            reply = answer(self.bob, post, "A plain reply with words.")
        if state in STONES or state == "visible":
            answer(self.people["member"], post, "Beneath it.", reply)
        if state not in place_of:
            Reply.objects.filter(pk=reply.pk).update(state=state.split()[0])
        self.args["reply", state] = {"reply_id": reply.pk, "revision": 1}

    def _objection(self, state: str) -> None:
        where = {"in a locked post": "locked", "in a hidden post": "hidden"}.get(state)
        if where:
            post = Post.objects.get(pk=self.args["post", where]["post_id"])
        else:
            post = self._essay()
            reply = self._objecting(post)
        objection = Objection.objects.filter(post=post).earliest("pk")
        proposal = Proposal.objects.create(
            objection=objection, proposer=self.alice, claim="One thing is somewhat wrong."
        )
        rows, now = Objection.objects.filter(pk=objection.pk), timezone.now()
        if state == "merged":
            other = Objection.objects.filter(post=post).latest("pk")
            rows.update(merged_into=other, merged_at=now, merged_by=self.bob, status="merged")
        elif state == "struck":
            rows.update(struck_at=now, struck_reason="None", status="struck")
        elif state == "of a hidden reply":
            Reply.objects.filter(pk=reply.pk).update(state="hidden")
        self.args["objection", state] = {
            "post_id": post.pk,
            "number": objection.number,
            "proposal_id": proposal.pk,
        }
