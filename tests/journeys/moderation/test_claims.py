"""A claim is reported by itself: the reply stays, the claim is decided on."""

import pytest

from critiques.models import Objection
from moderation.models import LogEntry, Report
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(kept_db):
    """Bob’s objections a and b to Alice’s essay."""
    bob, carol, mina = person("bob"), person("carol"), moderator()
    post = publish(person("alice"), "Twenty checks", "Twenty checks are enough for any summary.")
    place(bob, answer(bob, post, "a) The author is a fool.\nb) People tire."))
    return {"bob": bob, "carol": carol, "mina": mina, "essay": post}


bob, carol, mina, essay = parts("bob carol mina essay")


def report(reporter, post, number: int = 1, reason: str = "about a person") -> int:
    url = f"/posts/{post.pk}/objections/{number}/report/"
    return browser_of(reporter).post(url, {"reason": reason}).status_code


def decide(mina, post, decision: str, reason: str = "about a person", number: int = 1) -> int:
    data = {"post": post.pk, "objection": number, "decision": decision, "reason": reason}
    return browser_of(mina).post("/moderation/decisions/", data).status_code


def status(post, number: int = 1) -> str:
    return Objection.objects.get(post=post, number=number).status


def test_it_waits_in_the_queue_and_removing_strikes_it(essay, carol, mina):
    assert report(carol, essay) == 302
    queue = text_of(browser_of(mina).get("/moderation/?show=claims"))
    assert "The author is a fool" in queue and "about a person" in queue
    assert "1 person shared it. Removing strikes it" in queue
    assert "Claims 1" in queue and "Posts 0" in queue
    assert "Wordings reported" in text_of(browser_of(mina).get(f"/posts/{essay.pk}/critique/"))
    assert decide(mina, essay, "remove") == 302
    assert status(essay) == "struck"
    assert not Report.objects.filter(decision=None).exists()
    assert essay.replies.get().state == "visible"
    entry = LogEntry.objects.get()
    undo = f"/moderation/log/{entry.pk}/undo/"
    assert browser_of(mina).post(undo, {"reason": "too harsh"}).status_code == 302
    assert status(essay) == "open"
    assert Report.objects.filter(decision=None).count() == 1


@pytest.mark.parametrize("decision", ["warn", "fine", "dismiss"])
def test_what_is_kept_stays_and_may_be_taken_back(essay, carol, mina, bob, decision):
    report(carol, essay)
    assert decide(mina, essay, decision) == 302
    assert status(essay) == "open"
    entry = LogEntry.objects.get()
    assert (entry.objection, entry.person) == (1, bob)
    assert decide(mina, essay, decision) == 409
    undo = f"/moderation/log/{entry.pk}/undo/"
    assert browser_of(mina).post(undo, {"reason": "again"}).status_code == 302
    assert Report.objects.filter(decision=None).count() == 1
    assert LogEntry.objects.first().objection == 1


def test_reports_on_the_essay_and_on_its_claims_are_apart(essay, carol, mina):
    dave = person("dave")
    report(carol, essay)
    browser_of(dave).post(f"/posts/{essay.pk}/report/", {"reason": "spam"})
    report(carol, essay, number=2, reason="")
    assert Report.objects.filter(decision=None).count() == 3
    data = {"post": essay.pk, "reply": "", "decision": "fine", "reason": "no spam"}
    assert browser_of(mina).post("/moderation/decisions/", data).status_code == 302
    waiting = Report.objects.filter(decision=None).order_by("objection")
    assert [each.objection for each in waiting] == [1, 2]
    assert decide(mina, essay, "dismiss") == 302
    assert [each.objection for each in waiting.all()] == [2]


def test_reported_twice_it_is_one_report(essay, carol):
    assert report(carol, essay) == report(carol, essay, reason="and rude") == 302
    assert Report.objects.get().reason == "and rude"


def test_striking_by_hand_settles_it(essay, carol, mina):
    report(carol, essay)
    url = f"/posts/{essay.pk}/objections/1/strike/"
    browser_of(mina).post(url, {"reason": "about a person"})
    assert not Report.objects.filter(decision=None).exists()


def test_who_may_report_what(essay, bob, carol, mina):
    assert report(bob, essay) == 403
    assert browser_of(None).get(f"/posts/{essay.pk}/objections/1/report/").status_code == 302
    assert report(carol, essay, number=9) == 404
    browser_of(mina).post(f"/posts/{essay.pk}/objections/1/strike/", {"reason": "rude"})
    assert report(carol, essay) == 422
    browser_of(mina).post(f"/posts/{essay.pk}/lock/", {"reason": "heated"})
    assert report(carol, essay, number=2) == 302, "reports stay open"
    assert decide(carol, essay, "fine", number=2) == 403


def test_a_refused_reason_is_kept(essay, carol, mina):
    report(carol, essay, reason="")
    data = {"post": essay.pk, "objection": 1, "decision": "warn", "reason": ""}
    response = browser_of(mina).post("/moderation/decisions/", data)
    assert response.status_code == 422
    data["reason"] = "x" * 501
    response = browser_of(mina).post("/moderation/decisions/", data)
    assert response.status_code == 422
    assert "x" * 501 in response.content.decode()


def test_the_page_leads_there(essay, carol):
    page = browser_of(carol).get(f"/posts/{essay.pk}/objections/1/").content.decode()
    assert f'href="/posts/{essay.pk}/objections/1/report/"' in page
    page = browser_of(None).get(f"/posts/{essay.pk}/objections/1/").content.decode()
    assert "/objections/1/report/" not in page


def test_a_merged_claim_is_separated_before_it_is_removed(essay, carol, mina):
    report(carol, essay)
    base = f"/posts/{essay.pk}/objections/1"
    browser_of(mina).post(f"{base}/merge/", {"into": 2, "reason": "Alike"})
    page = browser_of(mina).get("/moderation/")
    assert "merged already" in text_of(page) and "separate it first" in text_of(page)
    assert 'value="remove" aria-keyshortcuts="r"' not in page.content.decode()
    assert decide(mina, essay, "remove") == 409
    browser_of(mina).post(f"{base}/unmerge/", {"reason": "To decide on it"})
    assert decide(mina, essay, "remove") == 302
    assert status(essay) == "struck"


def test_a_warning_about_a_claim_links_to_it(essay, bob, carol, mina):
    report(carol, essay)
    decide(mina, essay, "warn", "Kinder, please")
    page = browser_of(bob).get("/u/bob/").content.decode()
    assert f'A moderator kept <a href="/posts/{essay.pk}/objections/1/">this</a>' in page
