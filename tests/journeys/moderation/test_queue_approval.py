"""Newcomers' texts in the queue: let through or turned down, singly and together, and undone."""

import pytest

from forum.models import Post, Reply, State
from moderation.models import LogAct, LogEntry
from tests.cast import answer, browser_of, person, publish, text_of
from tests.moderators import report, undo, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on(settings) -> None:
    settings.NEWCOMER_APPROVAL = True


@pytest.fixture
def first_texts(essay) -> list[Reply]:
    """The first replies of three newcomers."""
    newcomers = [person(name, approved_at=None) for name in ("nora", "olaf", "pia")]
    return [answer(each, essay, f"Great, says {each}.") for each in newcomers]


def decide(by, decision, what, reason=""):
    post, reply = (what.pk, "") if isinstance(what, Post) else (what.post_id, what.pk)
    data = {"post": post, "reply": reply, "decision": decision, "reason": reason}
    return browser_of(by).post("/moderation/approvals/", data | {"show": "approval"})


def many(by, decision, *texts, reason=""):
    keys = [f"{each.post_id}-{each.pk}" for each in texts]
    data = {"item": keys, "decision": decision, "reason": reason, "show": "approval"}
    return browser_of(by).post("/moderation/decisions/many/", data)


def states() -> list[str]:
    return list(Reply.objects.order_by("pk").values_list("state", flat=True))


def test_they_wait_in_a_tab_of_their_own(first_texts, essay, rude, carol, mina):
    report(carol, rude)
    page = browser_of(mina).get("/moderation/?show=approval")
    assert "All 4 Posts 0 Replies 1 Claims 0 Approval 3" in text_of(page)
    html = page.content.decode()
    assert html.count('action="/moderation/approvals/"') == 3
    assert "Great, says Nora." in html and "waits for approval" in html
    assert 'aria-keyshortcuts="Shift+A"' in html and 'value="warn"' not in html
    everything = browser_of(mina).get("/moderation/").content.decode()
    assert everything.count('action="/moderation/approvals/"') == 3
    assert everything.count('form="many"') == 1, "reports and first texts are not decided together"


@pytest.mark.parametrize("what", ["reply", "essay"])
def test_let_through_turned_down_and_undone(first_texts, essay, mina, what):
    nora = first_texts[0].author
    text = first_texts[0] if what == "reply" else publish(nora, "My first essay")
    assert decide(mina, "reject", text).status_code == 422, "turning down takes a reason"
    assert decide(mina, "warn", text).status_code == 422
    done = decide(mina, "reject", text, "Advertising")
    assert done.headers["location"] == "/moderation/?show=approval"
    text.refresh_from_db()
    assert text.state == State.REJECTED
    assert decide(mina, "approve", text).status_code == 409
    undo(mina)
    assert decide(mina, "approve", text).status_code == 302
    text.refresh_from_db()
    assert text.state == State.VISIBLE
    assert LogEntry.objects.latest("pk").reason == "Welcome"
    undo(mina)
    text.refresh_from_db()
    assert text.state == State.PENDING


def test_together(first_texts, mina):
    assert decide(mina, "approve", first_texts[0]).status_code == 302
    assert many(mina, "reject", *first_texts, reason="Advertising").status_code == 302
    assert states() == [State.VISIBLE, State.REJECTED, State.REJECTED]
    whole = LogEntry.objects.get(count=2)
    assert (whole.act, whole.parts.count()) == (LogAct.REJECT, 2)
    assert "Approval 0" in words(mina, "/moderation/")
    assert many(mina, "approve", *first_texts).status_code == 409
    undo(mina, entry=whole)
    assert many(mina, "approve", *first_texts).status_code == 302
    assert states() == [State.VISIBLE] * 3
    undo(mina, entry=LogEntry.objects.get(act=LogAct.APPROVE, count=2))
    assert states() == [State.VISIBLE, State.PENDING, State.PENDING]


def test_put_off_like_anything_else(first_texts, mina):
    key = f"{first_texts[0].post_id}-{first_texts[0].pk}"
    assert (
        browser_of(mina).post("/moderation/snoozes/", {"item": key, "days": 3}).status_code == 302
    )
    assert "Approval 2 Appeals 0 Snoozed 1" in words(mina, "/moderation/")
