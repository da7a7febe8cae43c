"""Whoever counts or names who holds a group of merged objections says the same of it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from critiques.actions import curation, positions
from critiques.actions.holders import shares
from critiques.check import findings
from critiques.models import Objection
from critiques.pages.desk.rows import needed_of
from critiques.pages.objection import ObjectionPage
from critiques.pages.summary import SummaryPage
from critiques.record.dependents import resting_on
from critiques.record.desk import asked_of, needing_reply
from critiques.words import HOLDING, Event, Stance
from moderation.models import LogEntry
from tests.cast import answer, browser_of, place, text_of
from tests.examples import examples
from tests.sequences.scene import CRITICS, Scene, set_up
from transfer.documents.critique import Critique
from transfer.documents.reading import entries

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

EXAMPLES = examples(2, 12)
COUNT = 5
# Whose each objection is, and whom it is shared by from the beginning.
RAISERS = [CRITICS[n % len(CRITICS)] for n in range(COUNT)]
EVENTS = [Event.HOLD, Event.SATISFIED, Event.WITHDRAW]
NUMBERS = st.integers(1, COUNT)


class Model:
    """The same in a dictionary and a list."""

    def __init__(self) -> None:
        self.into: dict[int, int] = {}
        self.said = [(number, who, "hold") for number, who in enumerate(RAISERS, 1)]
        self.merges: list[int] = []

    def end(self, number: int) -> int:
        while number in self.into:
            number = self.into[number]
        return number

    def group(self, number: int) -> set[int]:
        parts = [part for part, whole in self.into.items() if whole == number]
        return {number}.union(*(self.group(part) for part in parts))

    def last(self, number: int) -> dict[str, str]:
        group = self.group(number)
        return {who: event for part, who, event in self.said if part in group}

    def holding(self, number: int) -> set[str]:
        return {who for who, event in self.last(number).items() if event in HOLDING}

    def ends(self) -> list[int]:
        return [number for number in range(1, COUNT + 1) if number not in self.into]

    def merge(self, one: int, two: int) -> bool:
        two = self.end(two)
        if one in self.into or one == two:
            return False
        self.into[one] = two
        self.merges.append(one)
        return True

    def say(self, who: str, number: int, event: str) -> tuple[int, bool]:
        end = self.end(number)
        before = self.last(end).get(who)
        may = before not in HOLDING if event == Event.HOLD else before in HOLDING
        if may:
            self.said.append((end, who, event))
        return end, may


STEPS = st.one_of(
    st.tuples(st.just("merge"), NUMBERS, NUMBERS),
    st.tuples(st.just("merge"), NUMBERS, NUMBERS),
    st.tuples(st.just("undo"), NUMBERS, NUMBERS),
    st.tuples(st.sampled_from(EVENTS), NUMBERS, st.integers(1, len(CRITICS))),
)


@pytest.fixture
def scene() -> Scene:
    scene = Scene(set_up())
    for number, who in enumerate(RAISERS, 1):
        place(scene.user(who), answer(scene.user(who), scene.post(), f"a) Claim {number}, too."))
    return scene


@contextmanager
def played(scene: Scene, steps: list[tuple[str, int, int]]) -> Iterator[Model]:
    """Play steps in a transaction that is rolled back."""
    with transaction.atomic():
        model = Model()
        for step in steps:
            do(scene, model, *step)
        yield model
        transaction.set_rollback(True)


def do(scene: Scene, model: Model, what: str, one: int, two: int) -> None:
    """Do one step on the site, if the model says that it can be done."""
    by_mina = {"moderator": scene.user("mina"), "post_id": scene.post_id, "reason": "Why."}
    if what == "merge":
        if model.merge(one, two):
            curation.merge(**by_mina, number=one, into=two)
    elif what == "undo":
        if model.merges:
            part = model.merges.pop(one % len(model.merges))
            whole = model.into.pop(part)
            curation.unmerge(**by_mina, number=part)
            last = LogEntry.objects.latest("pk")
            assert (last.objection, last.other_objection) == (part, whole)
    else:
        who = CRITICS[two - 1]
        end, may = model.say(who, one, what)
        if may and what == Event.HOLD:
            shares.share(user=scene.user(who), post_id=scene.post_id, number=end)
        elif may:
            shares.say(user=scene.user(who), post_id=scene.post_id, number=end, event=what)


def check(scene: Scene, model: Model) -> None:
    """Raise AssertionError where somebody says something else of who holds what."""
    holding = {number: model.holding(number) for number in range(1, COUNT + 1)}
    rows = Objection.objects.filter(post=scene.post_id).select_related("merged_into", "whole")
    for row in rows:
        number = row.number
        assert row.holder_count == len(holding[number]), number
        assert (row.whole or row).number == model.end(number)
        assert (row.merged_into.number if row.merged_into else None) == model.into.get(number)
        page = ObjectionPage.load(viewer=None, post_id=scene.post_id, number=number)
        shared = {line.name.lower() for line in page.people.lines}
        assert shared == set(model.last(number))
        said = resting_on(row.raised_in)[row.pk]
        raiser = RAISERS[number - 1]
        assert said.held == (raiser in holding[number])
        assert {name.lower() for name in said.others} == holding[number] - {raiser}
    assert list(findings()) == []
    summary = SummaryPage.load(viewer=None, post_id=scene.post_id)
    for shown in (*summary.unresolved.rows, *summary.resolved.rows):
        if shown.held:
            names = {url.split("/")[2] for _, url in shown.held_by}
            assert names == holding[shown.o.number], shown.o.number
    critique = Critique.load(scene.post_id, "")
    for entry in entries(critique, critique.objections):
        number = entry.card.number
        assert {each.user.username for each in entry.holding} == holding[number]
        parts = model.group(number) - {number}
        by_address = {row.address: row.number for row in rows}
        assert {by_address[address] for address in entry.parts} == parts
    check_desks(scene, model)


def check_desks(scene: Scene, model: Model) -> None:
    """The author is told who waits; each who waits is asked when the author has spoken."""
    alice = scene.user("alice")
    needed = {row.o.number: row for row in needed_of(needing_reply(alice), alice)}
    waiting = [number for number in model.ends() if model.holding(number)]
    assert sorted(needed) == waiting
    for number, row in needed.items():
        assert {url.split("/")[2] for _, url in row.shared_by} == model.holding(number)
    for number in waiting:
        words = {"stance": Stance.DECLINED, "text": "Not here."}
        positions.take_position(author=alice, post_id=scene.post_id, number=number, **words)
    numbers = dict(Objection.objects.values_list("pk", "number"))
    for who in CRITICS:
        asked = [numbers[each.group] for each in asked_of(scene.user(who))]
        assert sorted(asked) == [n for n in waiting if who in model.holding(n)], who


def test_everybody_says_the_same_of_who_holds_a_group(scene):
    @settings(max_examples=EXAMPLES, deadline=None)
    @given(steps=st.lists(STEPS, max_size=14))
    def says_the_same(steps: list[tuple[str, int, int]]) -> None:
        with played(scene, steps) as model:
            check(scene, model)

    says_the_same()


def test_a_chain_is_told_from_its_end_and_undone_link_by_link(scene):
    """The first is asked, too; and separating the middle one leaves each half a chain."""
    chain = [("merge", n, n + 1) for n in range(1, COUNT)]
    with played(scene, chain) as model:
        assert Objection.objects.get(number=COUNT).holder_count == len(set(RAISERS))
        check(scene, model)
    with played(scene, [*chain, ("undo", 1, 1), ("satisfied", 1, 1)]) as model:
        assert model.into == {1: 2, 3: 4, 4: 5}
        check(scene, model)


def test_what_is_merged_joins_the_end_of_a_chain(scene):
    mina = browser_of(scene.user("mina"))
    post = f"/posts/{scene.post_id}/objections"
    for part, into in ((1, 2), (2, 3)):
        assert (
            mina.post(f"{post}/{part}/merge/", {"into": into, "reason": "Same."}).status_code == 302
        )
    assert mina.post(f"{post}/4/merge/", {"into": 1, "reason": "Same."}).status_code == 302
    assert Objection.objects.get(number=4).merged_into.number == 3
    assert LogEntry.objects.latest("pk").other_objection == 3
    refused = mina.post(f"{post}/3/merge/", {"into": 1, "reason": "A circle."})
    assert refused.status_code == 409
    assert "Objection a is part of c already" in text_of(refused)
