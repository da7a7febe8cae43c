"""Whatever moderators do, in whatever order, with writers active: undone, it is as it was."""

from contextlib import suppress
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from critiques.actions.positions import say_closing_word
from critiques.check import findings
from forum.actions.bars import bar
from forum.actions.changes import edit_reply
from forum.models import Post, Reply, State
from moderation.models import APPOINTMENTS, UNDOABLE, LogAct, LogEntry, Report
from staff.actions.undo import undo
from tests.cast import moderator, person
from tests.examples import examples
from tests.sequences import moves
from tests.sequences.deeds import DEEDS, Deed, hold_back, tell, undoable
from tests.sequences.index import check_index
from tests.sequences.laws import check_rows
from tests.sequences.moves import Move
from tests.sequences.rows import Rows
from tests.sequences.scene import CRITICS, Scene, set_up
from tests.sequences.viewers import check_viewers
from web.page_cache import page_cache

pytestmark = pytest.mark.django_db

EXAMPLES = examples(2, 12)
REFUSALS = (ObjectDoesNotExist, PermissionDenied, ValidationError)
NUMBERS = st.integers(1, 9)
ACTS = st.tuples(st.sampled_from(DEEDS), NUMBERS, NUMBERS)
HELD_BACK = st.tuples(st.just(hold_back), NUMBERS, NUMBERS)
# What people write meanwhile.
WRITINGS = (
    moves.just_reply,
    moves.object_to_it,
    moves.join_by_reply,
    moves.edit_reply,
    moves.share,
    moves.reply_as_author,
    moves.say_it_stands,
    moves.withdraw_reply,
)
WRITES = st.tuples(st.sampled_from(WRITINGS), st.sampled_from(CRITICS), NUMBERS, NUMBERS)
# The log and what hangs on it stay, and when an essay was closed.
# What happened is noted for who is to be told of it, be it undone by then or not.
OF_THE_LOG = {"LogEntry", "Notice", "Appeal", "Move", "Closing", "Session", "Happening"}
# When something was touched last, not how it is.
TOUCHED = {"version", "stamp", "state_at"}
# What a reply's wording says, written beside it once one of them was removed: it follows from it.
FOLLOWS = {("ReplyRevision", "plain")}


# What admins do and undo is no moderator's.
OF_ADMINS = set(APPOINTMENTS.values())
UNDONE_HERE = (
    set(UNDOABLE)
    - {LogAct.UNLOCK, LogAct.UNPIN, LogAct.UPHOLD, LogAct.SPLIT, LogAct.JOIN}
    # Topics and profiles are in no thread.
    - {LogAct.DESCRIBE, LogAct.HIDE_BIO}
    - OF_ADMINS
)
quick = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def scene(settings) -> Scene:
    """Two critics' objections, a nested exchange, a newcomer, somebody barred, three reports."""
    settings.NEWCOMER_APPROVAL = True
    scene = Scene(set_up())
    scene.opening(3)
    top = scene.write("carol", parent=scene.reply(2))
    edit_reply(author=top.author, reply_id=top.pk, body="Better put.", base_revision=1)
    scene.write("dave", parent=top)
    for name in ("nina", "oskar"):
        moderator(name)
    alice = scene.user("alice")
    bar(author=alice, post_id=scene.post_id, username="erin", reason="A reason.")
    say_closing_word(author=alice, post_id=scene.post_id, text="My last word.")
    for number in (1, 3, 5):
        tell(scene, number)
    person("newcomer", approved_at=None)
    for _ in range(2):
        scene.write("newcomer")
    return scene


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of the site, but for the log."""
    return {
        model.__name__: [
            {
                name: value
                for name, value in row.items()
                if name not in TOUCHED and (model.__name__, name) not in FOLLOWS
            }
            for row in model.objects.order_by("pk").values()
        ]
        for model in apps.get_models()
        if model.__name__ not in OF_THE_LOG
    }


def act(deed: Deed, scene: Scene, one: int, two: int) -> None:
    with suppress(*REFUSALS), transaction.atomic():
        deed(scene, one, two)


def write(move: Move, scene: Scene, who: str, one: int, two: int) -> None:
    with suppress(*REFUSALS), transaction.atomic():
        move(scene, who, one, two)


def undo_everything(scene: Scene) -> None:
    """Take every line back, the latest first."""
    mina = scene.user("mina")
    while (entry := undoable().first()) is not None:
        undo(moderator=mina, entry_id=entry.pk, reason="A reason.")


def settled_reports() -> list[Report]:
    """Return those that wait no more, but where their reporters made them anew since."""
    waiting = {(r.reporter_id, r.post_id, r.reply_id) for r in Report.objects.filter(decision=None)}
    settled = Report.objects.exclude(decision=None)
    return [r for r in settled if (r.reporter_id, r.post_id, r.reply_id) not in waiting]


def check_soundness(scene: Scene) -> None:
    assert list(findings()) == []
    call_command("check_trees", stdout=StringIO())
    check_rows(Rows.of(scene.post_id))
    check_viewers(scene.post_id)
    check_index()


@quick
@given(done=st.lists(ACTS, min_size=1, max_size=25))
def test_security_32_moderators_alone_end_where_they_began(scene, done):
    page_cache.clear()
    with transaction.atomic():
        began = everything()
        for deed, one, two in done:
            act(deed, scene, one, two)
            check_soundness(scene)
        undo_everything(scene)
        check_soundness(scene)
        ended = everything()
        for table, rows in began.items():
            assert ended[table] == rows, table
        transaction.set_rollback(True)


@quick
@given(done=st.lists(st.one_of(ACTS, HELD_BACK, WRITES), min_size=1, max_size=40))
def test_with_writers_active_nothing_of_moderators_is_left(scene, done):
    page_cache.clear()
    with transaction.atomic():
        for what, *how in done:
            (act if what in (*DEEDS, hold_back) else write)(what, scene, *how)
        undo_everything(scene)
        check_soundness(scene)
        post = Post.objects.get(pk=scene.post_id)
        assert (post.state, post.locked_at, post.pinned_at) == (State.VISIBLE, None, None)
        states = set(Reply.objects.values_list("state", flat=True))
        assert states <= {State.VISIBLE, State.WITHDRAWN, State.PENDING}
        assert not post.objections.exclude(struck_at=None, merged_into=None).exists()
        assert not post.closings.filter(reopened_at=None).exists()
        assert post.bars.filter(lifted_at=None).count() == 1
        assert settled_reports() == []
        transaction.set_rollback(True)


def test_every_act_that_can_be_undone_is_tried(scene):
    """Else the two above would say nothing of it."""
    for deed in (*DEEDS, hold_back):
        for number in range(1, 9):
            act(deed, scene, number, number + 1)
            undo_everything(scene)
    tried = set(LogEntry.objects.values_list("act", flat=True))
    assert tried >= UNDONE_HERE
