"""The person concerned is told what moderators did and why, and may answer once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from critiques.actions.curation import strike
from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from forum.models import Post, Reply, State
from moderation.actions.log import write_log
from moderation.actions.removals import hide
from moderation.actions.threads import set_thread
from moderation.models import Appeal, LogAct, LogEntry, Notice, Report
from staff.actions.decisions import decide_appeal
from staff.actions.undo import undo
from tests.cast import answer, browser_of, form_fields, moderator, person, place, publish, text_of
from tests.moderators import RUDE, decide, report, words

HERE = "/account/decisions/"
BADGE = 'Notices <span class="count">'


def badge(viewer: User) -> bool:
    return BADGE in browser_of(viewer).get("/").content.decode()


def unseen(viewer: User) -> int:
    return Notice.objects.filter(person=viewer, seen_at=None).count()


@pytest.fixture
def hidden(rude: Reply, mina: User) -> LogEntry:
    return hide(moderator=mina, reply_id=rude.pk, reason="About a person")


def test_visitors_sign_in_first(db: None) -> None:
    for response in (Client().get(HERE), Client().post(f"{HERE}seen/", {"until": "1"})):
        assert response.status_code == 302
        assert response.headers["location"].startswith("/account/login/")


def test_whose_text_was_removed_reads_why_and_finds_it(
    hidden: LogEntry, rude: Reply, bob: User, carol: User, mina: User
) -> None:
    assert badge(bob) and not badge(carol) and not badge(mina)
    page = browser_of(bob).get(HERE)
    assert "New Mina removed your reply on “Twenty checks” About a person" in text_of(page)
    assert f'<a href="{rude.get_absolute_url()}">your reply on “Twenty checks”</a>' in (
        page.content.decode()
    )
    assert RUDE in words(bob, rude.get_absolute_url())
    assert "There are none." in words(carol, HERE)


def test_opening_the_page_writes_nothing_and_got_it_does(hidden: LogEntry, bob: User) -> None:
    client = browser_of(bob)
    fields = form_fields(client.get(HERE), "seen")
    assert unseen(bob) == 1 and badge(bob)
    later = write_log(act=LogAct.SUSPEND, actor=hidden.actor, person=bob, reason="Again")
    assert client.get(f"{HERE}seen/").status_code == 405
    assert client.post(f"{HERE}seen/", fields).status_code == 302
    assert unseen(bob) == 1, "what came since is new"
    assert client.post(f"{HERE}seen/", {"until": later.pk}).status_code == 302
    assert not unseen(bob) and not badge(bob)
    assert 'data-form="seen"' not in client.get(HERE).content.decode()


def test_nobody_sees_for_another(hidden: LogEntry, bob: User, carol: User) -> None:
    for until in (hidden.pk, "", "x", "9" * 30):
        browser_of(carol).post(f"{HERE}seen/", {"until": until})
    assert unseen(bob) == 1


def test_each_is_said_to_whom_it_concerns(essay: Post, bob: User, mina: User) -> None:
    place(bob, answer(bob, essay, "a) Not so."))
    place(bob, answer(bob, essay, "a) Is it?"), to_a="question")
    strike(moderator=mina, post_id=essay.pk, number=1, reason="None")
    strike(moderator=mina, post_id=essay.pk, number=2, reason="None")
    set_thread(moderator=mina, post_id=essay.pk, act=LogAct.LOCK, reason="Calm down")
    end = timezone.now() + timedelta(days=400)
    write_log(act=LogAct.SUSPEND, actor=mina, person=bob, reason="Again", expires_at=end)
    page = words(bob, HERE)
    assert "Mina struck your objection a on “Twenty checks”" in page
    assert "Mina struck your question #2 on “Twenty checks”" in page
    assert f"Mina suspended you until {end.day} {end:%B %Y}" in page
    assert "locked" not in page
    assert "Mina locked your essay “Twenty checks” Calm down" in words(essay.author, HERE)


def test_what_was_taken_back_says_so(hidden: LogEntry, bob: User, mina: User) -> None:
    undo(moderator=mina, entry_id=hidden.pk, reason="A quotation")
    page = words(bob, HERE)
    assert "Mina restored your reply on “Twenty checks” A quotation" in page
    assert "taken back" in page and "Answer once" not in page


def test_whose_essay_is_gone_too_reads_no_title(
    hidden: LogEntry, essay: Post, bob: User, mina: User
) -> None:
    hide(moderator=mina, post_id=essay.pk, reason="Copied")
    response = browser_of(bob).get(HERE)
    page = response.content.decode()
    assert "removed your reply on an essay" in text_of(response)
    assert essay.title not in page and "/replies/" not in page
    assert essay.title in words(essay.author, HERE)


def test_an_answer_is_sent_once(hidden: LogEntry, bob: User) -> None:
    client, url = browser_of(bob), f"{HERE}{hidden.pk}/appeal/"
    assert "Answer once" in words(bob, HERE)
    long = client.post(url, {"text": "x" * 1001})
    assert long.status_code == 422 and "x" * 1001 in long.content.decode()
    assert client.get(url).status_code == 405
    sent = client.post(url, form_fields(client.get(HERE), "appeal") | {"text": "I quoted\nher."})
    assert sent.status_code == 302
    page = words(bob, HERE)
    assert "I quoted her." in page and "Moderators will look at it." in page
    assert "Answer once" not in page
    assert client.post(url, {"text": "And more"}).status_code == 409
    assert Appeal.objects.get().text == "I quoted\nher."


def test_only_the_person_concerned_answers(hidden: LogEntry, carol: User, mina: User) -> None:
    url = f"{HERE}{hidden.pk}/appeal/"
    for other in (carol, mina):
        assert browser_of(other).post(url, {"text": "But"}).status_code == 404
    assert Client().post(url, {"text": "But"}).status_code == 302
    assert not Appeal.objects.exists()


def test_a_suspended_person_answers(bob: User, mina: User) -> None:
    entry = write_log(act=LogAct.SUSPEND, actor=mina, person=bob, reason="Again")
    User.objects.filter(pk=bob.pk).update(suspended_until=timezone.now() + timedelta(days=3))
    url = f"{HERE}{entry.pk}/appeal/"
    assert browser_of(bob).post(url, {"text": "It was not me"}).status_code == 302


@pytest.mark.parametrize(("uphold", "says"), [(True, "stood by it"), (False, "taken back")])
def test_who_answered_is_told_what_came_of_it(
    uphold: bool, says: str, hidden: LogEntry, bob: User, carol: User
) -> None:
    browser_of(bob).post(f"{HERE}{hidden.pk}/appeal/", {"text": "A quotation of hers"})
    browser_of(bob).post(f"{HERE}seen/", {"until": hidden.pk})
    assert not badge(bob)
    say = {"appeal_id": Appeal.objects.get().pk, "uphold": uphold, "reason": "Read again"}
    decide_appeal(moderator=moderator("max"), **say)
    page = words(bob, HERE)
    assert badge(bob) and says in page and "Read again" in page
    # The answer itself is for moderators; that there was one, and its outcome, is public.
    log = words(carol, "/moderation/log/")
    assert "Read again" in log and "A quotation of hers" not in log


def test_reporters_find_what_became_of_it(
    rude: Reply, essay: Post, bob: User, carol: User, mina: User
) -> None:
    dave = person("dave")
    report(carol, rude, "Rude to me")
    report(dave, rude, "Rude to her")
    report(carol, essay)
    assert "a reply by Bob" in words(carol, HERE) and "A moderator will look" in words(carol, HERE)
    decide(mina, rude, "remove", "About a person")
    Report.objects.filter(reporter=carol, reply=rude).update(answer="Thank you, Carol.")
    page = words(carol, HERE)
    assert "It was removed. Thank you, Carol." in page and badge(carol)
    assert RUDE not in page and "Dave" not in page and "Rude to her" not in page
    for other in (dave, bob):
        assert "Thank you" not in words(other, HERE) and "Rude to" not in words(other, HERE)
    client = browser_of(carol)
    client.post(f"{HERE}seen/", form_fields(client.get(HERE), "seen"))
    assert not badge(carol) and badge(bob)


def test_a_report_that_waits_again_has_no_outcome(rude: Reply, carol: User, mina: User) -> None:
    report(carol, rude)
    decide(mina, rude, "fine")
    assert "it stays" in words(carol, HERE)
    undo(moderator=mina, entry_id=LogEntry.objects.latest("pk").pk, reason="By mistake")
    assert "it stays" not in words(carol, HERE)


def test_what_was_found_fine_is_not_told(rude: Reply, bob: User, carol: User, mina: User) -> None:
    report(carol, rude)
    decide(mina, rude, "fine")
    assert "There are none." in words(bob, HERE) and not badge(bob)


@pytest.mark.parametrize("many", [3, 30])
def test_queries_do_not_grow(
    many: int, essay: Post, bob: User, mina: User, django_assert_num_queries: Callable
) -> None:
    for n in range(many):
        raised = [Choice("new", claim=f"No, {n}")]
        said = {"post_id": essay.pk, "parent_id": None, "body": f"a) No, {n}.", "choices": raised}
        reply = reply_with_tags(author=bob, **said)
        hide(moderator=mina, reply_id=reply.pk, reason="Because")
        other = publish(person(f"p{n}"), f"Essay {n}")
        Report.objects.create(post=other, reporter=bob, reason="Why")
        strike(moderator=mina, post_id=essay.pk, number=n + 1, reason="Because")
    # Session and user; which lines, they and what they speak of (five), the reports and theirs
    # (two); and the masthead.
    client = browser_of(bob)
    with django_assert_num_queries(10):
        page = client.get(HERE)
    assert len(page.context["page"].decisions) == min(25, 2 * many)
    assert len(page.context["page"].reports) == min(20, many)


def test_older_ones_have_pages(essay: Post, rude: Reply, bob: User, mina: User) -> None:
    for n in range(27):
        write_log(
            act=LogAct.WARN, actor=mina, post=essay, reply=rude, person=bob, reason=f"No {n}."
        )
    first, second = words(bob, HERE), words(bob, f"{HERE}?page=2")
    assert "No 26." in first and "No 1." not in first
    assert "No 1." in second and "No 0." in second and "No 2." not in second
    entry = LogEntry.objects.get(reason="No 0.")
    url = f"{HERE}{entry.pk}/appeal/"
    assert f'action="{url}?page=2"' in browser_of(bob).get(f"{HERE}?page=2").content.decode()
    refused = browser_of(bob).post(f"{url}?page=2", {"text": "y" * 1001})
    assert refused.status_code == 422 and "y" * 1001 in refused.content.decode()


def test_what_was_held_back_is_told_without_a_name(rude: Reply, bob: User) -> None:
    what = {"post": rude.post, "reply": rude, "person": bob, "was": State.VISIBLE}
    write_log(act=LogAct.AUTO_HIDE, actor=None, reason="Three reports", **what)
    assert "The site, by its rules held back your reply" in words(bob, HERE)
