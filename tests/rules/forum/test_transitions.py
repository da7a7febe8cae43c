"""Which state may follow which: the table in the code, in the documents, and what refuses."""

from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from forum.actions.states import set_post_state, set_reply_state
from forum.models import State
from forum.states import ALLOWED, PURGEABLE, TRANSITIONS, check_transition
from tests.cast import answer, person, publish
from tests.databases import ROOT

# Written by hand: whatever is not here is refused.
FOLLOWS = {
    State.DRAFT: {State.VISIBLE, State.PENDING},
    State.PENDING: {State.VISIBLE, State.REJECTED, State.WITHDRAWN},
    State.VISIBLE: {State.AUTO_HIDDEN, State.HIDDEN, State.WITHDRAWN, State.PENDING},
    State.AUTO_HIDDEN: {State.VISIBLE, State.HIDDEN, State.PURGED},
    State.HIDDEN: {State.VISIBLE, State.AUTO_HIDDEN, State.PURGED},
    State.REJECTED: {State.PENDING, State.PURGED},
    State.WITHDRAWN: {State.PURGED},
    State.PURGED: set(),
}


@pytest.mark.parametrize(("was", "state"), list(product(State, State)))
def test_what_may_follow_what(was, state):
    if state in FOLLOWS[was]:
        check_transition(was, state)
        return
    with pytest.raises(ValidationError) as refused:
        check_transition(was, state)
    assert refused.value.code == "conflict"


def test_the_document_says_what_the_code_does():
    lines = (ROOT / "docs/states.md").read_text().splitlines()
    written = {tuple(cell.strip() for cell in line.split("|")[1:-1]) for line in lines}
    for each in TRANSITIONS:
        sources = ", ".join(each.sources)
        row = (each.name, sources, each.target.value, each.who, each.inverse)
        assert row in written, row
    rows = [line for line in lines if line.startswith("|")]
    # Two heads, two rules, and a row for each state and each transition.
    assert len(rows) == 4 + len(State) + len(TRANSITIONS)


def test_every_inverse_leads_back():
    named = {each.name: each for each in TRANSITIONS}
    for each in TRANSITIONS:
        if each.inverse and each.who != "its writer":
            assert named[each.inverse].target in each.sources, each.name
            assert each.target in named[each.inverse].sources, each.name


def test_nothing_leads_out_of_the_erased():
    assert not [pair for pair in ALLOWED if pair[0] == State.PURGED]
    assert State.VISIBLE not in PURGEABLE


@pytest.mark.django_db
def test_actions_refuse_what_the_table_does_not_have():
    essay = publish(person("alice"))
    reply = answer(person("bob"), essay, "No.")
    with pytest.raises(ValidationError), transaction.atomic():
        set_reply_state(reply=reply, state=State.PURGED, reason="")
    with pytest.raises(ValidationError), transaction.atomic():
        set_post_state(post=essay, state=State.DRAFT, reason="")
    reply.refresh_from_db()
    essay.refresh_from_db()
    assert (reply.state, essay.state) == (State.VISIBLE, State.VISIBLE)
