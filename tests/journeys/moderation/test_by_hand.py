"""What moderators do without a report: hide, lock and pin, each with its inverse; and the log."""

import pytest

from forum.models import State
from moderation.actions.threads import set_thread
from moderation.models import LogAct, LogEntry
from tests.cast import answer, browser_of, person, place, publish, text_of
from tests.moderators import RUDE, logged, report, undo, words

pytestmark = pytest.mark.django_db


def test_removing_by_hand_settles_the_reports_too(rude, carol, mina):
    report(carol, rude)
    hide = f"/replies/{rude.pk}/hide/"
    assert RUDE in words(mina, hide)
    assert browser_of(mina).post(hide, {"reason": "Rude"}).status_code == 302
    assert "Nothing waits" in words(mina, "/moderation/")
    again = browser_of(mina).post(hide, {"reason": "Rude"})
    assert again.status_code == 409
    assert "not public any more" in text_of(again)
    restore = f"/replies/{rude.pk}/restore/"
    assert browser_of(mina).post(restore, {"reason": "Not so rude"}).status_code == 302
    assert browser_of(mina).post(restore, {"reason": "Not so rude"}).status_code == 409
    hidden, restored = LogEntry.objects.order_by("pk")
    assert restored.reverses == hidden, "a restoring is the undoing of the removal"


def test_every_page_of_an_essay_tells_its_author_that_it_was_removed(essay, rude, alice, bob, mina):
    place(bob, rude, to_reply="new", claim_reply="Alice cannot count.")
    pages = [f"/posts/{essay.pk}/{page}/" for page in ("critique", "objections/1")]
    told = "About a person. Only its author and moderators still see it."
    assert not any(told in words(alice, page) for page in pages)
    browser_of(mina).post(f"/posts/{essay.pk}/hide/", {"reason": "About a person"})
    essay.refresh_from_db()
    for page in (essay.get_absolute_url(), *pages):
        assert told in words(alice, page) and told in words(mina, page), page
        assert browser_of(bob).get(page).status_code == 404


def test_lock_and_pin_each_with_its_inverse(essay, bob, mina):
    older = essay
    publish(person("erin"), "A newer essay")
    client, base = browser_of(mina), f"/posts/{older.pk}"

    def front() -> str:
        return words(None, "/")

    assert front().index("A newer essay") < front().index("Twenty checks")
    for act, column in (("lock", "locked"), ("pin", "pinned")):
        assert client.get(f"{base}/{act}/").status_code == 200
        assert client.post(f"{base}/{act}/", {"reason": "For now"}).status_code == 302
        again = client.post(f"{base}/{act}/", {"reason": "For now"})
        assert again.status_code == 409
        assert f"This discussion is {column} already." in text_of(again)
    assert front().index("A newer essay") > front().index("Twenty checks")
    reply = browser_of(bob).post(f"{base}/reply/", {"body": "Still something."})
    assert reply.status_code in (403, 422) and "Still something." in reply.content.decode()
    assert report(bob, older) == 302, "reports stay open"
    for act, column in (("unlock", "locked"), ("unpin", "pinned")):
        assert client.post(f"{base}/{act}/", {"reason": "Enough"}).status_code == 302
        again = client.post(f"{base}/{act}/", {"reason": "Enough"})
        assert again.status_code == 409
        assert f"This discussion is not {column}." in text_of(again)
    assert front().index("A newer essay") < front().index("Twenty checks")
    assert answer(bob, older, "Something.").state == State.VISIBLE
    assert logged() == [LogAct.LOCK, LogAct.PIN, LogAct.UNLOCK, LogAct.UNPIN]
    lock, pin, unlock, unpin = LogEntry.objects.order_by("pk")
    assert (unlock.reverses, unpin.reverses) == (lock, pin)
    assert undo(mina).status_code == 302
    assert logged()[-1] == LogAct.PIN


def test_what_is_so_already_is_not_asked_for(essay, rude, mina):
    def asked(url: str) -> str:
        page = browser_of(mina).get(url)
        assert page.status_code == 200, url
        return page.content.decode()

    reply, post = f"/replies/{rude.pk}", f"/posts/{essay.pk}"
    before = {f"{reply}/restore/": "nothing to restore", f"{post}/unlock/": "is not locked"}
    after = {
        f"{reply}/hide/": "not public any more",
        f"{reply}/split/": "This reply is not public",
        f"{post}/lock/": "is locked already",
    }
    for url, said in before.items():
        assert said in asked(url) and 'name="reason"' not in asked(url), url
    for url in after:
        assert 'name="reason"' in asked(url), url
    for url in (f"{reply}/hide/", f"{post}/lock/"):
        assert browser_of(mina).post(url, {"reason": "Rude"}).status_code == 302
    for url, said in after.items():
        assert said in asked(url) and 'name="reason"' not in asked(url), url
    for url in before:
        assert 'name="reason"' in asked(url), url


def test_the_undo_page_says_what_was_taken_back(rude, mina):
    browser_of(mina).post(f"/replies/{rude.pk}/hide/", {"reason": "Rude"})
    entry = LogEntry.objects.get()
    url = f"/moderation/log/{entry.pk}/undo/"
    assert 'name="reason"' in browser_of(mina).get(url).content.decode()
    assert undo(mina).status_code == 302
    page = browser_of(mina).get(url).content.decode()
    assert "This was taken back already." in page
    assert f'href="/moderation/log/{entry.reversed_by.pk}/"' in page
    assert 'name="reason"' not in page


def test_the_log_by_kind_and_page(essay, mina):
    for _ in range(26):
        for act, reason in ((LogAct.PIN, "Up"), (LogAct.UNPIN, "Down")):
            set_thread(moderator=mina, post_id=essay.pk, act=act, reason=reason)
    first = browser_of(None).get("/moderation/log/").content.decode()
    assert first.count("<tr id=") == 50
    second = browser_of(None).get("/moderation/log/?page=2").content.decode()
    assert second.count("<tr id=") == 2
    pinned = browser_of(None).get("/moderation/log/?act=pin").content.decode()
    assert pinned.count("<tr id=") == 26 and "Down" not in pinned
    assert "/undo/" not in first, "the public reads, moderators undo"
    for query, status in (("page=0", 404), ("page=x", 404), ("act=%00", 200), ("page=99", 404)):
        assert browser_of(None).get(f"/moderation/log/?{query}").status_code == status


def test_a_merged_objection_is_separated_before_it_is_struck(essay, bob, mina):
    place(bob, answer(bob, essay, "a) A point.\nb) Another."))
    client, base = browser_of(mina), f"/posts/{essay.pk}/objections"
    assert client.post(f"{base}/1/merge/", {"into": 2, "reason": "Alike"}).status_code == 302
    again = client.post(f"{base}/1/merge/", {"into": 2, "reason": "Alike"})
    strike = client.post(f"{base}/1/strike/", {"reason": "Rude"})
    assert (again.status_code, strike.status_code) == (409, 409)
    assert "separate it first" in text_of(strike)
    assert client.post(f"{base}/1/unmerge/", {"reason": "Not alike"}).status_code == 302
    assert client.post(f"{base}/1/strike/", {"reason": "Rude"}).status_code == 302
    assert client.post(f"{base}/1/merge/", {"into": 2, "reason": "Alike"}).status_code == 409
    assert logged() == [LogAct.MERGE, LogAct.UNMERGE, LogAct.STRIKE]
