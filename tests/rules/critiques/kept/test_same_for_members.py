"""Pages that are printed once for all members without a part: always as each would get them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from critiques.actions.closings import close
from critiques.actions.holders.shares import share
from critiques.actions.proposals import propose_merge
from critiques.views import members
from forum.actions.bars import bar
from forum.models import Post, Reply
from mail.models import RefusedAddress
from moderation.actions.people import suspend
from moderation.actions.removals import hide
from tests.cast import answer, browser_of, moderator, person
from web.page_cache import page_cache

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
ODD = "<b>&\"'</b> {{ x }}"


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Who was shown what was printed for another."""
    served: list[str] = []
    put_into = members.OwnWords.put_into

    def noted(own: Any, page: str, token: str) -> str:
        served.append(own.body)
        return put_into(own, page, token)

    monkeypatch.setattr(members.OwnWords, "put_into", noted)
    yield served


def read(who: User, post: Post, number: int = 1) -> str:
    return browser_of(who).get(f"/posts/{post.pk}/objections/{number}/").content.decode()


def without_tokens(page: str) -> str:
    return TOKEN.sub("", page)


def test_each_gets_what_would_be_printed_for_them(post: Post, printed: list[str]) -> None:
    people = [person(name) for name in ("carol", "dave", "erin")]
    User.objects.filter(username="erin").update(display_name=ODD)
    anew = []
    for who in people:
        page_cache.clear()
        anew.append(without_tokens(read(who, post)))
    assert printed == []
    assert [without_tokens(read(who, post)) for who in people] == anew
    assert len(printed) == 3 and len(set(anew)) == 3
    assert "&lt;b&gt;" in anew[2] and "Erin" not in anew[0] and "<b>&" not in anew[2]


def test_forms_have_the_readers_own_token(post: Post, printed: list[str]) -> None:
    read(person("carol"), post)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person("dave"))
    url = f"/posts/{post.pk}/objections/1/"
    (token,) = set(TOKEN.findall(browser.get(url).content.decode()))
    assert printed == ['<body data-user="dave" data-zone="UTC">']
    sent = {"csrfmiddlewaretoken": token}
    assert browser.post(f"{url}share/", sent).status_code == 302
    assert "Dave" in read(person("erin"), post)


def test_whoever_has_a_part_gets_a_page_of_their_own(post: Post, printed: list[str]) -> None:
    carol, dave, erin, frank = (person(name) for name in ("carol", "dave", "erin", "frank"))
    share(user=carol, post_id=post.pk, number=2)
    propose_merge(proposer=dave, post_id=post.pk, number=1, into=2)
    bar(author=post.author, post_id=post.pk, username="erin", reason="Why.")
    suspend(moderator=moderator(), username="frank", until=None, reason="Why.")
    hidden = answer(person("grete"), post, "Gone.")
    hide(moderator=User.objects.get(username="mina"), reply_id=hidden.pk, reason="Why.")
    read(person("heinz"), post)
    own = [carol, dave, erin, frank, *User.objects.filter(username__in=["alice", "bob", "grete"])]
    own += [User.objects.get(username="mina"), person("ilse", confirmed=False)]
    for who in own:
        for number in (1, 2):
            read(who, post, number)
    assert printed == []
    read(person("jonas"), post)
    assert printed == ['<body data-user="jonas" data-zone="UTC">']


def test_what_was_written_shows_at_once(post: Post, printed: list[str]) -> None:
    carol, dave = person("carol"), person("dave")
    assert "too many" in read(carol, post) and "too many" in read(dave, post)
    hide(moderator=moderator(), reply_id=Reply.objects.get().pk, reason="Why.")
    assert "too many" not in read(carol, post) and "too many" not in read(dave, post)
    close(actor=post.author, post_id=post.pk, reason="Enough.")
    assert len(printed) == 2, "one for each state"


def test_times_are_in_the_readers_zone(post: Post, printed: list[str]) -> None:
    read(person("carol", timezone="Asia/Tokyo"), post)
    read(person("dave"), post)
    assert printed == []
    read(person("erin", timezone="Asia/Tokyo"), post)
    assert len(printed) == 1


def test_what_one_is_told_once_is_ones_own(post: Post, printed: list[str]) -> None:
    """What was done is told on the next page, and on no other member's."""
    read(person("carol"), post)
    browser = browser_of(person("dave"))
    url = f"/posts/{post.pk}/objections/1/"
    assert browser.post(f"{url}report/", {"reason": "Why."}).status_code == 302
    told = browser.get(url).content.decode()
    assert "flash" in told and printed == []
    assert "flash" not in read(person("erin"), post)


@pytest.mark.parametrize("path", ["critique/", "objections/1/", "essay/"])
def test_what_every_page_tells_one_person_is_told_no_other(post: Post, path: str) -> None:
    """However their pages were made: that mail was stopped is true of one of them alone."""
    carol, dave, erin = (person(name) for name in ("carol", "dave", "erin"))
    for who in (carol, erin):
        address = who.emailaddress_set.get()
        RefusedAddress.objects.create(address=address, stopped_at=timezone.now())
    stopped = []
    for who in (carol, dave, erin, dave):
        page = browser_of(who).get(f"/posts/{post.pk}/{path}", follow=True)
        assert page.status_code == 200
        stopped.append("Mail to you was refused" in page.content.decode())
    assert stopped == [True, False, True, False]
