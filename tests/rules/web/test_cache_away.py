"""The cache may be away, hang or be full: that costs time, and shows nobody an error."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache.backends.redis import RedisCacheClient
from django.http import HttpResponse
from django.test import Client

from config.caches import caches
from forum.models import Post
from tests.cast import PASSWORD, answer, person, publish
from tests.servers import Redis
from web.page_cache import REST, TELL, page_cache

pytestmark = pytest.mark.django_db


@pytest.fixture
def essay(redis_server: Redis, settings, monkeypatch) -> Iterator[Post]:
    """An essay of a site whose cache is a Redis."""
    settings.CACHES = caches(redis_server.url)
    post = publish(person("alice"))
    answer(person("bob"), post, "A reply.")
    yield post
    page_cache._rests_until = page_cache._silent_until = 0


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the Redis was asked, successfully or not."""
    said: list[str] = []
    for name in ("get_many", "set"):
        real = getattr(RedisCacheClient, name)

        def noted(self, *args, name=name, real=real):
            said.append(name)
            return real(self, *args)

        monkeypatch.setattr(RedisCacheClient, name, noted)
    return said


@pytest.mark.parametrize("fail", [Redis.stop, Redis.hang, Redis.fill, Redis.garble])
def test_security_47_a_cache_that_fails_is_asked_once(
    essay: Post, asked: list[str], redis_server: Redis, fail: Callable[[Redis], None], caplog
) -> None:
    url = essay.get_absolute_url()
    first = Client().get(url).content
    assert asked == ["get_many", "set", "set", "set"]
    assert Client().get(url).content == first and asked[4:] == ["get_many"]
    if fail is Redis.fill:
        answer(person("carol"), essay, "Another.")
        first = None
    fail(redis_server)
    asked.clear()
    for _ in range(5):
        response = Client().get(url)
        assert response.status_code == 200
        assert first in (None, response.content)
    assert asked == (["get_many", "set"] if fail is Redis.fill else ["get_many"])
    [told] = [each for each in caplog.records if each.name == "web.page_cache"]
    assert told.levelname == "WARNING"


def test_doors_do_not_ask_the_cache(essay: Post, redis_server: Redis, asked: list[str]) -> None:
    redis_server.stop()
    visitor = Client()
    assert visitor.get("/").status_code == 200
    asked.clear()
    for path in ("/account/login/", "/account/signup/", "/account/password/reset/"):
        assert visitor.get(path).status_code == 200
    form = {"username": "dora", "email": "dora@example.org", "password1": "quite-a-long-one-8"}
    assert visitor.post("/account/signup/", form).status_code == 302
    wrong = Client().post("/account/login/", {"login": "bob", "password": "wrong"})
    assert wrong.status_code == 200
    right = Client().post("/account/login/", {"login": "bob", "password": PASSWORD})
    assert right.status_code == 302
    mail = Client().post("/account/password/reset/", {"email": "bob@example.org"})
    assert mail.status_code == 302
    assert asked == []


def test_a_cache_is_used_again_some_seconds_later(
    essay: Post, redis_server: Redis, asked: list[str], monkeypatch, caplog
) -> None:
    clock = [1_000.0]
    monkeypatch.setattr("web.page_cache.monotonic", lambda: clock[0])
    page_cache._rests_until = page_cache._silent_until = 0

    def read() -> HttpResponse:
        return Client().get(essay.get_absolute_url())

    redis_server.stop()
    for _ in range(3):
        assert read().status_code == read().status_code == 200
        clock[0] += REST
    assert asked == ["get_many"] * 3
    assert len(caplog.records) == 1, "it is told once in a while"
    clock[0] += TELL
    read()
    assert len(caplog.records) == 2
    redis_server.start()
    clock[0] += REST
    asked.clear()
    assert read().content == read().content
    assert asked == ["get_many", "set", "set", "set", "get_many"]
