"""Mina says what a topic is about, in public, and takes it back."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from taggit.models import Tag as Topic

from accounts.models import User
from forum.models import Post, State, TopicWording
from moderation.models import LogEntry
from tests.cast import browser_of, form_fields, moderator, person, publish, text_of
from tests.moderators import logged, undo, words

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

WAY = "/topics/ai/description/"
WHY = "People ask what belongs here"


@pytest.fixture
def mina() -> User:
    publish(person("alice"), "Open agency", topics="ai")
    return moderator()


def describe(by: User, body: str, *, seen: int = 0, reason: str = WHY) -> HttpResponse:
    return browser_of(by).post(WAY, {"body": body, "seen": seen, "reason": reason})


def about() -> str:
    """Return what visitors read between the topic’s name and its feed."""
    return words(None, "/topics/ai/").partition(" ai ")[2].partition("Feed")[0].strip()


def test_a_description_stands_on_the_topics_page_and_in_the_log(mina: User) -> None:
    form = browser_of(mina).get(WAY)
    data = form_fields(form, "description") | {
        "body": "About *minds*.\n\n# Not toys",
        "reason": WHY,
    }
    assert browser_of(mina).post(WAY, data).headers["location"] == "/topics/ai/"
    page = Client().get("/topics/ai/").content.decode()
    assert "About <em>minds</em>." in page and "<h2" in page and WAY not in page
    assert '<meta name="description" content="About minds. Not toys">' in page
    assert WAY in browser_of(mina).get("/topics/ai/").content.decode()
    log = Client().get("/moderation/log/")
    assert "Mina described the topic ai" in text_of(log) and WHY in text_of(log)
    assert 'href="/topics/ai/"' in log.content.decode()
    assert "the topic ai" in Client().get("/moderation/log/feed/").content.decode()
    assert "described" in words(None, "/moderation/log/?act=describe")


def test_it_is_put_back_as_it_was_before(mina: User) -> None:
    describe(mina, "First.")
    describe(mina, "Second.", seen=1)
    first, second = LogEntry.objects.order_by("pk")
    refused = undo(mina, entry=first)
    assert refused.status_code == 409 and "described anew since" in text_of(refused)
    assert about() == "Second."
    assert "Undo" in words(mina, second.get_absolute_url())
    assert undo(mina, entry=second).status_code == 302 and about() == "First."
    assert undo(mina, entry=second).status_code == 409
    assert "Undo" not in words(mina, second.get_absolute_url())
    assert logged() == ["describe", "describe", "undescribe"]
    assert "put back what was said of the topic ai" in words(None, "/moderation/log/")
    describe(mina, "", seen=3)
    assert about() == "" and undo(mina).status_code == 302 and about() == "First."
    shown = words(mina, WAY)
    assert "Second." in shown and "What was said of it" in shown


def test_two_moderators_do_not_write_over_each_other(mina: User) -> None:
    assert describe(mina, "Mine.").status_code == 302
    other = describe(moderator("max"), "And mine.")
    assert other.status_code == 409
    assert "And mine." in text_of(other) and "Mine." in text_of(other), "nothing typed is lost"
    data = form_fields(other, "description")
    assert data["seen"] == "1" and data["body"] == "And mine."
    assert describe(mina, "Mine.", seen=1).status_code == 409, "it stands there already"


@pytest.mark.parametrize(
    ("body", "reason"), [("Text.", ""), ("Text.", " "), ("x" * 2001, WHY), ("\u200b", WHY)]
)
def test_what_is_refused_leaves_nothing(mina: User, body: str, reason: str) -> None:
    assert describe(mina, body, reason=reason).status_code == 422
    assert not TopicWording.objects.exists() and not LogEntry.objects.exists()


def test_only_moderators_describe_and_only_what_can_be_read(mina: User) -> None:
    alice = User.objects.get(username="alice")
    assert describe(alice, "Mine.").status_code == browser_of(alice).get(WAY).status_code == 403
    assert Client().get(WAY).status_code == 302
    Post.objects.update(state=State.HIDDEN)
    assert describe(mina, "Text.").status_code == browser_of(mina).get(WAY).status_code == 404


def test_the_log_names_no_topic_whose_essays_are_gone(mina: User) -> None:
    describe(mina, "About minds.")
    Post.objects.update(state=State.HIDDEN)
    for viewer in (None, mina):
        assert "described a topic" in words(viewer, "/moderation/log/")
    assert undo(mina).status_code == 409
    admin = person("ada", role=User.Role.ADMIN)
    essay = Post.objects.get()
    erased = browser_of(admin).post(f"/posts/{essay.pk}/purge/", {"reason": "Asked for"})
    assert erased.status_code == 302
    assert not TopicWording.objects.exists() and not Topic.objects.exists()
    assert "described a topic" in words(None, LogEntry.objects.earliest("pk").get_absolute_url())


def test_descriptions_are_rendered_anew(mina: User, capsys: pytest.CaptureFixture[str]) -> None:
    describe(mina, "About *minds*.")
    TopicWording.objects.update(html="old", html_version=1)
    call_command("render_texts")
    assert "Rendered anew: 1 text." in capsys.readouterr().out
    assert "<em>minds</em>" in Client().get("/topics/ai/").content.decode()


@pytest.mark.counts
@pytest.mark.parametrize("times", [2, 30])
def test_the_page_asks_as_often_however_often_it_was_described(
    mina: User, times: int, django_assert_num_queries: Callable
) -> None:
    for number in range(times):
        describe(mina, f"Text {number}.", seen=number)
    client = browser_of(mina)
    with django_assert_num_queries(9):
        assert client.get(WAY).status_code == 200
    with django_assert_num_queries(4):
        assert Client().get("/moderation/log/").status_code == 200
