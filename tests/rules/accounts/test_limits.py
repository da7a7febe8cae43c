"""How much may be written in a while: by one person, a newcomer, and from one address."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.limits.rates import Limit, Rate, read_limit
from accounts.models import Trace, User
from config.environment import Environment
from config.limits import TABLE, limits
from forum.actions.replies import post_reply
from forum.models import Post, Reply
from moderation.models import Report
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of

ENV = Environment(Path("not-there"))
NOON = datetime(2026, 5, 4, 12, 0, 30, tzinfo=UTC)
PROXY = {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}
REFUSED = "You have posted 3 replies in the last hour. You can go on at 13:01 UTC."


@pytest.fixture
def clock(db: None):
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def alice(clock) -> User:
    return person("alice")


@pytest.fixture
def post(alice: User) -> Post:
    return publish(alice)


@pytest.fixture
def bob(clock) -> User:
    return person("bob")


def allow(settings, what: str, words: str) -> None:
    settings.LIMITS = {**settings.LIMITS, what: read_limit("LIMIT", words)}


def reply(client: Client, post: Post, body: str = "Hm.", **more: str):
    return client.post(f"/posts/{post.pk}/reply/", {"body": body, "parent": "", **more})


def test_security_26_replies_of_one_person(settings, clock, bob: User, post: Post) -> None:
    allow(settings, "replies", "; 3/hour;")
    his = browser_of(bob)
    for number in range(3):
        assert reply(his, post).status_code == 302
        clock.move_to(NOON + timedelta(minutes=number + 1))
    refused = reply(his, post, "Kept in the form.")
    assert refused.status_code == 429 and REFUSED in text_of(refused)
    assert "Kept in the form." in refused.content.decode()
    clock.move_to(NOON + timedelta(minutes=60) - timedelta(seconds=1))
    assert reply(his, post).status_code == 429
    clock.move_to(NOON + timedelta(minutes=60))
    assert reply(his, post).status_code == 302
    assert reply(his, post).status_code == 429, "the second of the three is not an hour old"
    assert Reply.objects.count() == 4
    assert reply(browser_of(person("carol")), post).status_code == 302


def test_the_longest_wait_is_told(settings, clock, bob: User, post: Post) -> None:
    allow(settings, "replies", "; 1/minute 2/hour 3/day;")
    his = browser_of(bob)
    assert reply(his, post).status_code == 302
    assert "1 reply in the last minute" in text_of(reply(his, post))
    clock.shift(timedelta(minutes=1))
    assert reply(his, post).status_code == 302
    assert "2 replies in the last hour" in text_of(reply(his, post))
    clock.shift(timedelta(hours=1))
    assert reply(his, post).status_code == 302
    assert "You can go on at 12:01 UTC on 5 May" in text_of(reply(his, post))


def test_who_has_been_here_for_long_may_write_more(settings, clock, bob: User, post: Post) -> None:
    for _ in range(5):
        answer(bob, post, "Hm.")
    allow(settings, "replies", "7/day; 1/day;")
    his = browser_of(bob)
    assert reply(his, post).status_code == 429
    User.objects.filter(pk=bob.pk).update(date_joined=NOON - timedelta(days=7))
    assert reply(his, post).status_code == reply(his, post).status_code == 302
    assert reply(his, post).status_code == 429


def test_moderators_are_not_limited(settings, clock, post: Post) -> None:
    allow(settings, "replies", "1/day; 1/day; 1/day")
    mina = browser_of(moderator())
    assert [reply(mina, post).status_code for _ in range(4)] == [302] * 4
    assert not Trace.objects.exists()


def test_a_double_submit_counts_once(settings, clock, bob: User, post: Post) -> None:
    allow(settings, "replies", "; 2/hour; 2/hour")
    token, his = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", browser_of(bob)
    for _ in range(4):
        assert reply(his, post, token=token).status_code == 302
    assert reply(his, post).status_code == 302
    assert reply(his, post, token=token).status_code == 302, "sent again, it leads to the reply"
    assert reply(his, post).status_code == 429
    assert Reply.objects.count() == Trace.objects.count() == 2


def test_essays(settings, clock, bob: User) -> None:
    allow(settings, "posts", "; 1/hour;")
    his = browser_of(bob)
    essay = {"title": "One", "body": "Text.", "token": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"}
    assert his.post("/posts/new/", essay).status_code == 302
    assert his.post("/posts/new/", essay).status_code == 302, "the same form twice"
    other = {"title": "Two", "body": "Kept.", "token": "7f9619ff-8b86-4d01-b42d-00cf4fc964ff"}
    refused = his.post("/posts/new/", other)
    assert refused.status_code == 429
    assert "You have published 1 essay in the last hour." in text_of(refused)
    assert "Kept." in refused.content.decode()
    assert his.post("/posts/new/", other | {"draft": "1"}).status_code == 302, "drafts are free"
    clock.shift(timedelta(hours=1))
    later = other | {"token": "8f9619ff-8b86-4d01-b42d-00cf4fc964ff", "body": "Said better."}
    assert his.post("/posts/new/", later).status_code == 302
    assert Post.objects.latest("pk").body == "Said better."


def test_essays_that_wait_count_too(settings, clock, bob: User) -> None:
    settings.NEWCOMER_APPROVAL = True
    User.objects.filter(pk=bob.pk).update(approved_at=None)
    allow(settings, "posts", "; 1/hour;")
    publish(bob)
    essay = {"title": "Two", "body": "Text."}
    assert browser_of(bob).post("/posts/new/", essay).status_code == 429


def test_reports(settings, clock, bob: User, post: Post) -> None:
    allow(settings, "reports", "; 2/hour;")
    his = browser_of(bob)
    texts = [answer(post.author, post, "Hm.") for _ in range(3)]

    def report(number: int) -> int:
        url = f"/replies/{texts[number].pk}/report/"
        return his.post(url, {"reason": "Rude"}).status_code

    assert [report(0), report(0), report(1), report(1), report(2)] == [302, 302, 302, 302, 429]
    assert Report.objects.count() == 2
    assert his.post(f"/posts/{post.pk}/report/", {"reason": "x"}).status_code == 429


def test_security_26_all_from_one_address(settings, clock, bob: User, post: Post) -> None:
    allow(settings, "replies", ";; 2/hour")
    carol, dave = person("carol"), person("dave")
    assert reply(browser_of(bob), post).status_code == 302
    assert reply(browser_of(carol), post).status_code == 302
    refused = reply(browser_of(dave), post)
    assert refused.status_code == 429
    says = "People at your internet address have posted 2 replies in the last hour. You can go on"
    assert says in text_of(refused)
    there = {"REMOTE_ADDR": "198.51.100.7"}
    url, form = f"/posts/{post.pk}/reply/", {"body": "Hm.", "parent": ""}
    assert browser_of(dave).post(url, form, **there).status_code == 302
    assert not Trace.objects.filter(address__contains="127").exists()
    clock.shift(timedelta(hours=1))
    assert reply(browser_of(dave), post).status_code == 302


def test_security_26_a_forged_address_does_not_help(settings, clock, bob: User, post: Post) -> None:
    allow(settings, "replies", ";; 1/hour")
    url, form = f"/posts/{post.pk}/reply/", {"body": "Hm.", "parent": ""}
    his = browser_of(bob)
    assert his.post(url, form).status_code == 302
    assert his.post(url, form, **PROXY).status_code == 429
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert his.post(url, form, **PROXY).status_code == 302
    forged = {"HTTP_X_FORWARDED_FOR": "192.0.2.77, 203.0.113.9"}
    assert his.post(url, form, **forged).status_code == 429


def test_a_whole_network_is_one_address(settings, clock, bob: User, post: Post) -> None:
    allow(settings, "replies", ";; 1/hour")
    url, form = f"/posts/{post.pk}/reply/", {"body": "Hm.", "parent": ""}
    his = browser_of(bob)
    assert his.post(url, form, REMOTE_ADDR="2001:db8:1:2::1").status_code == 302
    assert his.post(url, form, REMOTE_ADDR="2001:db8:1:2:3::9").status_code == 429
    assert his.post(url, form, REMOTE_ADDR="2001:db8:1:3::1").status_code == 302


def test_traces_are_forgotten_after_a_day(settings, clock, bob: User, post: Post) -> None:
    allow(settings, "replies", ";; 9/hour")
    his = browser_of(bob)
    reply(his, post)
    clock.shift(timedelta(days=1))
    reply(his, post)
    assert Trace.objects.count() == 2
    clock.shift(timedelta(seconds=1))
    reply(his, post)
    assert sorted(Trace.objects.values_list("at", flat=True)) == [
        NOON + timedelta(days=1),
        NOON + timedelta(days=1, seconds=1),
    ]


@pytest.mark.parametrize(("size", "most"), [(3, 8), (60, 10)])
def test_a_limit_costs_eight_queries_and_two_where_newcomers_may_do_less(
    settings, clock, post: Post, size: int, most: int
) -> None:
    spent = []
    for name, limit in (("bob", Limit()), ("carol", limits(ENV)["replies"])):
        someone = person(name, date_joined=NOON - timedelta(days=9))
        for _ in range(size):
            post_reply(author=someone, post_id=post.pk, parent_id=None, body="Hm.")
        clock.shift(timedelta(hours=2))
        settings.LIMITS = {**settings.LIMITS, "replies": limit}
        Trace.objects.create(kind="replies", address="x", at=NOON - timedelta(days=2))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert reply(browser_of(someone), post).status_code == 302
        spent.append(len(asked))
        settings.LIMITS = {**settings.LIMITS, "replies": Limit()}
    assert spent[1] - spent[0] == most


def test_what_the_settings_say() -> None:
    assert set(limits(ENV)) == set(TABLE)
    # Who is at the door is neither a person nor a newcomer yet.
    at_the_door = {
        "signups": [False, False, True],
        "tries": [True, False, True],
        "answers": [True, False, False],
    }
    for what, each in limits(ENV).items():
        if what in at_the_door:
            assert list(map(bool, each)) == at_the_door[what]
            continue
        assert all(each), "every line limits a person, a newcomer and an address"
        assert max(each.newcomer) < max(each.person) < max(each.address)
    assert read_limit("X", "3/hour 4/day;;1/minute") == Limit(
        (Rate(3, "hour"), Rate(4, "day")), (), (Rate(1, "minute"),)
    )


@pytest.mark.parametrize(
    "words", ["", "3/hour", "3/hour;;;", "3/week;;", "0/hour;;", "x;;", "-1/day;;"]
)
def test_a_line_that_cannot_be_read(words: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="LIMIT_POSTS"):
        read_limit("LIMIT_POSTS", words)


def test_sharing_costs_four_queries_more(settings, clock, post: Post, bob: User) -> None:
    spent = []
    place(bob, answer(bob, post, "a) One.\nb) Two."))
    carol = person("carol", date_joined=NOON - timedelta(days=9))
    for number, limit in ((1, Limit()), (2, limits(ENV)["holds"])):
        settings.LIMITS = {**settings.LIMITS, "holds": limit}
        with CaptureQueriesContext(connection) as asked:
            url = f"/posts/{post.pk}/objections/{number}/share/"
            assert browser_of(carol).post(url).status_code == 302
        spent.append(len(asked))
    assert spent[1] - spent[0] == 4
