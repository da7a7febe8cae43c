"""What the queue shows, and what it does with a decision that cannot be."""

import pytest

from moderation.models import LogEntry
from tests.cast import answer, browser_of, person, place, text_of
from tests.moderators import RUDE, decide, report, undo, words

# The button of one text; there is another for all that are chosen.
REMOVE = 'value="remove" aria-keyshortcuts="r"'

pytestmark = pytest.mark.django_db


def test_the_queue_by_kind_oldest_first(essay, rude, bob, carol, mina):
    later = answer(bob, essay, "Later words.")
    report(carol, later)
    report(carol, essay)
    report(carol, rude)
    report(person("dave"), later)
    everything = words(mina, "/moderation/")
    assert "All 3 Posts 1 Replies 2" in everything
    essay_text = "Essay Twenty checks"
    where = [everything.index(each) for each in ("Later words.", essay_text, RUDE)]
    assert where == sorted(where)
    assert RUDE not in words(mina, "/moderation/?show=posts")
    assert essay_text not in words(mina, "/moderation/?show=replies")
    assert "All 3" in words(mina, "/moderation/?show=nonsense%00")


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 501, "a\x00b", "\x00"])
def test_a_reason_that_cannot_be(essay, rude, carol, mina, reason):
    report(carol, rude, "Fine reason")
    client = browser_of(mina)
    response = decide(mina, rude, "remove", reason)
    assert response.status_code == 422
    assert RUDE in text_of(response), "the queue is shown again"
    for path in (
        f"/replies/{rude.pk}/hide/",
        f"/posts/{essay.pk}/hide/",
        f"/posts/{essay.pk}/lock/",
        f"/posts/{essay.pk}/pin/",
    ):
        assert client.post(path, {"reason": reason}).status_code == 422, path
    assert not LogEntry.objects.exists()
    client.post(f"/posts/{essay.pk}/pin/", {"reason": "Good"})
    assert undo(mina, reason).status_code == 422
    assert LogEntry.objects.count() == 1


def test_a_refused_decision_keeps_the_typed_reason(rude, carol, mina):
    report(carol, rude, "From the report")
    typed = "My own words. " * 40
    page = decide(mina, rude, "remove", typed).content.decode()
    assert "My own words." in page
    assert decide(mina, rude, "explode", "Kept").status_code == 422


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"post": "x", "reply": ""},
        {"post": "999999", "reply": ""},
        {"post": "9" * 40, "reply": "9" * 40},
        {"post": "\x00", "reply": "-1"},
    ],
)
def test_a_decision_about_nothing_is_404(mina, data):
    data = {"decision": "remove", "reason": "Why", **data}
    assert browser_of(mina).post("/moderation/decisions/", data).status_code == 404


def test_a_decision_returns_to_the_tab_it_came_from(essay, rude, bob, carol, mina):
    for what in (rude, essay, answer(bob, essay, "Later words.")):
        report(carol, what)
    page = browser_of(mina).get("/moderation/?show=replies").content.decode()
    assert '<input type="hidden" name="show" value="replies">' in page
    refused = decide(mina, rude, "warn", "", show="replies")
    assert refused.status_code == 422
    assert "Essay Twenty checks" not in text_of(refused), "the tab stays when it is refused, too"
    done = decide(mina, rude, "fine", show="replies")
    assert done.headers["location"] == "/moderation/?show=replies"
    for show in ("", "nonsense", "posts&next=https://example.org/"):
        report(carol, rude)
        assert decide(mina, rude, "fine", show=show).headers["location"] == "/moderation/"


def test_what_hangs_on_a_reply_is_named(essay, bob, carol, mina):
    reply = answer(bob, essay, "a) Twenty is few.\nb) Nobody counts.\nc) What is a check?")
    place(bob, reply, to_c="question")
    report(carol, reply)
    queue = words(mina, "/moderation/")
    assert (
        "Removing affects objections a (shared by Bob) and b (shared by Bob) "
        "and question #3 (asked by Bob); their rows stay." in queue
    )
    browser_of(bob).post(f"/posts/{essay.pk}/objections/1/taken-back/")
    for name in ("dave", "erin"):
        browser_of(person(name)).post(f"/posts/{essay.pk}/objections/2/share/")
    queue = words(mina, "/moderation/")
    assert "a (shared by nobody now) and b (shared by 3)" in queue


def test_what_is_not_public_offers_no_removal(essay, rude, bob, alice, carol, mina):
    answer(alice, essay, "Please.", rude)
    report(carol, rude)
    assert REMOVE in browser_of(mina).get("/moderation/").content.decode()
    browser_of(bob).post(f"/replies/{rude.pk}/withdraw/")
    page = browser_of(mina).get("/moderation/")
    assert "Reply, level 1, withdrawn" in text_of(page)
    assert REMOVE not in page.content.decode()
    assert decide(mina, rude, "warn").status_code == 302
