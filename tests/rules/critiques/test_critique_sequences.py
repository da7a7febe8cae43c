"""Whatever people do to critique, in whatever order, its laws hold after each step."""

from io import StringIO

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from critiques.check import findings
from tests.examples import examples
from tests.rules.transfer.test_discussion_round_trip import goes_round
from tests.sequences.history import check_step
from tests.sequences.index import check_index
from tests.sequences.laws import check_rows
from tests.sequences.moves import MOVES, Move
from tests.sequences.readers import check_readers
from tests.sequences.rows import Rows
from tests.sequences.scene import PEOPLE, Scene, set_up
from tests.sequences.timelines import check_timelines
from tests.sequences.viewers import check_viewers
from web.page_cache import page_cache

pytestmark = pytest.mark.django_db

EXAMPLES, STEPS = examples(2, 12), examples(14, 50)
REFUSALS = (ObjectDoesNotExist, PermissionDenied, ValidationError)
NUMBERS = st.integers(1, 9)


class Critique(RuleBasedStateMachine):
    """One essay's critique; each example is a transaction that is rolled back."""

    post_id: int

    def __init__(self) -> None:
        super().__init__()
        page_cache.clear()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.scene = Scene(self.post_id)
        self.rows = Rows.of(self.post_id)
        self.is_sound = True

    @initialize(count=st.integers(0, 7))
    def open(self, count: int) -> None:
        if count:
            self.scene.opening(count)
        self.rows = Rows.of(self.post_id)

    @rule(move=st.sampled_from(MOVES), who=st.sampled_from(PEOPLE), one=NUMBERS, two=NUMBERS)
    def step(self, move: Move, who: str, one: int, two: int) -> None:
        try:
            with transaction.atomic():
                move(self.scene, who, one, two)
        except REFUSALS:
            assert Rows.of(self.post_id) == self.rows, "what was refused has changed something"
            return
        before, self.rows, self.is_sound = self.rows, Rows.of(self.post_id), False
        check_rows(self.rows)
        check_step(before, self.rows)
        check_timelines(self.post_id)
        check_viewers(self.post_id)
        check_readers(self.rows, everything=False)
        self.is_sound = True

    def teardown(self) -> None:
        try:
            if self.is_sound:
                self.check_at_the_end()
        finally:
            transaction.set_rollback(True)
            self.example.__exit__(None, None, None)

    def check_at_the_end(self) -> None:
        check_readers(self.rows, everything=True)
        check_index()
        assert list(findings()) == []
        call_command("check_trees", stdout=StringIO())
        if self.rows.post.state == "visible":
            goes_round(self.post_id)


# How many objections Bob has raised, then moves: who does what, with which two numbers.
STORIES = {
    "a main disagreement that was merged": "6, mina merge 6 1, bob choose_main 1 1",
    "a wording accepted, then another": """3, alice propose_wording 2 1, bob decide_proposal 1 4,
        bob reword 2 1, carol share 2 1, bob reword 2 1, carol accept_wording 1 1""",
    "words of a tag that was taken off": """1, carol retag_a_point 1 8, carol join_by_reply 1 2,
        dave join_by_reply 1 1, bob withdraw_reply 1 1, mina hide_reply 2 1""",
    "a letter given on": "4, mina strike 2 1, dave object_to_it 3 2, mina unstrike 1 1",
    "a letter kept": "4, carol share 2 1, mina strike 2 1, dave object_to_it 3 2",
    "one round a day": """7, dave object_to_it 2 2, carol share 12 1, mina let_a_day_pass 1 1,
        erin share 12 1""",
    "a reply hidden and restored": """3, alice reply_as_author 1 1, bob say_it_stands 1 1,
        mina hide_reply 1 1, mina restore_reply 1 1, alice withdraw_reply 1 1""",
    "a reply that raised is hidden": "3, mina hide_reply 4 1, mina hide_reply 2 1",
    "won over, and not": """3, carol share 1 1, alice take_a_position 1 2, bob say_it_stands 1 1,
        bob say_satisfied 1 1, carol take_back 2 1, erin share 1 1""",
    "merged and separated": """4, erin merge_own 1 1, alice take_a_position 1 1,
        dave say_it_stands 1 1, erin separate_own 1 1""",
    "somebody leaves": "3, carol share 1 1, carol choose_main 1 1, carol leave 1 1, bob leave 1 1",
}


@pytest.mark.parametrize("title", list(STORIES)[:: examples(2, 1)])
def test_the_laws_hold_in_a_story(title: str) -> None:
    Critique.post_id = set_up()
    machine = Critique()
    count, *told = STORIES[title].split(",")
    machine.open(count=int(count))
    by_name = {move.__name__: move for move in MOVES}
    for each in told:
        who, name, one, two = each.split()
        before = machine.rows
        machine.step(move=by_name[name], who=who, one=int(one), two=int(two))
        assert machine.rows is not before, f"refused: {each}"
    machine.teardown()


@pytest.mark.postgres
def test_the_laws_hold_whatever_people_do() -> None:
    Critique.post_id = set_up()
    run_state_machine_as_test(
        Critique, settings=settings(max_examples=EXAMPLES, stateful_step_count=STEPS)
    )
