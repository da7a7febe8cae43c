"""From a report to a decision in the queue, what readers then see, and its undo."""

import pytest

from forum.models import Post, Reply, State
from moderation.models import LogAct, LogEntry, Report
from tests.cast import answer, browser_of, moderator, person, text_of
from tests.moderators import RUDE, decide, logged, report, undo, words

pytestmark = pytest.mark.django_db


def test_from_report_to_undo(essay, rude, alice, bob, carol, mina):
    answer(alice, essay, "A patient answer.", rude)
    assert report(carol, rude, "About the person, not the claim") == 302
    assert report(alice, rude) == 302

    queue = words(mina, "/moderation/")
    assert RUDE in queue
    assert "Carol (has no part in the discussion) reports: About the person" in queue
    assert "Alice (wrote the essay) reports, without a reason" in queue
    assert "Reply, level 1" in queue and "1 reply beneath it" in queue
    page = browser_of(mina).get("/moderation/").content.decode()
    assert 'value="About the person, not the claim"' in page, "prefilled from the report"
    assert 'Moderation <span class="count">1</span>' in page

    assert decide(mina, rude, "remove").status_code == 302
    public = browser_of(None).get(essay.get_absolute_url())
    assert RUDE not in public.content.decode()
    assert "A patient answer." in text_of(public)
    assert 'data-state="hidden"' in public.content.decode()
    assert "Removed by moderators" in text_of(public) and "About a person" in text_of(public)
    for insider in (mina, bob):
        assert RUDE in words(insider, essay.get_absolute_url())
    assert "Nothing waits" in words(mina, "/moderation/")

    log = words(None, "/moderation/log/")
    assert "Mina removed a reply by Bob About a person" in log
    assert RUDE not in log and "Carol" not in log, "neither the text nor who reported it"

    assert undo(mina).status_code == 302
    assert RUDE in words(None, essay.get_absolute_url())
    log = words(None, "/moderation/log/")
    assert "restored a reply by Bob" in log and "I was wrong" in log and "( taken back" in log
    assert RUDE in words(mina, "/moderation/"), "its reports wait again"
    essay.refresh_from_db()
    assert essay.reply_count == 2


def test_a_removed_essay_takes_its_thread_along(essay, rude, alice, bob, carol, mina):
    url, reply_url = essay.get_absolute_url(), rude.get_absolute_url()
    assert report(carol, essay) == 302
    assert decide(mina, essay, "remove", "Copied").status_code == 302
    for viewer in (None, bob, carol):
        for path in (url, reply_url, f"/posts/{essay.pk}/critique/"):
            assert browser_of(viewer).get(path).status_code == 404
        assert "Twenty checks" not in words(viewer, "/")
    # Its author and moderators find it at an address that does not repeat the title.
    for viewer in (alice, mina):
        response = browser_of(viewer).get(url, follow=True)
        assert "Twenty checks are enough." in text_of(response)
        assert "Copied" in text_of(response)
    log = words(None, "/moderation/log/")
    assert "removed an essay by Alice Copied" in log and "Twenty" not in log
    assert "removed “Twenty checks”" in words(mina, "/moderation/log/")
    assert undo(mina).status_code == 302
    assert "Twenty checks are enough." in words(None, url)
    assert RUDE in words(None, reply_url)


@pytest.mark.parametrize(
    ("decision", "act", "back"),
    [
        ("remove", LogAct.HIDE, LogAct.RESTORE),
        ("warn", LogAct.WARN, LogAct.UNWARN),
        ("fine", LogAct.FINE, LogAct.REOPEN),
        ("dismiss", LogAct.DISMISS, LogAct.REOPEN),
    ],
)
@pytest.mark.parametrize("target", ["essay", "rude"])
def test_each_decision_settles_all_reports_and_can_be_undone(
    decision, act, back, target, essay, rude, carol, mina, request
):
    what = request.getfixturevalue(target)
    assert report(carol, what, "one") == report(person("dave"), what, "two") == 302
    assert decide(mina, what, decision, "Because").status_code == 302
    entry = LogEntry.objects.get()
    assert (entry.act, entry.reason, entry.person) == (act, "Because", what.author)
    assert set(Report.objects.values_list("decision", flat=True)) == {entry.pk}
    what.refresh_from_db()
    assert what.state == (State.HIDDEN if decision == "remove" else State.VISIBLE)

    assert undo(mina).status_code == 302
    assert LogEntry.objects.latest("pk").act == back
    assert LogEntry.objects.latest("pk").reverses == entry
    assert set(Report.objects.values_list("decision", flat=True)) == {None}
    what.refresh_from_db()
    assert what.state == State.VISIBLE
    response = browser_of(mina).post(f"/moderation/log/{entry.pk}/undo/", {"reason": "Again"})
    assert response.status_code == 409, "a line can be taken back once"
    assert LogEntry.objects.count() == 2


def test_fine_shows_again_what_reports_had_hidden(essay, rude, carol, mina):
    report(carol, rude)
    Reply.objects.filter(pk=rude.pk).update(state=State.AUTO_HIDDEN)
    Post.objects.filter(pk=essay.pk).update(reply_count=0)
    assert RUDE not in words(None, essay.get_absolute_url())
    assert "Reply, level 1, hidden by reports" in words(mina, "/moderation/")
    assert decide(mina, rude, "fine").status_code == 302
    assert RUDE in words(None, essay.get_absolute_url())
    essay.refresh_from_db()
    assert essay.reply_count == 1


def test_a_warning_is_shown_to_its_writer_and_to_moderators(rude, bob, carol, mina):
    report(carol, rude)
    decide(mina, rude, "warn", "Kinder, please")
    for viewer, sees in ((bob, True), (mina, True), (carol, False), (None, False)):
        assert ("Kinder, please" in words(viewer, "/u/bob/")) is sees
    report(carol, rude)
    assert "1 earlier decision against" in words(mina, "/moderation/")
    undo(mina)
    assert "Kinder, please" not in words(bob, "/u/bob/")


def test_a_warning_about_an_essay_links_to_it(essay, alice, carol, mina):
    report(carol, essay)
    decide(mina, essay, "warn", "Name your sources")
    page = browser_of(alice).get("/u/alice/").content.decode()
    assert f'A moderator kept <a href="{essay.get_absolute_url()}">this</a>' in page


def test_two_moderators_decide_once(rude, carol, mina):
    report(carol, rude)
    assert decide(mina, rude, "warn").status_code == 302
    late = decide(moderator("max"), rude, "remove", "Too late")
    assert late.status_code == 409
    assert "decided on this already" in text_of(late)
    assert logged() == [LogAct.WARN]
    rude.refresh_from_db()
    assert rude.state == State.VISIBLE


def test_its_writer_reads_why_it_is_not_public(rude, bob, carol, mina):
    report(carol, rude)
    Reply.objects.filter(pk=rude.pk).update(state=State.AUTO_HIDDEN)
    assert "“Twenty checks”, hidden by reports" in words(bob, "/u/bob/")
    decide(mina, rude, "remove")
    assert "“Twenty checks”, removed by moderators" in words(bob, "/u/bob/")


def test_every_form_with_a_reason_has_a_way_back(essay, rude, carol, mina):
    report(carol, rude)
    decide(mina, rude, "fine")
    undoing = f"/moderation/log/{LogEntry.objects.get().pk}/undo/"
    for viewer, path, back in (
        (mina, undoing, "/moderation/log/"),
        (mina, f"/posts/{essay.pk}/lock/", essay.get_absolute_url()),
        (carol, f"/replies/{rude.pk}/report/", rude.get_absolute_url()),
    ):
        page = browser_of(viewer).get(path).content.decode()
        assert f'<a class="btn btn--second" href="{back}">Leave it</a>' in page, path
