"""Mina suspends Bob for a time or for good, ends it, warns him; and what Bob can do meanwhile."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.leaving import leave
from accounts.models import FOR_GOOD, User
from mail.tasks import send_due
from moderation.models import LogAct, LogEntry
from tests.cast import answer, browser_of, moderator, person, publish, text_of
from tests.moderators import logged, report, undo, words

WHY = "Copied the same reply under nine essays"


def send(by: User, name: str, do: str, reason: str = WHY, **more: str) -> int:
    data = {"do": do, "reason": reason, **more}
    return browser_of(by).post(f"/u/{name}/moderate/", data).status_code


@pytest.fixture
def bob(db: None) -> User:
    return person("bob")


@pytest.fixture
def mina(db: None) -> User:
    return moderator()


def test_suspended_for_a_day(bob: User, mina: User) -> None:
    post, other = publish(person("alice")), publish(bob, "Of his own")
    reply = answer(bob, post, "Nine times the same.")
    assert send(mina, "bob", "suspend", term="24") == 302
    bob.refresh_from_db()
    assert timedelta(hours=23) < bob.suspended_until - timezone.now() <= timedelta(hours=24)
    entry = LogEntry.objects.get(act=LogAct.SUSPEND)
    assert (entry.person, entry.expires_at) == (bob, bob.suspended_until)
    his = browser_of(bob)
    refused = his.post(f"/posts/{post.pk}/reply/", {"body": "Once more", "parent": ""})
    assert refused.status_code == 403
    assert f"You can’t write {bob.suspended_for}" in text_of(refused)
    assert "Once more" in refused.content.decode()
    assert (
        his.post(f"/replies/{reply.pk}/edit/", {"body": "x", "base_revision": 1}).status_code == 403
    )
    assert his.post(f"/posts/{other.pk}/withdraw/").status_code == 403
    assert WHY in words(bob, reverse("decisions"))
    for url in ("/", post.get_absolute_url(), "/account/data/"):
        assert his.get(url).status_code == 200, url
    assert f"You can’t write {bob.suspended_for}. Why, and your answer" in text_of(his.get("/"))
    told = his.post(reverse("decision-appeal", args=[entry.pk]), {"text": "They differ."})
    assert told.status_code == 302
    assert leave(user=bob, withdraw=True).left_at is not None


def test_over_by_itself(bob: User, mina: User) -> None:
    post = publish(person("alice"))
    assert send(mina, "bob", "suspend", term="1") == 302
    User.objects.filter(pk=bob.pk).update(suspended_until=timezone.now() - timedelta(seconds=1))
    answer(bob, post, "Here again.")
    assert "may write" in words(mina, "/u/bob/moderate/")


def test_for_good_and_ended(bob: User, mina: User) -> None:
    assert send(mina, "bob", "suspend", term="good") == 302
    bob.refresh_from_db()
    assert bob.suspended_until == FOR_GOOD and bob.suspended_for == "for good"
    assert LogEntry.objects.get().expires_at is None
    assert "suspended for good" in words(mina, "/u/bob/")
    assert "for moderators" not in words(bob, "/u/bob/").lower()
    assert send(mina, "bob", "suspend", term="1") == 409
    assert send(mina, "bob", "end", "A new start") == 302
    assert send(mina, "bob", "end", "A new start") == 409
    bob.refresh_from_db()
    assert bob.suspended_until is None and logged() == ["suspend", "unsuspend"]
    assert LogEntry.objects.get(act=LogAct.UNSUSPEND).reverses == LogEntry.objects.get(
        act=LogAct.SUSPEND
    )


@pytest.mark.parametrize("do", ["end", "suspend"])
def test_what_another_tab_did_meanwhile_is_said(bob: User, mina: User, do: str) -> None:
    if do == "suspend":
        send(mina, "bob", do, term="24")
    data = {"do": do, "reason": "Their words of today", "term": "24"}
    stale = browser_of(mina).post("/u/bob/moderate/", data)
    assert stale.status_code == 409
    page = text_of(stale)
    said = "They are suspended already." if do == "suspend" else "They may write already."
    assert page.count(said) == 1
    assert "Your reason was: “Their words of today”" in page


def test_until_a_day(bob: User, mina: User) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert send(mina, "bob", "suspend", term="until") == 422
    assert send(mina, "bob", "suspend", term="until", day="2001-01-01") == 422
    assert send(mina, "bob", "suspend", term="until", day="9001-01-01") == 422
    assert send(mina, "bob", "suspend", term="for ever") == 422
    assert send(mina, "bob", "suspend", "", term="24") == 422
    assert send(mina, "bob", "suspend", term="until", day=f"{tomorrow}") == 302
    bob.refresh_from_db()
    assert bob.suspended_until.date() == tomorrow + timedelta(days=1)


def test_undone_from_the_log(bob: User, mina: User) -> None:
    send(mina, "bob", "suspend", term="72")
    assert undo(mina).status_code == 302
    bob.refresh_from_db()
    assert not bob.is_suspended
    first = LogEntry.objects.get(act=LogAct.SUSPEND)
    assert undo(mina, entry=first).status_code == 409
    # What was taken back does not end a later one, nor does an earlier one that is over.
    send(mina, "bob", "suspend", term="1")
    early = LogEntry.objects.latest("pk")
    User.objects.filter(pk=bob.pk).update(suspended_until=timezone.now())
    send(mina, "bob", "suspend", term="72")
    assert undo(mina, entry=early).status_code == 302
    bob.refresh_from_db()
    assert bob.is_suspended


def test_an_appeal_ends_it(bob: User, mina: User) -> None:
    send(mina, "bob", "suspend", term="72")
    entry = LogEntry.objects.get()
    url = reverse("decision-appeal", args=[entry.pk])
    browser_of(bob).post(url, {"text": "It was my brother."})
    data = {"decision": "take-back", "reason": "So it was"}
    url = reverse("moderation-appeal", args=[entry.appeal.pk])
    assert browser_of(moderator("max")).post(url, data).status_code == 302
    bob.refresh_from_db()
    assert not bob.is_suspended


def test_a_warning_without_a_text(bob: User, mina: User) -> None:
    assert send(mina, "bob", "warn", "") == 422
    assert send(mina, "bob", "warn", "Answers everybody with a link") == 302
    for who in (bob, mina):
        assert "A moderator gave a warning : Answers everybody" in words(who, "/u/bob/")
    assert "Answers everybody" not in words(person("carol"), "/u/bob/")
    assert "Answers everybody" in words(bob, reverse("decisions"))
    assert undo(mina).status_code == 302
    assert logged() == ["warn", "unwarn"]
    assert "Answers everybody" not in words(bob, "/u/bob/")


def test_a_suspended_moderator_moderates_no_more(mina: User) -> None:
    ada = person("ada", role=User.Role.ADMIN)
    post = publish(person("alice"))
    assert send(ada, "mina", "suspend", term="24") == 302
    mina.refresh_from_db()
    hidden = browser_of(mina).post(f"/posts/{post.pk}/hide/", {"reason": WHY})
    assert hidden.status_code == 403


def test_security_14_a_suspended_moderator_reads_like_a_member(bob: User, mina: User) -> None:
    ada = person("ada", role=User.Role.ADMIN)
    post = publish(person("alice"))
    reply = answer(bob, post, "Words that were removed.")
    browser_of(ada).post(f"/replies/{reply.pk}/hide/", {"reason": WHY})
    where = (post.get_absolute_url(), f"/replies/{reply.pk}/", "/moderation/", "/u/bob/moderate/")
    assert [browser_of(mina).get(url).status_code for url in where] == [200] * 4
    assert "Words that were removed" in words(mina, where[0])
    assert send(ada, "mina", "suspend", term="24") == 302
    mina.refresh_from_db()
    carol = person("carol")
    for who in (mina, carol):
        assert [browser_of(who).get(url).status_code for url in where] == [200, 404, 403, 403]
        assert "Words that were removed" not in words(who, where[0])


def test_who_is_suspended_reports_nothing(bob: User, mina: User) -> None:
    post = publish(person("alice"))
    send(mina, "bob", "suspend", term="24")
    assert report(bob, post) == 403


ROLES = ["member", "moderator", "admin"]


@pytest.mark.parametrize("do", ["suspend", "warn"])
@pytest.mark.parametrize("by", ROLES)
@pytest.mark.parametrize("whom", ROLES)
def test_who_decides_on_whom(db: None, do: str, by: str, whom: str) -> None:
    judge, judged = person("judge", role=by), person("judged", role=whom)
    allowed = (by, whom) in {
        ("moderator", "member"),
        ("admin", "member"),
        ("admin", "moderator"),
    }
    assert send(judge, "judged", do, term="24") == (302 if allowed else 403)
    judged.refresh_from_db()
    assert judged.is_suspended == (allowed and do == "suspend")
    assert send(judge, "judge", do, term="24") == 403
    assert send(judge, "nobody", do, term="24") == (404 if by != "member" else 403)


def test_nobody_decides_on_who_has_left(bob: User, mina: User) -> None:
    gone = leave(user=bob, withdraw=False)
    assert send(mina, gone.username, "suspend", term="24") == 409


def test_who_is_suspended_for_an_hour_reads_the_hour_and_whose_it_is(bob: User, mina: User) -> None:
    User.objects.filter(pk=bob.pk).update(timezone="Asia/Kathmandu")
    User.objects.filter(pk=mina.pk).update(timezone="Europe/Vienna")
    send(mina, "bob", "suspend", term="1")
    until = LogEntry.objects.get().expires_at
    his = f"until {until.astimezone(ZoneInfo('Asia/Kathmandu')):%-d %B, %H:%M} UTC+05:45"
    hers = f"until {until.astimezone(ZoneInfo('Europe/Vienna')):%-d %B, %H:%M} CE"
    send_due()
    (letter,) = mail.outbox
    assert f"Mina suspended you {his} (decided " in letter.body
    assert letter.body.count("UTC+05:45") == 2, "when it was done, and until when it holds"
    assert f"You can’t write {his}." in words(bob, "/")
    assert f"Mina suspended you {his}" in words(bob, reverse("decisions"))
    assert hers in words(mina, "/u/bob/moderate/")
    assert hers in words(mina, reverse("moderation-log"))
    assert f"until {until:%-d %B, %H:%M} UTC" in text_of(Client().get(reverse("moderation-log")))
