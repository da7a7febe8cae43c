"""Texts in many scripts and states, each with a label, for what looks for them."""

from typing import Any

from accounts.models import User
from critiques.actions.positions import take_position
from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from critiques.models import Objection
from critiques.words import Stance
from forum.actions.changes import withdraw_post, withdraw_reply
from forum.actions.posts import publish, save_draft
from forum.models import Post, Reply
from moderation.actions.removals import hide
from search.grammar import understood
from search.models import IndexEntry
from search.ranking import ranked
from tests.cast import moderator, person

SCRIPTS = """हिन्दी में लिखा हुआ। ภาษาไทยไม่มีช่องว่าง שָׁלוֹם עולם الشَّمس ساطعة Ёлка стоит здесь
한국어 문장입니다 Ελληνικά γράμματα"""


class Library:
    """Who they are, and what each text is called here: `agency`, `cafe`, `first`, `point-a` …"""

    def __init__(self) -> None:
        names = ("alice", "bob", "carol", "dave", "erin")
        self.people = {name: person(name) for name in names} | {"mina": moderator()}
        self.alice, self.bob, self.carol, self.dave, self.erin, self.mina = self.people.values()
        User.objects.filter(pk=self.alice.pk).update(bio="")
        self.alice.bio = "I write about alignment."
        self.alice.save(update_fields=["bio"])
        self.labels: dict[tuple[str, int], str] = {
            ("person", each.pk): name for name, each in self.people.items()
        }
        self._essays()
        self._replies()

    def found(self, typed: str, viewer: Any = None) -> list[str]:
        """Return what somebody finds, in order, by label."""
        page = ranked(understood(typed), viewer, "", 100)
        return [self.labels[each.kind, each.of] for each in page.found]

    def entry(self, label: str) -> IndexEntry:
        """Return the entry of a text."""
        kind, of = next(key for key, each in self.labels.items() if each == label)
        return IndexEntry.objects.get(kind=kind, of=of)

    def _essays(self) -> None:
        body = "The open agency model splits a mind into parts. Well-being isn’t 3.14 of anything."
        short = "Agents that answer to nobody are unsafe."
        self.agency = self._essay(
            self.alice, "agency", "Open agency and its critics", body, "ai, decision theory", short
        )
        body = "A naïve guest meets Zoë in the Straße by İstanbul’s cafes, ﬁnally at rest."
        self.cafe = self._essay(self.bob, "cafe", "On café culture", body, "language")
        body = "意識は人工的に作れるのか。犬は猫を追う。カタカナも、English words inside も。"
        self._essay(self.carol, "kanji", "意識について", body, "language, ai")
        self._essay(self.dave, "scripts", "Many scripts", SCRIPTS, "")
        draft = save_draft(
            author=self.alice, title="A secret draft", body="On agency.", topics=["ai"]
        )
        self.labels["essay", draft.pk] = "draft"
        gone = self._essay(self.bob, "withdrawn", "Withdrawn agency", "It was about agency.", "ai")
        withdraw_post(author=self.bob, post_id=gone.pk)

    def _replies(self) -> None:
        first = self._reply(
            self.bob,
            "first",
            self.agency,
            "a) Open agency is not agency.\n\nb) Nobody defines the model well.",
            choices=[
                Choice("new", "a", claim="Open agency is not agency"),
                Choice("new", "b", claim="Nobody defines the model"),
            ],
        )
        self._reply(self.carol, "second", self.agency, "Agency, agency, agency: I doubt it.", first)
        self._reply(
            self.dave,
            "asks",
            self.agency,
            "Is there any chance to define agency?",
            choices=[Choice("question", claim="What is agency?")],
        )
        answer = self._reply(self.alice, "answers", self.agency, "It is open by design.", first)
        take_position(
            author=self.alice,
            post_id=self.agency.pk,
            number=2,
            stance=Stance.ANSWERED,
            adopt_reply_id=answer.pk,
        )
        self._reply(
            self.carol,
            "code",
            self.cafe,
            "Use `snake_case`, C++, a [link](https://example.org/a-b), **bold**ly. 🙂 AT&T <b>x",
        )
        hidden = self._reply(self.dave, "hidden", self.agency, "A hidden remark on agency.")
        hide(moderator=self.mina, reply_id=hidden.pk, reason="Against the rules")
        taken_back = self._reply(self.bob, "taken-back", self.cafe, "Taken back: agency and cafes.")
        withdraw_reply(author=self.bob, reply_id=taken_back.pk)
        pending = self._reply(self.erin, "pending", self.agency, "A pending word on agency.")
        Reply.objects.filter(pk=pending.pk).update(state="pending")
        raised = Objection.objects.order_by("pk")
        for label, objection in zip(("point-a", "point-b", "question"), raised, strict=True):
            self.labels["objection", objection.pk] = label

    def _essay(
        self, author: User, label: str, title: str, body: str, topics: str, in_short: str = ""
    ) -> Post:
        named = [name.strip() for name in topics.split(",") if name]
        draft = save_draft(author=author, title=title, body=body, topics=named, in_short=in_short)
        post = publish(author=author, post_id=draft.pk)
        self.labels["essay", post.pk] = label
        return post

    def _reply(
        self,
        author: User,
        label: str,
        post: Post,
        body: str,
        parent: Reply | None = None,
        choices: Any = (),
    ) -> Reply:
        reply = reply_with_tags(
            author=author,
            post_id=post.pk,
            parent_id=parent.pk if parent else None,
            body=body,
            choices=list(choices),
        )
        self.labels["reply", reply.pk] = label
        return reply
