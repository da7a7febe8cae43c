"""Whatever people do to critique, in whatever order, its laws hold after each step.

Examples in this run: 15, or what SEQUENCES says in the environment.
"""

import os
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from critiques.check import findings
from tests.rules.test_discussion_round_trip import goes_round
from tests.sequences.history import check_step
from tests.sequences.laws import check_rows
from tests.sequences.moves import MOVES, Move
from tests.sequences.readers import check_readers
from tests.sequences.rows import Rows
from tests.sequences.scene import PEOPLE, Scene, set_up

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

EXAMPLES = int(os.environ.get("SEQUENCES", "15"))
REFUSALS = (ObjectDoesNotExist, PermissionDenied, ValidationError)
NUMBERS = st.integers(1, 9)


class Critique(RuleBasedStateMachine):
    """One essay's critique; each example is a transaction that is rolled back."""

    post_id: int

    def __init__(self) -> None:
        super().__init__()
        cache.clear()
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
        assert list(findings()) == []
        call_command("check_trees", stdout=StringIO())
        if self.rows.post.state == "visible":
            goes_round(self.post_id)


def test_the_laws_hold_whatever_people_do() -> None:
    Critique.post_id = set_up()
    run_state_machine_as_test(
        Critique, settings=settings(max_examples=EXAMPLES, stateful_step_count=50)
    )
