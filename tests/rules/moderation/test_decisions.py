"""Every decision on a reported text, whatever its state; its undo ends where it began."""

from typing import Any

import pytest

from critiques.models import Holder, HolderEvent, Objection, Tag
from forum.actions.states import set_post_state, set_reply_state
from forum.models import Post, Reply, State
from moderation.models import LogAct, LogEntry, Report
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of

pytestmark = pytest.mark.django_db

STATES = (State.VISIBLE, State.AUTO_HIDDEN, State.HIDDEN, State.WITHDRAWN)
# What each decision makes of a text in each of STATES; None where it is refused.
DECISIONS = {
    "remove": (State.HIDDEN, State.HIDDEN, None, None),
    "warn": (State.VISIBLE, State.VISIBLE, State.HIDDEN, State.WITHDRAWN),
    "fine": (State.VISIBLE, State.VISIBLE, State.HIDDEN, State.WITHDRAWN),
    "dismiss": (State.VISIBLE, State.VISIBLE, State.HIDDEN, State.WITHDRAWN),
}
TABLE = [
    (decision, before, after)
    for decision, becomes in DECISIONS.items()
    for before, after in zip(STATES, becomes, strict=True)
]
# These say when something was touched last, and not how it is.
TOUCHED = {"version", "stamp", "state_at"}


@pytest.fixture(scope="module")
def made(kept_db: None) -> tuple[Post, Reply]:
    """An essay, and a reply that raises two objections; an answer stands beneath it."""
    essay, bob = publish(person("alice"), "Twenty checks"), person("bob")
    raising = answer(bob, essay, "a) Twenty is few.\nb) Nobody counts.")
    place(bob, raising)
    answer(essay.author, essay, "Count them.", raising)
    return essay, raising


@pytest.fixture
def essay(anew: tuple[Post, Reply]) -> Post:
    return anew[0]


@pytest.fixture
def reply(anew: tuple[Post, Reply]) -> Reply:
    return anew[1]


def rows() -> list[list[dict[str, Any]]]:
    """Everything that a decision may change, but for the log."""
    models = (Post, Reply, Report, Objection, Holder, HolderEvent, Tag)
    found = [model.objects.order_by("pk").values() for model in models]
    return [[{k: row[k] for k in row.keys() - TOUCHED} for row in each] for each in found]


def put(what: Post | Reply, state: State) -> None:
    """Put a text into a state, with all that follows from it."""
    if state == what.state:
        return
    if isinstance(what, Post):
        set_post_state(post=what, state=state, reason="")
    else:
        set_reply_state(reply=what, state=state, reason="")


def undo(entry: LogEntry, mina: Any) -> int:
    url = f"/moderation/log/{entry.pk}/undo/"
    return browser_of(mina).post(url, {"reason": "Hasty"}).status_code


@pytest.mark.parametrize("target", ["essay", "reply"])
@pytest.mark.parametrize(("decision", "before", "after"), TABLE)
def test_a_decision_and_its_undo(essay, reply, target, decision, before, after):
    mina, what = moderator(), {"essay": essay, "reply": reply}[target]
    put(what, before)
    on_reply = reply if target == "reply" else None
    Report.objects.create(post=essay, reply=on_reply, reporter=person("carol"), reason="Rude")
    began = rows()
    form = {"post": essay.pk, "reply": on_reply.pk if on_reply else "", "decision": decision}
    sent = browser_of(mina).post("/moderation/decisions/", {**form, "reason": "Because"})
    if after is None:
        assert sent.status_code == 409, text_of(sent)
        assert rows() == began and not LogEntry.objects.exists()
        return
    assert sent.status_code == 302, text_of(sent)
    what.refresh_from_db()
    entry = LogEntry.objects.get()
    assert (what.state, entry.was) == (after, before)
    assert Report.objects.get().decision == entry
    assert undo(entry, mina) == 302
    assert rows() == began


def test_what_reports_had_hidden_is_not_said_to_be_restored(essay, reply):
    mina = moderator()
    put(reply, State.AUTO_HIDDEN)
    Report.objects.create(post=essay, reply=reply, reporter=person("carol"), reason="Rude")
    form = {"post": essay.pk, "reply": reply.pk, "decision": "remove", "reason": "Rude"}
    browser_of(mina).post("/moderation/decisions/", form)
    removal = LogEntry.objects.get()
    undo(removal, mina)
    assert removal.reversed_by.act == LogAct.REOPEN, "the public can’t read it yet"


def test_an_undo_leaves_hidden_what_was_removed_since(essay, reply):
    mina = moderator()
    put(reply, State.AUTO_HIDDEN)
    Report.objects.create(post=essay, reply=reply, reporter=person("carol"), reason="Rude")
    form = {"post": essay.pk, "reply": reply.pk, "decision": "fine", "reason": "Fine"}
    browser_of(mina).post("/moderation/decisions/", form)
    fine = LogEntry.objects.get()
    browser_of(mina).post(f"/replies/{reply.pk}/hide/", {"reason": "No, rude"})
    assert undo(fine, mina) == 302
    reply.refresh_from_db()
    assert reply.state == State.HIDDEN


def test_restoring_by_hand_shows_what_reports_had_hidden(essay, reply):
    mina = moderator()
    put(reply, State.AUTO_HIDDEN)
    client = browser_of(mina)
    client.post(f"/replies/{reply.pk}/hide/", {"reason": "Rude"})
    assert client.post(f"/replies/{reply.pk}/restore/", {"reason": "Not rude"}).status_code == 302
    reply.refresh_from_db()
    assert reply.state == State.VISIBLE
    assert LogEntry.objects.latest("pk").act == LogAct.RESTORE
