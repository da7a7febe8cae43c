"""A site in which every text that outsiders may not read holds a word found nowhere else."""

import re
from collections.abc import Iterable
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

from django.db.models import CharField, F, Model, Q, QuerySet, TextField
from django.http import HttpResponse
from django.utils import timezone
from taggit.models import Tag as Topic

from accounts.models import User
from critiques.models import (
    ClaimVersion,
    Closing,
    ClosingWord,
    FormerTag,
    Holder,
    HolderEvent,
    Objection,
    Position,
    Proposal,
    Receipt,
    Tag,
)
from forum.actions.drafts.drafts import save_typed
from forum.models import Bar, Biography, Post, PostRevision, Reply, ReplyRevision, TopicWording
from forum.places import WritingPlace
from moderation.models import Appeal, Report
from notifications.fanout import tell_waiting
from search.models import IndexEntry
from search.upkeep import rebuild
from tests.cast import answer, browser_of, moderator, person, place, publish

WORD = "zqx"
SHORTEST = 20
# What moderators say in public, and what is no text.
PUBLIC = {"state_reason", "struck_reason", "point_hash"}


# The columns that hold a canary on some row.
marked: set[str] = set()


def leaks(response: HttpResponse) -> set[str]:
    """Return the canaries in a response: model and field of what leaked."""
    told = words_of(response.content) + str(response.headers)
    return set(re.findall(rf"{WORD}-[\w-]*", told.lower()))


def words_of(content: bytes) -> str:
    """Return what can be read of an answer, of an archive all that is in it."""
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with ZipFile(BytesIO(content)) as archive:
        return " ".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def mark(rows: QuerySet, only: Iterable[str] = ()) -> None:
    """Put a canary into every text field of these rows, or into `only` these fields."""
    assert rows.exists(), rows.model
    fields = list(only) or [f.name for f in rows.model._meta.concrete_fields if _is_text(f)]
    marked.update(f"{rows.model._meta.label}.{name}" for name in fields)
    values = {name: f"{WORD}-{rows.model.__name__}-{name}".lower() for name in fields}
    for row in rows:
        unique = {name: f"{value}-{row.pk}" for name, value in values.items()}
        rows.model.objects.filter(pk=row.pk).update(**unique)


def _is_text(field: object) -> bool:
    if not isinstance(field, CharField | TextField) or field.choices or field.name in PUBLIC:
        return False
    return field.max_length is None or field.max_length >= SHORTEST


class Site:
    """Essays and replies in every state that is not public, each beside something public."""

    def __init__(self) -> None:
        self.alice, self.bob, self.carol, self.dave, self.erin = (
            person(name) for name in ("alice", "bob", "carol", "dave", "erin")
        )
        # Nothing that she wrote was ever public.
        self.gina = person("gina")
        self.mina = moderator()
        self.open = publish(self.alice, "Open", "Said in the open.")
        self.hidden = self._essay_with_critique("Hidden")
        self.withdrawn = self._essay_with_critique("Withdrawn")
        self.auto_hidden = self._essay_with_critique("Reported by many")
        self.purged = self._essay_with_critique("Erased")
        self.draft, self.pending = publish(self.alice, "Draft"), publish(self.alice, "Pending")
        self.rejected = publish(self.alice, "Rejected")
        for post, state in (
            (self.draft, "draft"),
            (self.pending, "pending"),
            (self.rejected, "rejected"),
        ):
            Post.objects.filter(pk=post.pk).update(state=state)
        self._act(self.alice, f"/posts/{self.withdrawn.pk}/withdraw/")
        self._act(
            self.mina, f"/posts/{self.hidden.pk}/objections/2/strike/", reason="Not an objection"
        )
        self._hide(self.hidden)
        for post, state in ((self.auto_hidden, "auto_hidden"), (self.purged, "purged")):
            Post.objects.filter(pk=post.pk).update(state=state, version=F("version") + 1)
        self._fill_the_open_thread()
        self._remove_wordings()
        # Of what is hidden by now people were told while it was not.
        tell_waiting()
        self._mark()
        self._fill_the_index()

    def _essay_with_critique(self, title: str) -> Post:
        """An essay with two wordings, a topic, objections, a holder's wording, a concession."""
        post = publish(self.alice, title, topics="early, late")
        change = {"title": title, "body": "Anew.", "topics": "late", "base_revision": "1"}
        self._act(self.alice, f"/posts/{post.pk}/edit/", **change, note="Why")
        self.critique(post)
        receipts = {"answers": "1", "words-1": "What changed"}
        self._act(self.alice, f"/posts/{post.pk}/revisions/2/receipts/", **receipts)
        self._act(self.alice, f"/posts/{post.pk}/closing/", reason="Why it is closed")
        self._act(self.alice, f"/posts/{post.pk}/bars/", person="carol", reason="Why she is")
        self._act(self.alice, f"/posts/{post.pk}/closing-word/", text="So it is.")
        return post

    def critique(self, post: Post) -> Reply:
        """Bob raises, Carol joins in other words, Alice agrees with a sentence; return Bob's."""
        reply = answer(self.bob, post, "a) One thing.\nb) Another.")
        place(self.bob, reply)
        self._act(self.bob, f"/replies/{reply.pk}/edit/", body="a) Anew.", base_revision="1")
        number = post.objections.earliest("pk").number
        joins = answer(self.carol, post, "a) The same thing.", reply)
        place(self.carol, joins, to_a=f"{number}", claim_a="In other words")
        objection = f"/posts/{post.pk}/objections/{number}"
        self._act(self.bob, f"{objection}/would-satisfy/", would_satisfy="A hundred checks")
        self._act(self.bob, f"{objection}/claim/", claim="Put otherwise")
        self._act(self.alice, f"{objection}/proposals/", proposed="And yet otherwise")
        stance = {f"objection-{number}": "concede", f"concede-{number}": "Agreed"}
        answer(self.alice, post, "So it is.", joins, **stance)
        answer(self.erin, post, "a) And a point that stays.", joins)
        return reply

    def _fill_the_open_thread(self) -> None:
        post = self.open
        self.hidden_reply = self.critique(post)
        self.agreeing = Reply.objects.filter(post=post, author=self.alice).get()
        self.joining = self.agreeing.parent
        answer(self.erin, post, "Beneath what was removed.", self.agreeing)
        self.withdrawn_reply = answer(self.bob, post, "a) Taken back.")
        place(self.bob, self.withdrawn_reply)
        answer(self.erin, post, "Beneath what was withdrawn.", self.withdrawn_reply)
        for state in ("pending", "rejected", "auto_hidden", "purged"):
            gone = answer(self.bob, post, f"To be {state}.")
            if state in ("auto_hidden", "purged"):
                answer(self.erin, post, "Beneath it.", gone)
            Reply.objects.filter(pk=gone.pk).update(state=state)
        never = [publish(self.gina, "Never seen"), publish(self.gina, "A draft")]
        for essay, state in zip(never, ("pending", "draft"), strict=True):
            Post.objects.filter(pk=essay.pk).update(state=state)
        for where in (WritingPlace.of_answer(post.pk, None), WritingPlace.of_new(uuid4())):
            typed = {"title": f"{WORD}-draft-title", "body": f"{WORD}-draft-body"}
            save_typed(writer=self.gina, place=where, typed=typed, sequence=0)
        unseen = answer(self.gina, post, "Never seen.")
        Reply.objects.filter(pk=unseen.pk).update(state="pending")
        # Counted by hand, as the states were set.
        Post.objects.filter(pk=post.pk).update(
            reply_count=post.replies.filter(state="visible").count()
        )
        place(self.erin, answer(self.erin, post, "a) A point of its own."))
        self.struck = post.objections.latest("pk")
        reported = answer(self.erin, post, "Reported.")
        self._act(self.dave, f"/replies/{reported.pk}/report/", reason="Why")
        strike = f"/posts/{post.pk}/objections/{self.struck.number}/strike/"
        self._act(self.mina, strike, reason="Not an objection")
        for reply in (self.hidden_reply, self.joining, self.agreeing):
            self._hide(reply)
        self._act(self.bob, f"/replies/{self.withdrawn_reply.pk}/withdraw/")
        told = self.hidden_reply.log.get()
        self._act(self.bob, f"/account/decisions/{told.pk}/appeal/", text="Why it is wrong")

    def _remove_wordings(self) -> None:
        """An essay and two replies of which moderators removed the first wording alone."""
        first = "These are words that were there at first."
        self.reworded = publish(self.alice, "Reworded", first)
        raises = answer(self.bob, self.reworded, f"a) > {first}\n\nAnd one thing.\nb) Another.")
        place(self.bob, raises)
        joins = answer(self.carol, self.reworded, "a) In a way.\nb) In another.", raises)
        place(self.carol, joins, to_a="1", claim_a="In a way", to_b="2", claim_b="In another")
        moved = {"tag": str(joins.tags.get(point="b").pk), "to": ""}
        self._act(self.carol, f"/replies/{joins.pk}/points/change/", **moved)
        change = {"title": "Reworded", "body": "Anew.", "base_revision": "1"}
        self._act(self.alice, f"/posts/{self.reworded.pk}/edit/", **change)
        self._act(self.alice, f"/posts/{self.reworded.pk}/edit/", **change | {"base_revision": "2"})
        for writer, reply in ((self.bob, raises), (self.carol, joins)):
            self._act(writer, f"/replies/{reply.pk}/edit/", body="Anew.", base_revision="1")
        self.reworded_replies = [raises, joins]
        for said in ("What moderators remove.", "What stands."):
            self._act(self.alice, f"/posts/{self.reworded.pk}/closing-word/", text=said)
        word = f"/posts/{self.reworded.pk}/closing-words/1/hide/"
        self._act(self.mina, word, reason="Against the rules")
        for text in (f"/posts/{self.reworded.pk}", *(f"/replies/{r.pk}" for r in (raises, joins))):
            self._act(self.mina, f"{text}/revisions/1/hide/", reason="Against the rules")

    def _mark_removed(self) -> None:
        """Put canaries into the removed wordings, and into all that repeats them."""
        raises, joins = self.reworded_replies
        passages = ("passage", "passage_prefix", "passage_suffix")
        raised = Objection.objects.filter(raised_in=raises)
        mark(PostRevision.objects.filter(post=self.reworded, number=1))
        mark(raised, ["claim"])
        mark(raised.exclude(passage=""), passages)
        mark(ClaimVersion.objects.filter(objection__in=raised))
        mark(Tag.objects.filter(reply=joins).exclude(wording=""), ["wording"])
        mark(FormerTag.objects.filter(reply=joins), ["wording"])
        shared = Tag.objects.get(reply=joins, act="support")
        held = Holder.objects.filter(objection=shared.objection, user=self.carol)
        assert held.update(wording=shared.wording) == 1
        marked.add("critiques.Holder.wording")
        removed = ReplyRevision.objects.filter(reply__in=[raises, joins], number=1)
        mark(removed)
        for wording in removed:
            repeated = [*raised.values_list("claim", flat=True)]
            repeated += ClaimVersion.objects.filter(objection__in=raised).values_list(
                "text", flat=True
            )
            repeated += Tag.objects.filter(reply=joins).values_list("wording", flat=True)
            wording.plain = " ".join([wording.plain, *repeated])
            wording.save(update_fields=["plain"])

    def _mark(self) -> None:
        self._mark_removed()
        gone = Post.objects.exclude(state="visible")
        mark(PostRevision.objects.filter(post__in=gone))
        mark(Topic.objects.all())
        for topic in Topic.objects.all():
            for number in (1, 2):
                said = {"number": number, "body": "About it", "html": "<p>About it</p>"}
                TopicWording.objects.create(topic=topic, html_version=1, **said)
        mark(TopicWording.objects.all())
        mark(gone)
        unread = Reply.objects.exclude(state="visible")
        unread |= Reply.objects.filter(post__in=[self.hidden, self.auto_hidden])
        mark(ReplyRevision.objects.filter(reply__in=unread))
        mark(Tag.objects.filter(reply__in=unread))
        mark(Position.objects.filter(reply__in=unread))
        mark(HolderEvent.objects.filter(reply__in=unread))
        clicks = HolderEvent.objects.filter(user=F("objection__raiser"), reply=None)
        mark(clicks.filter(objection__raised_in__in=unread))
        mark(HolderEvent.objects.filter(objection=self.struck))
        mark(Objection.objects.filter(raised_in__in=unread))
        mark(Objection.objects.filter(pk=self.struck.pk))
        mark(ClaimVersion.objects.filter(objection__raised_in__in=unread))
        mark(Proposal.objects.filter(objection__raised_in__in=unread))
        mark(Receipt.objects.filter(revision__post__in=gone))
        mark(Closing.objects.filter(post__in=gone))
        mark(Bar.objects.filter(post__in=gone))
        mark(ClosingWord.objects.filter(Q(post__in=gone) | Q(hidden_at__isnull=False)))
        mark(Holder.objects.filter(objection__raised_in__in=unread), ["would_satisfy"])
        # The claims on a withdrawn essay stay; what they quoted of it goes.
        passages = ("passage", "passage_prefix", "passage_suffix")
        mark(Objection.objects.filter(post__in=[self.withdrawn, self.purged]), passages)
        for tag in Tag.objects.filter(reply__in=unread, act="support"):
            holder = Holder.objects.filter(objection=tag.objection, user=tag.reply.author)
            assert holder.update(wording=tag.wording) == 1
        mark(unread)
        mark(Report.objects.all())
        mark(Appeal.objects.all())
        mark(User.objects.filter(pk=self.gina.pk), ["display_name"])
        self._remove_profile_text()

    def _remove_profile_text(self) -> None:
        carol = User.objects.filter(pk=self.carol.pk)
        carol.update(bio="Of herself", bio_hidden_at=timezone.now())
        mark(carol, ["bio"])
        html = {"html": "<p>Of herself</p>", "html_version": 1}
        Biography.objects.create(user=self.carol, **html)
        mark(Biography.objects.all(), ["html"])

    def _fill_the_index(self) -> None:
        """Let the index have the canaries, which no action wrote."""
        rebuild()
        for column in ("text", "words"):
            assert IndexEntry.objects.filter(**{f"{column}__contains": WORD}).exists()
            marked.add(f"search.IndexEntry.{column}")

    def _hide(self, what: Model) -> None:
        kind = "posts" if isinstance(what, Post) else "replies"
        self._act(self.mina, f"/{kind}/{what.pk}/hide/", reason="Against the rules")

    def _act(self, who: User, path: str, **data: str) -> None:
        assert browser_of(who).post(path, data).status_code == 302, path
