"""Bob says in Markdown who he is; Mina removes it, and puts it back."""

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client

from accounts.actions.leaving import leave
from accounts.models import User
from forum.models import Biography
from moderation.models import LogEntry
from tests.cast import answer, browser_of, moderator, person, publish, text_of
from tests.moderators import undo, words

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BIO = "I count *owls*. See [my list](https://owls.example/).\n\n# Since 1999"


@pytest.fixture
def bob() -> User:
    bob = person("bob")
    answer(bob, publish(person("alice")), "A reply.")
    assert say(bob, BIO).status_code == 302
    return bob


def say(who: User, bio: str) -> HttpResponse:
    data = {"display_name": who.display_name, "bio": bio, "timezone": "UTC", "language": "en"}
    return browser_of(who).post("/account/", data)


def remove(by: User, reason: str = "Advertising") -> HttpResponse:
    return browser_of(by).post("/u/bob/moderate/", {"do": "bio", "reason": reason})


def page(viewer: User | None = None) -> str:
    return browser_of(viewer).get("/u/bob/").content.decode()


def test_it_is_shown_as_texts_are(bob: User) -> None:
    shown = page()
    assert "I count <em>owls</em>." in shown and "<h2" in shown and "Since 1999" in shown
    link = shown.partition('<a href="https://owls.example/"')[2].partition(">")[0]
    assert "nofollow" in link
    assert "I count *owls*." in text_of(browser_of(bob).get("/account/"))
    assert say(bob, "").status_code == 302 and "owls" not in page()


@pytest.mark.parametrize("bio", ["<script>alert(1)</script>", "[x](javascript:alert(1))"])
def test_it_is_made_safe(bob: User, bio: str) -> None:
    say(bob, bio)
    assert "<script>alert" not in page() and 'href="javascript' not in page()


def test_who_waits_for_approval_says_nothing_yet(settings) -> None:
    settings.NEWCOMER_APPROVAL = True
    waits = person("bob", approved_at=None)
    assert say(waits, BIO).status_code == 403
    assert "owls" not in page() and not User.objects.get(pk=waits.pk).bio
    assert say(waits, "").status_code == 302, "the rest of the form is theirs"


def test_what_the_renderer_refuses_is_said_beside_it(bob: User) -> None:
    refused = say(bob, "> " * 400 + "x")
    assert refused.status_code == 422 and "id_bio_error" in refused.content.decode()
    assert "I count <em>owls</em>." in page()


def test_what_moderators_remove_only_they_and_its_writer_read(bob: User) -> None:
    mina = moderator()
    assert "Profile text" in words(mina, "/u/bob/moderate/")
    assert remove(mina).status_code == 302 and remove(mina).status_code == 409
    for viewer in (None, User.objects.get(username="alice")):
        assert "owls" not in page(viewer)
        assert "owls" not in browser_of(viewer).get("/u/bob/card/").content.decode()
        assert "owls" not in text_of(browser_of(viewer).get("/search/?q=count+in:people"))
    assert "Removed by moderators. You and moderators still see it." in page(bob)
    assert "Removed by moderators. They and moderators" in page(mina) and "owls" in page(mina)
    assert "removed your profile text" in words(bob, "/account/decisions/")
    log = words(None, "/moderation/log/")
    assert "Mina removed the profile text of Bob" in log and "owls" not in log
    say(bob, "I count *cats*.")
    assert "cats" not in page() and "cats" in page(bob)
    assert undo(mina).status_code == 302 and "<em>cats</em>" in page()
    assert undo(mina, entry=LogEntry.objects.earliest("pk")).status_code == 409
    assert "put back the profile text of Bob" in words(None, "/moderation/log/")


def test_moderators_do_not_judge_their_like(bob: User) -> None:
    User.objects.filter(pk=bob.pk).update(role=User.Role.MODERATOR)
    assert remove(moderator()).status_code == 403
    assert remove(User.objects.get(username="alice")).status_code == 403


def test_it_can_be_found(bob: User) -> None:
    assert "Bob" in text_of(Client().get("/search/?q=owls+in:people"))


def test_whoever_leaves_takes_it_along(bob: User) -> None:
    leave(user=bob, withdraw=False)
    assert not Biography.objects.exists()
    assert "owls" not in Client().get(f"/u/left-{bob.pk}/").content.decode()


def test_what_was_plain_text_stands_as_it_was_until_it_is_rendered(
    bob: User, capsys: pytest.CaptureFixture[str]
) -> None:
    Biography.objects.all().delete()
    User.objects.filter(pk=bob.pk).update(bio="I *count* <owls>.\nOften.")
    assert "I *count* &lt;owls&gt;.<br>Often." in page()
    call_command("render_texts")
    assert "Rendered anew: 1 text." in capsys.readouterr().out
    assert "I <em>count</em> &lt;owls&gt;." in page()
    Biography.objects.update(html="old", html_version=1)
    call_command("render_texts")
    assert "<em>count</em>" in page()
