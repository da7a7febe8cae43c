"""Each status reached by what people do, and what takes it away again."""

import uuid
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from accounts.actions.leaving import leave
from critiques.actions.curation import merge, strike, unmerge, unstrike
from critiques.actions.holders.shares import say, share
from critiques.actions.positions import take_position
from critiques.actions.tags import reply_with_tags, tag_reply
from critiques.check import findings
from critiques.choices import Choice
from critiques.models import HolderEvent, Objection, Tag
from critiques.record.desk import asked_of, needing_reply
from critiques.words import Event, Stance
from forum.actions.changes import withdraw_reply
from forum.actions.replies import post_reply
from forum.models import Post, Reply
from moderation.actions.removals import hide, restore
from moderation.actions.threads import set_thread
from moderation.models import LogAct, LogEntry
from staff.actions.undo import undo
from tests.cast import browser_of, moderator, person, publish, text_of
from tests.rules.transfer.test_discussion_round_trip import goes_round
from tests.sequences.timelines import check_timelines

pytestmark = pytest.mark.django_db


class Scene(SimpleNamespace):
    """Alice's essay, Bob's objection 1 in `raised`, and what is done to it."""

    def reply(self, who: str, *choices: Choice, parent: Reply | None = None, **more) -> Reply:
        return reply_with_tags(
            author=getattr(self, who),
            post_id=self.post.pk,
            parent_id=parent.pk if parent else None,
            body="Words.",
            choices=choices,
            **more,
        )

    def share(self, who: str, number: int = 1) -> None:
        share(user=getattr(self, who), post_id=self.post.pk, number=number)

    def say(self, who: str, event: Event, number: int = 1) -> None:
        say(user=getattr(self, who), post_id=self.post.pk, number=number, event=event)

    def position(self, stance: Stance, number: int = 1, **more) -> None:
        where = {"author": self.alice, "post_id": self.post.pk, "number": number}
        take_position(**where, stance=stance, text="A word.", **more)

    def curate(self, action, number: int = 1, **more) -> None:
        where = {"moderator": self.mina, "post_id": self.post.pk, "number": number}
        action(**where, reason="A reason.", **more)

    def status(self, number: int = 1) -> str:
        return Objection.objects.get(post=self.post, number=number).status


@pytest.fixture(scope="module")
def made(kept_db: None) -> Scene:
    cast = {name: person(name) for name in ("alice", "bob", "carol", "dave")}
    scene = Scene(**cast, mina=moderator())
    scene.post = publish(scene.alice)
    scene.raised = scene.reply("bob", Choice("new", claim="It is not so."))
    return scene


@pytest.fixture
def scene(anew: Scene) -> Scene:
    return anew


def test_open_until_the_author_speaks(scene: Scene) -> None:
    assert scene.status() == "open"
    scene.reply("dave", Choice("answer", number=1))
    assert scene.status() == "open", "another's answer is not the author's"


def test_answered_by_a_tag_and_by_adopting(scene: Scene) -> None:
    scene.reply("alice", Choice("answer", number=1))
    assert scene.status() == "answered"
    dave = scene.reply("dave")
    scene.position(Stance.ANSWERED, adopt_reply_id=dave.pk)
    assert scene.status() == "answered"


@pytest.mark.parametrize(
    ("does", "stance", "status"),
    [
        ("concede", Stance.CONCEDED, "conceded"),
        ("part", Stance.CONCEDED_IN_PART, "answered"),
        ("decline", Stance.DECLINED, "declined"),
    ],
)
def test_the_author_says_it_either_way(
    scene: Scene, does: str, stance: Stance, status: str
) -> None:
    scene.reply("carol", Choice("new", claim="Nor is that."))
    scene.reply("alice", Choice(does, number=1, text="Indeed."))
    scene.position(stance, number=2)
    assert (scene.status(1), scene.status(2)) == (status, status)


def test_contested_settled_withdrawn(scene: Scene) -> None:
    scene.share("carol")
    scene.position(Stance.DECLINED)
    scene.say("bob", Event.REAFFIRM)
    assert scene.status() == "contested"
    scene.position(Stance.DECLINED)
    assert scene.status() == "contested", "having the last word changes nothing"
    scene.say("bob", Event.SATISFIED)
    assert scene.status() == "declined"
    scene.say("carol", Event.WITHDRAW)
    assert scene.status() == "settled"
    scene.say("bob", Event.WITHDRAW)
    assert scene.status() == "withdrawn"
    scene.share("dave")
    assert scene.status() == "contested"


def test_not_what_i_meant(scene: Scene) -> None:
    scene.position(Stance.DECLINED)
    scene.say("bob", Event.REAFFIRM)
    scene.position(Stance.CONCEDED)
    assert scene.status() == "conceded"
    scene.say("bob", Event.REAFFIRM)
    assert scene.status() == "contested"
    scene.say("bob", Event.REAFFIRM)
    assert HolderEvent.objects.filter(event=Event.REAFFIRM).count() == 2
    scene.say("bob", Event.SATISFIED)
    assert scene.status() == "conceded"


def test_struck_and_merged(scene: Scene) -> None:
    scene.reply("carol", Choice("new", claim="Nor is that."))
    scene.share("dave", number=2)
    scene.curate(strike)
    assert scene.status() == "struck"
    with pytest.raises(ValidationError):
        scene.share("dave")
    scene.curate(unstrike)
    assert scene.status() == "open"
    scene.curate(merge, number=2, into=1)
    assert (scene.status(1), scene.status(2)) == ("open", "merged")
    assert Objection.objects.get(number=1).holder_count == 3
    scene.position(Stance.DECLINED)
    scene.say("dave", Event.REAFFIRM)
    assert scene.status() == "contested", "who came along speaks for the whole"
    scene.curate(unmerge, number=2)
    assert scene.status(2) == "open"


def test_hidden_positions_do_not_count(scene: Scene) -> None:
    answer = scene.reply("alice", Choice("answer", number=1))
    hide(moderator=scene.mina, reason="A reason.", reply_id=answer.pk)
    assert scene.status() == "open"
    restore(moderator=scene.mina, reason="A reason.", reply_id=answer.pk)
    assert scene.status() == "answered"
    withdraw_reply(author=scene.alice, reply_id=answer.pk)
    assert scene.status() == "open"


def test_a_withdrawn_reply_takes_its_writers_hold(scene: Scene) -> None:
    scene.share("carol")
    withdraw_reply(author=scene.bob, reply_id=scene.raised.pk)
    assert scene.status() == "open"
    assert Objection.objects.get().holder_count == 1
    scene.say("carol", Event.WITHDRAW)
    assert scene.status() == "withdrawn"


@pytest.mark.parametrize("texts", ["kept", "withdrawn"])
@pytest.mark.parametrize(
    ("event", "status"), [(Event.WITHDRAW, "withdrawn"), (Event.SATISFIED, "settled")]
)
def test_what_was_said_stays_said_of_who_leaves(
    scene: Scene, event: Event, status: str, texts: str
) -> None:
    scene.share("carol")
    scene.say("bob", event)
    assert scene.status() == "open"
    leave(user=scene.bob, withdraw=texts == "withdrawn")
    assert scene.status() == "open"
    scene.say("carol", Event.WITHDRAW)
    assert scene.status() == status
    leave(user=scene.carol, withdraw=texts == "withdrawn")
    assert scene.status() == status
    stored_and_told_alike(scene)
    goes_round(scene.post.pk)


def test_who_held_it_to_the_end_holds_nothing_more(scene: Scene) -> None:
    scene.position(Stance.DECLINED)
    scene.share("carol")
    scene.say("bob", Event.SATISFIED)
    scene.share("bob")
    leave(user=scene.carol, withdraw=False)
    assert scene.status() == "contested"
    leave(user=scene.bob, withdraw=False)
    assert scene.status() == "declined", "Bob was not satisfied any more"
    stored_and_told_alike(scene)
    goes_round(scene.post.pk)


def test_what_one_alone_held_is_taken_back_with_their_texts(scene: Scene) -> None:
    leave(user=scene.bob, withdraw=True)
    assert scene.status() == "withdrawn"
    stored_and_told_alike(scene)
    goes_round(scene.post.pk)


@pytest.mark.parametrize(
    ("stance", "before", "after"),
    [
        (Stance.CONCEDED, "conceded", "conceded"),
        (Stance.DECLINED, "settled", "declined"),
        (Stance.ANSWERED, "settled", "answered"),
    ],
)
def test_who_comes_along_by_a_merge_has_disputed_nothing(
    scene: Scene, stance: Stance, before: str, after: str
) -> None:
    adopted = {"adopt_reply_id": scene.reply("dave").pk} if stance == Stance.ANSWERED else {}
    scene.position(stance, **adopted)
    scene.say("bob", Event.SATISFIED)
    assert scene.status() == before
    scene.reply("carol", Choice("new", claim="Nor is that."))
    assert list(asked_of(scene.carol)) == []
    scene.curate(merge, number=2, into=1)
    assert scene.status() == after
    (asked,) = asked_of(scene.carol)
    assert asked.group == Objection.objects.get(number=1).pk, "and is asked whether it suffices"
    assert list(needing_reply(scene.alice)) == []
    stored_and_told_alike(scene)
    scene.say("carol", Event.REAFFIRM)
    assert scene.status() == "contested"
    assert list(asked_of(scene.carol)) == []
    assert [each.number for each in needing_reply(scene.alice)] == [1]
    goes_round(scene.post.pk)


def test_who_was_won_over_shares_no_more_than_the_part(scene: Scene) -> None:
    scene.position(Stance.DECLINED)
    scene.say("bob", Event.SATISFIED)
    scene.reply("bob", Choice("new", claim="Nor is that."))
    scene.share("carol", number=2)
    scene.curate(merge, number=2, into=1)
    shared = "Shared by Bob (only what is now part of it) and Carol (with b)."
    said = StringIO()
    call_command("export_discussion", str(scene.post.pk), format="markdown", stdout=said)
    assert shared in said.getvalue().replace("\\", "")
    summary = f"/posts/{scene.post.pk}/critique/"
    row = "Shared by Bob (only what is now part of it) , Carol With b"
    assert row in text_of(browser_of(None).get(summary))
    scene.say("bob", Event.REAFFIRM)
    assert "Shared by Carol With b" in text_of(browser_of(None).get(summary))
    said = StringIO()
    call_command("export_discussion", str(scene.post.pk), format="markdown", stdout=said)
    assert "Shared by Bob and Carol (with b)." in said.getvalue().replace("\\", "")


def stored_and_told_alike(scene: Scene) -> None:
    check_timelines(scene.post.pk)
    assert list(findings()) == []


def test_hiding_the_reply_keeps_row_letter_and_holders(scene: Scene) -> None:
    hide(moderator=scene.mina, reason="A reason.", reply_id=scene.raised.pk)
    objection = Objection.objects.get()
    assert (objection.status, objection.letter, objection.holder_count) == ("open", "a", 1)


def test_a_holder_may_take_it_back_in_a_reply(scene: Scene) -> None:
    scene.reply("bob", Choice("withdraw", number=1))
    assert scene.status() == "withdrawn"


def test_locked_leaves_holders_their_word(scene: Scene) -> None:
    scene.position(Stance.DECLINED)
    set_thread(moderator=scene.mina, post_id=scene.post.pk, act=LogAct.LOCK, reason="A reason.")
    with pytest.raises(ValidationError):
        scene.share("carol")
    with pytest.raises(ValidationError):
        scene.position(Stance.CONCEDED)
    scene.say("bob", Event.REAFFIRM)
    assert scene.status() == "contested"


def test_the_author_never_holds(scene: Scene) -> None:
    with pytest.raises(PermissionDenied):
        scene.share("alice")
    for does in ("new", "same"):
        with pytest.raises(PermissionDenied):
            scene.reply("alice", Choice(does, number=1, claim="I differ."))
    assert Objection.objects.get().holder_count == 1


def test_the_same_form_tags_once(scene: Scene) -> None:
    token = uuid.uuid4()
    first = scene.reply("carol", Choice("new", claim="One."), token=token)
    assert scene.reply("carol", Choice("new", claim="Two."), token=token) == first
    assert list(Tag.objects.filter(reply=first).values_list("objection__claim")) == [("One.",)]


def test_a_form_for_one_essay_is_not_taken_for_another(scene: Scene) -> None:
    token = uuid.uuid4()
    scene.reply("carol", token=token)
    set_thread(moderator=scene.mina, post_id=scene.post.pk, act=LogAct.LOCK, reason="A reason.")
    other: Post = publish(scene.bob, title="Another")
    with pytest.raises(ValidationError) as refused:
        reply_with_tags(
            author=scene.carol,
            post_id=other.pk,
            parent_id=None,
            body="Words.",
            choices=[Choice("new", claim="Past the lock.")],
            token=token,
        )
    assert refused.value.error_list[0].code == "conflict"
    assert Objection.objects.count() == 1


def test_tagging_needs_an_open_discussion(scene: Scene) -> None:
    reply = post_reply(author=scene.carol, post_id=scene.post.pk, parent_id=None, body="Words.")
    set_thread(moderator=scene.mina, post_id=scene.post.pk, act=LogAct.LOCK, reason="A reason.")
    with pytest.raises(ValidationError):
        tag_reply(writer=scene.carol, reply_id=reply.pk, choices=[Choice("ask", number=1)], other=0)


@pytest.mark.parametrize(
    ("act", "inverse", "into"), [(strike, unstrike, {}), (merge, unmerge, {"into": 2})]
)
def test_what_was_taken_back_by_hand_is_not_taken_back_again(
    scene: Scene, act, inverse, into
) -> None:
    scene.reply("carol", Choice("new", claim="Nor is that."), Choice("new", claim="Nor that."))
    scene.curate(act, **into)
    first = LogEntry.objects.latest("pk")
    scene.curate(inverse)
    assert LogEntry.objects.latest("pk").reverses == first
    scene.curate(act, **dict.fromkeys(into, 3))
    with pytest.raises(ValidationError) as refused:
        undo(moderator=scene.mina, entry_id=first.pk, reason="A reason.")
    assert refused.value.error_list[0].code == "conflict"
    assert scene.status() in ("struck", "merged")
