"""All that somebody wrote is withdrawn at once, and each reply is as if it went alone."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
import time_machine
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.actions.leaving import leave
from accounts.models import User
from critiques.actions.curation import merge
from critiques.actions.holders import leaving
from critiques.actions.holders.shares import say, share
from critiques.actions.positions import take_position
from critiques.check import findings
from critiques.choices import Choice
from critiques.models import HolderEvent, Objection
from critiques.words import Event, Stance
from forum.actions.leaving import GONE
from forum.actions.states import count_anew, set_post_state, set_reply_state
from forum.models import Follow, Post, Reply, State
from moderation.actions.moves import move as move_reply
from tests.cast import publish
from tests.examples import examples
from tests.rules.moderation.test_whole_branches import Rows, branch, everything
from tests.sequences import moves
from tests.sequences.scene import CRITICS, Scene, set_up

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

REFUSED = (ValidationError, PermissionDenied, ObjectDoesNotExist)
WORDS = [
    *(moves.object_to_it, moves.object_point_by_point, moves.join_by_reply, moves.speak_of_it),
    *(moves.reply_as_author, moves.withdraw_reply, moves.tag_later, moves.retag_a_point),
]
CLICKS = [
    *(moves.share, moves.say_satisfied, moves.say_it_stands, moves.take_back, moves.share),
    *(moves.choose_main, moves.adopt, moves.take_a_position, moves.merge, moves.merge_own),
]
Step = Callable[..., None]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The time, which goes on only where it is told to."""
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        yield clock


def withdraw_one_by_one(*, author: User) -> None:
    for reply in replies_of(author, State.VISIBLE):
        set_reply_state(reply=reply, state=State.WITHDRAWN, reason="")
    for post in Post.objects.filter(author=author, state=State.VISIBLE):
        set_post_state(post=post, state=State.WITHDRAWN, reason="")


def forget_one_by_one(*, author: User) -> None:
    for reply in replies_of(author, State.PENDING):
        set_reply_state(reply=reply, state=State.REJECTED, reason=GONE)
    # By writing, nobody follows a person.
    for row in Follow.objects.filter(user=author):
        row.delete()


def replies_of(author: User, state: State) -> list[Reply]:
    found = Reply.objects.filter(author=author, state=state).select_related("post", "author")
    return list(found.order_by("pk"))


def scene_of(random: Random, clock: time_machine.Traveller) -> Scene:
    """An essay beneath which people wrote and clicked, some of it moved to another since."""
    scene = Scene(set_up())
    scene.opening(3)
    for turn in range(70):
        clock.shift(timedelta(minutes=random.choice((1, 1, 7, 900))))
        if turn % 30 == 0:
            moves.let_a_day_pass(scene, "bob", 1, 1)
        who = random.choice(("bob", "bob", "bob", *CRITICS))
        what = random.choice(WORDS if turn < 35 else CLICKS)
        with suppress(*REFUSED), transaction.atomic():
            what(scene, who, random.randint(1, 12), random.randint(1, 12))
    whatever_clicks_change(scene, clock)
    other = publish(scene.user("alice"), "Another")
    mina = scene.user("mina")
    for _ in range(2):
        reply = random.choice(replies_of(scene.user("bob"), State.VISIBLE))
        where = {"post_id": other.pk, "parent_id": None, "reason": "There"}
        with suppress(*REFUSED), transaction.atomic():
            move_reply(moderator=mina, reply_id=reply.pk, **where)
    for _ in range(3):
        scene.write("bob")
    waiting = Reply.objects.filter(author__username="bob").order_by("-pk").values("pk")[:2]
    Reply.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).update(
        state=State.PENDING
    )
    count_anew(scene.post())
    clock.shift(timedelta(minutes=3))
    return scene


def whatever_clicks_change(scene: Scene, clock: time_machine.Traveller) -> None:
    """Bob clicks back and forth on what he raised, and joins by a reply what he shares in part."""
    bob, alice = scene.user("bob"), scene.user("alice")
    for who, count in (("bob", 3), ("carol", 2)):
        scene.write(who, *(Choice("new", claim=scene.words("Claim")) for _ in range(count)))
    declined, taken_back, adopted, part, whole = [
        {"post_id": scene.post_id, "number": number}
        for number in Objection.objects.order_by("number").values_list("number", flat=True)
    ][-5:]
    late = scene.write("bob")
    clock.shift(timedelta(minutes=1))
    take_position(author=alice, **declined, stance=Stance.DECLINED, text="No.")
    take_position(author=alice, **adopted, stance=Stance.ANSWERED, adopt_reply_id=late.pk)
    share(user=bob, **part)
    merge(moderator=scene.user("mina"), **part, into=whole["number"], reason="The same")
    for where, clicks in (
        (declined, (Event.SATISFIED, Event.REAFFIRM)),
        (adopted, (Event.SATISFIED, Event.REAFFIRM)),
        (taken_back, (Event.WITHDRAW,)),
    ):
        for click in clicks:
            clock.shift(timedelta(minutes=1))
            say(user=bob, **where, event=click)
    clock.shift(timedelta(minutes=1))
    share(user=bob, **taken_back)
    scene.write("bob", Choice("same", number=whole["number"]))


def rows_after(who: User, **step: Step) -> Rows:
    """All rows once somebody has left with their texts; nothing of it stays."""
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        for name, function in step.items():
            patch.setattr(leaving, name, function)
        leave(user=who, withdraw=True)
        found = everything()
        assert list(findings()) == []
        transaction.set_rollback(True)
    for row in found["User"]:
        del row["password"]
    return found


@pytest.mark.parametrize("seed", [1, 4, 5][: examples(1, 3)])
def test_all_at_once_is_what_one_by_one_would_be(seed: int, clock: time_machine.Traveller) -> None:
    bob = scene_of(Random(seed), clock).user("bob")
    one_by_one = {"withdraw_all": withdraw_one_by_one, "forget_private": forget_one_by_one}
    wanted, found = rows_after(bob, **one_by_one), rows_after(bob)
    for table, rows in wanted.items():
        assert found[table] == rows, table


def statements_of(size: int) -> int:
    """How many statements it takes to leave with so many replies, of which half are public."""
    branch(size - 1)
    bob = User.objects.get(username="bob")
    Reply.objects.update(author=bob)
    for held in (HolderEvent.objects, bob.holdings.model.objects):
        held.update(user=bob)
    late = Reply.objects.order_by("-pk").values_list("pk", flat=True)[: size // 2]
    Reply.objects.filter(pk__in=list(late)).update(state=State.PENDING)
    with CaptureQueriesContext(connection) as done:
        leave(user=bob, withdraw=True)
    assert Reply.objects.filter(state=State.WITHDRAWN).count() == size // 2
    assert Reply.objects.filter(state=State.REJECTED).count() == size // 2
    assert HolderEvent.objects.filter(event=Event.WITHDRAW).count() == size // 2
    return len(done)


@pytest.mark.counts
def test_security_45_leaving_takes_as_many_statements_with_many_replies_as_with_few() -> None:
    with transaction.atomic():
        small = statements_of(10)
        transaction.set_rollback(True)
    assert statements_of(150) == small
