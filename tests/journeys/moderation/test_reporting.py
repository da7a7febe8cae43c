"""Reporting a text: who may, once each, and what becomes of a report that cannot be."""

import pytest

from forum.models import Post
from moderation.models import LogEntry, Report
from tests.cast import answer, browser_of, person
from tests.moderators import decide, report

pytestmark = pytest.mark.django_db


def test_one_open_report_for_each_person_and_text(rude, carol, mina):
    assert report(carol, rude) == 302
    assert report(carol, rude, "Now I can say why") == 302
    assert report(carol, rude) == 302
    assert Report.objects.get().reason == "Now I can say why"
    decide(mina, rude, "fine")
    assert report(carol, rude, "Again") == 302, "a settled report is no obstacle"
    assert Report.objects.count() == 2
    # Taking the decision back leaves one of them waiting, not two.
    fine = LogEntry.objects.get()
    browser_of(mina).post(f"/moderation/log/{fine.pk}/undo/", {"reason": "Hasty"})
    assert Report.objects.filter(decision=None).get().reason == "Again"


def test_who_may_report(essay, rude, bob):
    assert report(person("newcomer", confirmed=False), rude) == 302, "needs no confirmed address"
    assert report(bob, rude) == 403, "one's own text"
    assert report(essay.author, essay) == 403
    suspended = person("gone", suspended_until="2999-01-01T00:00:00Z")
    assert report(suspended, rude) == 403
    assert Report.objects.count() == 1


def test_what_cannot_be_read_cannot_be_reported(essay, alice, rude, carol, mina):
    answer(alice, essay, "An answer.", rude)
    browser_of(mina).post(f"/replies/{rude.pk}/hide/", {"reason": "Rude"})
    assert browser_of(carol).get(f"/replies/{rude.pk}/report/").status_code == 404
    assert report(carol, rude) == 404
    assert report(mina, rude) == 422, "a moderator reads it, but it is not public"
    draft = Post.objects.create(author=alice, title="Draft", slug="draft", html_version=1)
    assert report(carol, draft) == report(mina, draft) == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize("reason", ["x" * 501, "a\x00b"])
def test_a_report_that_cannot_be_keeps_what_was_typed(rude, carol, reason):
    response = browser_of(carol).post(f"/replies/{rude.pk}/report/", {"reason": reason})
    assert response.status_code == 422
    assert "x" * 501 in response.content.decode() or "\x00" in reason
    assert not Report.objects.exists()
