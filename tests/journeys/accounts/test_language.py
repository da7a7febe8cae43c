"""In which language somebody reads: chosen by account, by cookie, or by their browser."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import translation

from accounts.models import User
from tests.cast import answer, browser_of, person, place, publish, text_of
from tests.forms import forms_of
from tests.sign_in import RESET, error_of, sign_in, sign_up, source_of

pytestmark = pytest.mark.django_db
WORDS = {"en": "What moderators did", "de": "Was die Moderation getan hat"}


def language_of(response: Any) -> str:
    """Return the language of a page: its words, what it says of itself, and what its head says."""
    page = response.content.decode()
    said = response.headers["Content-Language"]
    assert f'<html lang="{said}"' in page
    assert [each for each, words in WORDS.items() if words in page] == [said]
    assert {"Accept-Language", "Cookie"} <= set(response.headers["Vary"].split(", "))
    return said


@pytest.mark.parametrize(
    ("account", "cookie", "accepted", "read"),
    [
        (None, None, None, "en"),
        (None, None, "de", "de"),
        (None, None, "de-AT,de;q=0.9,en;q=0.8", "de"),
        (None, None, "de-CH-1996", "de"),
        (None, None, "en-US,en;q=0.9,de;q=0.8", "en"),
        (None, None, "fr, de;q=0.5", "de"),
        (None, None, "fr", "en"),
        (None, None, "*", "en"),
        (None, None, "de;q=x, \x00;;;=", "en"),
        (None, None, "x" * 10_000, "en"),
        (None, "de", None, "de"),
        (None, "de", "en", "de"),
        (None, "en", "de", "en"),
        (None, "DE", "en", "de"),
        (None, "fr", "de", "de"),
        (None, "", "de", "de"),
        (None, "../../etc/passwd", "en", "en"),
        (None, "de\x00", None, "en"),
        (None, "x" * 4000, "de", "de"),
        ("en", None, None, "en"),
        ("en", "de", "de", "en"),
        ("de", None, None, "de"),
        ("de", "en", "en", "de"),
        # Of a language that the site speaks no more.
        ("fr", None, None, "en"),
        ("fr", None, "de", "de"),
    ],
)
def test_the_account_comes_first_then_the_cookie_then_the_browser(
    account: str | None, cookie: str | None, accepted: str | None, read: str
) -> None:
    client = browser_of(person("bob", language=account) if account else None)
    if cookie is not None:
        client.cookies["language"] = cookie
    headers = {"Accept-Language": accepted} if accepted else {}
    for url in ("/", "/topics/", "/no/such/page/"):
        assert language_of(client.get(url, headers=headers)) == read
    assert translation.get_language() == "en", "the next request begins anew"


def test_a_visitor_chooses_at_the_foot_of_the_page_and_stays_where_they_are() -> None:
    client = Client()
    page = "/topics/?q=owls&page=1"
    (form,) = [each for each in forms_of(source_of(client.get(page))) if "language" in each.action]
    assert [(each.name, each.value, each.label) for each in form.buttons] == [
        ("language", "de", "Deutsch")
    ]
    here = {"Referer": f"http://testserver{page}"}
    led = client.post(form.action, {"language": "de"}, headers=here)
    assert (led.status_code, led.headers["Location"]) == (302, f"http://testserver{page}")
    cookie = led.cookies["language"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 31_536_000)
    assert "private" in led.headers["Cache-Control"]
    shown = client.get(page)
    assert language_of(shown) == "de"
    assert '<button class="btn btn--text" name="language" value="en" lang="en">English' in (
        source_of(shown)
    )
    client.post(form.action, {"language": "en"})
    assert language_of(client.get(page)) == "en"


def test_who_is_signed_in_chooses_beside_the_time_zone() -> None:
    bob = person("bob")
    client = browser_of(bob)
    page = source_of(client.get("/account/"))
    assert '<option value="en" selected lang="en">English</option>' in page
    assert '<option value="de" lang="de">Deutsch</option>' in page
    assert not [each for each in forms_of(page) if each.action == "/language/"]
    sent = {"display_name": "Bob", "bio": "", "timezone": "UTC", "language": "de"}
    assert language_of(client.post("/account/", sent, follow=True)) == "de"
    bob.refresh_from_db()
    assert bob.language == "de"
    # In whichever browser.
    assert language_of(browser_of(bob).get("/", headers={"Accept-Language": "en"})) == "de"
    refused = client.post("/account/", sent | {"language": "fr"})
    assert refused.status_code == 422 and "gültige Auswahl" in error_of(refused, "language")
    # A form that was open while they signed in leads to where they choose.
    led = client.post("/language/", {"language": "en"})
    assert led.headers["Location"] == "/account/" and not led.cookies
    assert language_of(client.get("/")) == "de"


@pytest.mark.parametrize("by", ["cookie", "browser"])
def test_an_account_takes_the_language_of_the_page_on_which_it_is_made(by: str) -> None:
    headers = {"Accept-Language": "de"} if by == "browser" else {}
    client = Client(headers=headers)
    if by == "cookie":
        client.post("/language/", {"language": "de"})
    page = client.get("/account/signup/")
    assert language_of(page) == "de" and "Zeitzone" in source_of(page)
    sign_up(client, timezone="Europe/Vienna")
    assert User.objects.get().language == "de"
    assert "Willkommen bei Rejoinder" in mail.outbox[-1].body
    # Elsewhere, too.
    other = Client(headers={"Accept-Language": "en"})
    sign_in(other, "bob")
    assert language_of(other.get("/")) == "de"


def test_signing_in_reads_on_in_the_accounts_language_and_out_in_the_browsers() -> None:
    person("bob", language="de")
    client = Client()
    assert language_of(client.get("/account/login/")) == "en"
    sign_in(client, "bob")
    assert language_of(client.get("/")) == "de"
    client.post("/account/logout/")
    assert language_of(client.get("/")) == "en"


@pytest.mark.parametrize(
    ("account", "until"), [("en", "2 May, 12:00 UTC"), ("de", "2. Mai"), ("fr", "2 May, 12:00 UTC")]
)
def test_a_mail_is_in_the_language_of_an_account_or_of_the_site(account: str, until: str) -> None:
    """Never partly in one that Django knows and the site does not, nor in that of who asks."""
    person("bob", language=account)
    with time_machine.travel(datetime(2026, 5, 1, 12, tzinfo=UTC), tick=False):
        client = Client(headers={"Accept-Language": "de"})
        client.post(RESET, {"email": "bob@example.org"})
    assert until in mail.outbox[0].body


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "https://example.org/",
        "//example.org/",
        "http://testserver.example.org/",
        "http://testserver@example.org/",
        "javascript:alert(1)",
        "http:///example.org",
        "http://[::1",
        "\\\\example.org",
        "http://testserver:80000000/",
    ],
)
def test_nobody_is_led_to_another_site(referer: str) -> None:
    led = Client().post("/language/", {"language": "de"}, headers={"Referer": referer})
    assert (led.status_code, led.headers["Location"]) == (302, "/")


@pytest.mark.parametrize("chosen", [None, "", "fr", "en-gb", "DE", "de\x00", "x" * 100_000])
def test_what_is_no_language_of_ours_is_refused(chosen: str | None) -> None:
    data = {} if chosen is None else {"language": chosen}
    refused = Client().post("/language/", data)
    assert refused.status_code == 422 and not refused.cookies
    assert "Choose a language from the list." in source_of(refused)
    assert Client().get("/language/").status_code == 405


@pytest.mark.parametrize("origin", ["https://example.org", "null", "http://testserver.org", ""])
def test_security_23_no_other_site_chooses(origin: str) -> None:
    """The form has no token, so that pages are the same for all visitors."""
    client = Client(enforce_csrf_checks=True)
    refused = client.post("/language/", {"language": "de"}, headers={"Origin": origin})
    assert refused.status_code == 403 and not refused.cookies
    ours = client.post("/language/", {"language": "de"}, headers={"Origin": "http://testserver"})
    assert ours.status_code == 302 and ours.cookies


def test_what_goes_wrong_is_said_in_the_readers_language(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.DEBUG = False
    client = Client(enforce_csrf_checks=True, headers={"Accept-Language": "de"})
    assert "Hier ist nichts" in source_of(client.get("/no/such/page/"))
    refused = client.post("/account/login/", {"login": "bob", "password": "x"})
    assert (refused.status_code, language_of(refused)) == (403, "de")
    assert language_of(client.get("/language/")) == "de"
    told = browser_of(person("bob", language="de")).get("/posts/99/manage/")
    assert (told.status_code, language_of(told)) == (404, "de")

    def broken(**_: Any) -> None:
        raise RuntimeError("It broke.")

    monkeypatch.setattr("threads.views.topics.TopicsPage.load", broken)
    client.raise_request_exception = False
    failed = client.get("/topics/")
    assert failed.status_code == 500 and language_of(failed) == "de"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("share/", "Du teilst diesen Einwand."),
        ("stands/", "Notiert: Für dich besteht das weiter."),
        ("taken-back/", "Du hast das zurückgenommen."),
    ],
)
def test_what_is_told_on_the_next_page_is_in_it_too(path: str, said: str) -> None:
    """Some of it has no words before it is kept, which is done after the page is made."""
    alice, bob = person("alice"), person("bob", language="de")
    essay = publish(alice)
    reply = answer(bob, essay, "a) Too few.")
    place(bob, reply)
    if path == "stands/":
        answer(alice, essay, "Enough.", reply, **{"objection-1": "answer"})
    writer = person("carol", language="de") if path == "share/" else bob
    told = browser_of(writer).post(f"/posts/{essay.pk}/objections/1/{path}", follow=True)
    assert said in text_of(told)


def test_what_django_and_allauth_say_themselves_is_in_it_too() -> None:
    client = Client(headers={"Accept-Language": "de"})
    sent = {"username": "bob", "email": "bob@example.org", "password1": "password12"}
    refused = client.post("/account/signup/", sent)
    assert "Passwort ist zu üblich" in error_of(refused, "password1")
    assert "Dieses Feld ist zwingend erforderlich" in error_of(
        client.post("/account/login/", {}), "login"
    )
