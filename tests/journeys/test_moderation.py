"""Moderation over HTTP: report, queue, decision, tombstone, public log, undo."""

import pytest

from accounts.models import User
from critiques.models import Objection
from forum.models import Post, Reply, State
from moderation.models import Act, LogEntry, Report
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

RUDE = "Go and play with your lists."


@pytest.fixture
def alice() -> User:
    return person("alice")


@pytest.fixture
def bob() -> User:
    return person("bob")


@pytest.fixture
def carol() -> User:
    return person("carol")


@pytest.fixture
def mina() -> User:
    return moderator()


@pytest.fixture
def essay(alice: User) -> Post:
    return publish(alice, "Twenty checks", "Twenty checks are enough.")


@pytest.fixture
def rude(essay: Post, bob: User) -> Reply:
    return answer(bob, essay, RUDE)


def report(reporter: User, what: Post | Reply, reason: str = "") -> int:
    """Send the report form, bare where there is no reason, and return the status."""
    kind = "posts" if isinstance(what, Post) else "replies"
    data = {"reason": reason} if reason else {}
    response = browser_of(reporter).post(f"/{kind}/{what.pk}/report/", data)
    return response.status_code


def decide(by: User, what: Post | Reply, decision: str, reason: str = "About a person", **more):
    """Send one of the four buttons of the queue and return the answer."""
    post, reply = (what.pk, "") if isinstance(what, Post) else (what.post_id, what.pk)
    data = {"post": post, "reply": reply, "decision": decision, "reason": reason, **more}
    return browser_of(by).post("/moderation/decisions/", data)


def undo(by: User, reason: str = "I was wrong"):
    """Take the latest line of the log back and return the answer."""
    entry = LogEntry.objects.latest("pk")
    return browser_of(by).post(f"/moderation/log/{entry.pk}/undo/", {"reason": reason})


def words(viewer: User | None, url: str) -> str:
    response = browser_of(viewer).get(url)
    assert response.status_code == 200, url
    return text_of(response)


def log_of(acts: bool = True) -> list[str]:
    return list(LogEntry.objects.order_by("pk").values_list("act", flat=True))


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
    assert "restored a reply by Bob I was wrong" in log and "taken back since" in log
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
        ("remove", Act.HIDE, Act.RESTORE),
        ("warn", Act.WARN, Act.UNWARN),
        ("fine", Act.FINE, Act.REOPEN),
        ("dismiss", Act.DISMISS, Act.REOPEN),
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
    assert "auto hidden" in words(mina, "/moderation/")
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
    assert log_of() == [Act.WARN]
    rude.refresh_from_db()
    assert rude.state == State.VISIBLE


def test_removing_with_its_objections_is_one_step(essay, alice, bob, carol, mina):
    reply = answer(bob, essay, "a) You are paid for this.\nb) Twenty is few.")
    place(bob, reply)
    browser_of(carol).post(f"/posts/{essay.pk}/objections/2/share/")
    report(carol, reply)
    queue = words(mina, "/moderation/")
    assert "Removing affects objections a, shared by 1 and b, shared by 2; their rows stay" in queue
    assert "Strike objection a too" in queue and "Strike objection b too" in queue
    assert decide(mina, reply, "remove", "About a person", strike=["1"]).status_code == 302
    one, two = Objection.objects.order_by("number")
    assert one.struck_at and one.struck_reason == "About a person"
    assert not two.struck_at
    assert log_of() == [Act.HIDE, Act.STRIKE]
    assert undo(mina).status_code == 302
    one.refresh_from_db()
    assert not one.struck_at
    assert log_of() == [Act.HIDE, Act.STRIKE, Act.UNSTRIKE]


def test_strikes_and_removal_happen_together_or_not_at_all(essay, bob, carol, mina):
    reply = answer(bob, essay, "a) A point.\nb) Another.")
    place(bob, reply)
    report(carol, reply)
    strike = browser_of(mina).post(f"/posts/{essay.pk}/objections/2/strike/", {"reason": "First"})
    assert strike.status_code == 302
    assert "Strike objection b too" not in words(mina, "/moderation/")
    assert decide(mina, reply, "remove", strike=["1", "2"]).status_code == 409
    reply.refresh_from_db()
    assert reply.state == State.VISIBLE
    assert not Objection.objects.get(number=1).struck_at
    assert log_of() == [Act.STRIKE]


def test_strikes_only_what_the_reply_raised(essay, bob, carol, mina):
    place(bob, answer(bob, essay, "a) A point."))
    other = answer(carol, essay, RUDE)
    report(bob, other)
    assert decide(mina, other, "remove", strike=["1", "77", "x", "9" * 30]).status_code == 302
    assert log_of() == [Act.HIDE]


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


def test_lock_and_pin_each_with_its_inverse(essay, bob, mina):
    older = essay
    publish(person("erin"), "A newer essay")
    client, base = browser_of(mina), f"/posts/{older.pk}"

    def front() -> str:
        return words(None, "/")

    assert front().index("A newer essay") < front().index("Twenty checks")
    for act in ("lock", "pin"):
        assert client.get(f"{base}/{act}/").status_code == 200
        assert client.post(f"{base}/{act}/", {"reason": "For now"}).status_code == 302
        assert client.post(f"{base}/{act}/", {"reason": "For now"}).status_code == 409
    assert front().index("A newer essay") > front().index("Twenty checks")
    reply = browser_of(bob).post(f"{base}/reply/", {"body": "Still something."})
    assert reply.status_code in (403, 422) and "Still something." in reply.content.decode()
    assert report(bob, older) == 302, "reports stay open"
    for act in ("unlock", "unpin"):
        assert client.post(f"{base}/{act}/", {"reason": "Enough"}).status_code == 302
        assert client.post(f"{base}/{act}/", {"reason": "Enough"}).status_code == 409
    assert front().index("A newer essay") < front().index("Twenty checks")
    assert answer(bob, older, "Something.").state == State.VISIBLE
    assert log_of() == [Act.LOCK, Act.PIN, Act.UNLOCK, Act.UNPIN]
    lock, pin, unlock, unpin = LogEntry.objects.order_by("pk")
    assert (unlock.reverses, unpin.reverses) == (lock, pin)
    assert undo(mina).status_code == 302
    assert log_of()[-1] == Act.PIN


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


@pytest.mark.parametrize("reason", ["x" * 501, "a\x00b"])
def test_a_report_that_cannot_be_keeps_what_was_typed(rude, carol, reason):
    response = browser_of(carol).post(f"/replies/{rude.pk}/report/", {"reason": reason})
    assert response.status_code == 422
    assert "x" * 501 in response.content.decode() or "\x00" in reason
    assert not Report.objects.exists()


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


def test_the_queue_by_kind_oldest_first(essay, rude, bob, carol, mina):
    later = answer(bob, essay, "Later words.")
    report(carol, later)
    report(carol, essay)
    report(carol, rude)
    report(person("dave"), later)
    everything = words(mina, "/moderation/")
    assert "All 3 Posts 1 Replies 2" in everything
    where = [everything.index(each) for each in ("Later words.", "Twenty checks are", RUDE)]
    assert where == sorted(where)
    assert RUDE not in words(mina, "/moderation/?show=posts")
    assert "Twenty checks are" not in words(mina, "/moderation/?show=replies")
    assert "All 3" in words(mina, "/moderation/?show=nonsense%00")


def test_the_log_by_kind_and_page(essay, mina):
    client = browser_of(mina)
    for _ in range(26):
        client.post(f"/posts/{essay.pk}/pin/", {"reason": "Up"})
        client.post(f"/posts/{essay.pk}/unpin/", {"reason": "Down"})
    first = browser_of(None).get("/moderation/log/").content.decode()
    assert first.count("<tr id=") == 50
    second = browser_of(None).get("/moderation/log/?page=2").content.decode()
    assert second.count("<tr id=") == 2
    pinned = browser_of(None).get("/moderation/log/?act=pin").content.decode()
    assert pinned.count("<tr id=") == 26 and "Down" not in pinned
    assert "/undo/" not in first, "the public reads, moderators undo"
    for query, status in (("page=0", 404), ("page=x", 404), ("act=%00", 200), ("page=99", 200)):
        assert browser_of(None).get(f"/moderation/log/?{query}").status_code == status
