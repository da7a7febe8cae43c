"""A site in which every field that people write holds all the attacks there are.

What an action refuses is put into the table straight: it may have come from an import, or been
written before there was the rule.
"""

from collections.abc import Sequence
from itertools import cycle, product
from uuid import uuid4

from taggit.models import Tag as Topic

from accounts.models import User
from critiques.actions.claim_reports import report_claim
from critiques.actions.closings import close
from critiques.actions.curation import strike
from critiques.actions.holders.shares import say
from critiques.actions.objections import clean_claim
from critiques.actions.positions import say_closing_word, take_position
from critiques.actions.receipts import give_receipts
from critiques.actions.tags import reply_with_tags
from critiques.actions.wordings import add_version, say_what_would_satisfy
from critiques.choices import Choice
from critiques.models import Objection, Proposal
from critiques.terms import AUTHOR_BUTTONS
from critiques.words import Event
from forum.actions.bars import bar
from forum.actions.changes import edit_reply, revise_post
from forum.actions.drafts.drafts import save_typed
from forum.actions.posts import publish, save_draft
from forum.actions.profiles import change_profile
from forum.actions.thanks import thank
from forum.actions.votes import set_vote
from forum.models import Post, Reply
from forum.models.topics import topics_in_use
from forum.places import WritingPlace
from moderation.actions.appeals import appeal
from moderation.actions.decisions import decide
from moderation.actions.removals import hide
from moderation.actions.reports import report
from moderation.actions.threads import set_thread
from moderation.actions.topics import describe_topic
from moderation.actions.wordings import hide_wording
from moderation.models import LogAct
from tests.cast import moderator, person
from tests.examples import examples
from tests.xss import STORABLE, packed

TOPIC = 30
NAME = 60
# A long run tries every attack where one in so many tells already how a field is printed.
EACH = examples(6, 1)
# Texts of so many objections are on the pages of single ones, so many of which are opened.
OPENED = 5


class Attacked:
    """Alice's essays, attacked by all; `post` has the discussion, `revised` the wordings."""

    def __init__(self) -> None:
        self.alice, self.mina = person("alice"), moderator()
        self.people = [person(f"p{n}") for n in range(len(packed(NAME)))]
        for user, bio in zip(cycle(self.people[:5]), packed(1000), strict=False):
            change_profile(user=user, display_name="", bio=bio, timezone="UTC", language="en")
        self.posts = self._essays()
        self.post, self.revised = self._essay(*self._whole()), self._essay("x", "Text.")
        self.replies = self._replies()
        self.objections = self._objections()
        self._answers()
        self._wordings()
        self._thanks()
        self._moderation()
        self.topics: list[Topic] = []
        self._descriptions()
        self._names()
        self.drafts = [self._begun(title, body) for title, body in self._texts()]

    def _essay(self, title: str, body: str, topics: Sequence[str] = ()) -> Post:
        draft = save_draft(
            author=self.alice, title=title, body=body, topics=topics, in_short=packed(400)[0]
        )
        return publish(author=self.alice, post_id=draft.pk)

    def _whole(self) -> tuple[str, str]:
        return packed(150)[0], "\n\n".join(STORABLE[::2])

    def _essays(self) -> list[Post]:
        """Titles, topics and openings of essays, as the index shows them."""
        titles, topics = packed(150)[::EACH], _by(5, [each[:TOPIC] for each in STORABLE])[::EACH]
        bodies = cycle(packed(600, between="\n\n"))
        posts = []
        for title, own, body in zip(titles, topics + [()] * len(titles), bodies, strict=False):
            posts.append(self._essay(title, body, own))
        return posts

    def _reply(self, writer: User, body: str, *choices: Choice, parent: int | None = None) -> Reply:
        return reply_with_tags(
            author=writer,
            post_id=self.post.pk,
            parent_id=parent,
            body=body,
            choices=choices,
            decided=bool(choices),
        )

    def _replies(self) -> list[Reply]:
        """Every attack as a paragraph and in a lettered point."""
        plain = packed(1500, between="\n\n")[::EACH]
        points = [f"a) {each}\n\nb) {each}" for each in packed(700, between="\n")[::EACH]]
        return [
            self._reply(writer, body)
            for writer, body in zip(self.people, plain + points, strict=False)
        ]

    def _objections(self) -> list[Objection]:
        """Attacks in a claim, what quotes the essay; others put the first of them."""
        claims = packed(200)[::EACH]
        words = self.post.revisions.get().plain
        size = len(words) // len(claims)
        critics = self.people[-len(claims) :]
        for at, (writer, claim) in enumerate(zip(critics, claims, strict=True)):
            quoted = words[at * size : at * size + max(size, 60)]
            choice = Choice(does="new" if at % 3 else "question", claim=claim)
            self._reply(writer, f"See:\n\n> {quoted}\n\nNo.", choice)
        objections = list(Objection.objects.order_by("number"))
        self.first = next(each for each in objections if each.kind == "objection")
        for writer, claim in zip(self.people, claims[::EACH], strict=False):
            self._reply(writer, "So say I.", Choice("same", number=self.first.number, claim=claim))
            say_what_would_satisfy(
                user=writer, post_id=self.post.pk, number=self.first.number, text=claim
            )
        return objections

    def _answers(self) -> None:
        """Every attack in what the author says of an objection, the first of them in lines why."""
        stances = cycle(stance for stance, _ in AUTHOR_BUTTONS)
        opened = cycle(self.objections[:OPENED])
        by_alice = {"author": self.alice, "post_id": self.post.pk}
        for text, each, stance in zip(packed(300)[::EACH], opened, stances, strict=False):
            take_position(**by_alice, number=each.number, stance=stance, text=text)
        about = {"post_id": self.post.pk, "number": self.first.number}
        for holder, text in zip(self.first.holders.all(), packed(300), strict=False):
            say(user=holder.user, **about, event=Event.SATISFIED, text=text)
        # By the action only the author and moderators propose, one wording each.
        Proposal.objects.bulk_create(
            Proposal(objection=self.first, proposer=user, claim=text)
            for user, text in zip(self.people, packed(200), strict=False)
        )
        # By the action only five wordings wait at once for somebody to stand by them.
        for text, each in zip(packed(180)[::EACH], cycle(self.objections[:OPENED]), strict=False):
            add_version(each, clean_claim(f"{text} reworded"), writer=self.alice)

    def _wordings(self) -> None:
        """Attacks in the note of a revision, every one in what a receipt says of it."""
        for number, note in enumerate(packed(200)[::EACH], 1):
            self._revise(self.revised, f"x {number % 2}", f"{note}\n\n{number}", note, number)
        body = f"{self.post.body}\n\nChanged."
        self._revise(self.post, self.post.title, body, "Thanks", 1)
        words = packed(300)
        answered = {each.number: text for each, text in zip(self.objections, words, strict=False)}
        give_receipts(author=self.alice, post_id=self.post.pk, revision=2, answered=answered)
        reply = self.replies[0]
        edit_reply(
            author=reply.author, reply_id=reply.pk, body=f"{reply.body}\n\nAnew.", base_revision=1
        )

    def _revise(self, post: Post, title: str, body: str, note: str, base: int) -> None:
        revise_post(
            author=self.alice,
            post_id=post.pk,
            title=title,
            body=body,
            topics=(),
            note=note,
            substantive=False,
            base_revision=base,
        )

    def _thanks(self) -> None:
        """Every attack in a line of thanks."""
        places = product((self.post, self.revised), self.people)
        for words, (post, giver) in zip(packed(300)[::EACH], places, strict=False):
            where = {"user": giver, "post_id": post.pk, "reply_id": None}
            set_vote(**where, worth=True)
            thank(**where, words=words)

    def _moderation(self) -> None:
        """Every attack in reports, what moderators give as reason, and what is answered."""
        reasons, short = packed(500)[::EACH], packed(300)[::EACH]
        for post, reason in zip(self.posts, reasons, strict=False):
            report(reporter=self.people[0], post_id=post.pk, reason=reason)
        for each, reason in zip(self.objections, reasons, strict=False):
            number = each.number
            report_claim(
                reporter=self.people[1], post_id=self.post.pk, number=number, reason=reason
            )
        pinned, *_ = self.posts
        acts = cycle([LogAct.PIN, LogAct.UNPIN])
        for act, reason in zip(acts, reasons, strict=False):
            set_thread(moderator=self.mina, post_id=pinned.pk, act=act, reason=reason)
        texts = cycle(packed(1000)[::EACH])
        for reply, reason, text in zip(self.replies, reasons, texts, strict=False):
            report(reporter=self.alice, reply_id=reply.pk, reason="See")
            entry = decide(
                moderator=self.mina,
                decision="remove" if reply is not self.replies[0] else "warn",
                reply_id=reply.pk,
                reason=reason,
                answer=reason,
            )
            appeal(writer=reply.author, entry_id=entry.pk, text=text)
        for post, reason in zip(self.posts[-OPENED:], cycle(short), strict=False):
            close(actor=self.alice, post_id=post.pk, reason=reason)
        for text in packed(1000):
            say_closing_word(author=self.alice, post_id=self.post.pk, text=text)
        for user, reason in zip(reversed(self.people), short, strict=False):
            bar(author=self.alice, post_id=self.post.pk, username=user.username, reason=reason)
        hide(moderator=self.mina, post_id=self.posts[1].pk, reason=reasons[0])
        edited = self.replies[0].pk
        hide_wording(moderator=self.mina, reply_id=edited, revision=1, reason=reasons[0])
        for each, reason in zip(reversed(self.objections), reasons, strict=False):
            strike(moderator=self.mina, post_id=self.post.pk, number=each.number, reason=reason)

    def _descriptions(self) -> None:
        """Every attack in what moderators say of a topic."""
        topics = topics_in_use().exclude(slug="").order_by("pk")
        for topic, body in zip(topics, packed(2000, between="\n\n"), strict=False):
            describe_topic(moderator=self.mina, slug=topic.slug, body=body, seen=0, reason="x")
            self.topics.append(topic)

    @staticmethod
    def _texts() -> list[tuple[str, str]]:
        return list(zip(packed(150), cycle(packed(20_000)), strict=False))[:: 3 * EACH]

    def _begun(self, title: str, body: str) -> str:
        """What Alice has typed and not sent; return where."""
        place = WritingPlace.of_new(uuid4())
        typed = {"title": title, "body": body, "topics": title[:TOPIC]}
        save_typed(writer=self.alice, place=place, typed=typed, sequence=0)
        return str(place)

    def _names(self) -> None:
        """Every attack in a display name: the form refuses them all."""
        for user, name in zip(self.people, packed(NAME), strict=True):
            user.display_name = name
        User.objects.bulk_update(self.people, ["display_name"])


def _by(size: int, texts: list[str]) -> list[Sequence[str]]:
    return [texts[at : at + size] for at in range(0, len(texts), size)]
