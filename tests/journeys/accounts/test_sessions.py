"""Where one is signed in: another key with every step, and ending the sessions elsewhere."""

from typing import Any

import pytest
from allauth.mfa.totp.internal import auth
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from accounts.pages.sessions import browser_name
from tests.cast import PASSWORD, person
from tests.sign_in import OTHER, RESET, is_signed_in, last_link, sign_in, sign_up, source_of

pytestmark = pytest.mark.django_db

SESSIONS = "/account/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Safari/537.36"
)
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def here() -> Client:
    person("bob")
    return browser(FIREFOX)


def browser(name: str) -> Client:
    """A browser in which Bob signs in."""
    client = Client(headers={"user-agent": name})
    sign_in(client, "bob")
    return client


def key_of(client: Client) -> str:
    return client.session.session_key


def test_every_browser_is_listed_and_can_be_signed_out(here: Client) -> None:
    windows, phone = browser(CHROME), browser(SAFARI)
    page = source_of(here.get(SESSIONS))
    for name in ("Firefox on Linux", "Chrome on Windows", "Safari on iPhone"):
        assert f"<dt>{name}</dt>" in page
    session = UserSession.objects.get(session_key=key_of(windows))
    here.post(f"{SESSIONS}{session.pk}/end/")
    assert not is_signed_in(windows)
    assert is_signed_in(phone) and is_signed_in(here)
    assert "Chrome on Windows" not in source_of(here.get(SESSIONS))


def test_security_24_sessions_elsewhere_can_be_ended(here: Client) -> None:
    others = [browser(CHROME), browser(SAFARI)]
    assert "Sign out everywhere else" in source_of(here.get(SESSIONS))
    here.post(f"{SESSIONS}end/")
    assert is_signed_in(here)
    assert not any(is_signed_in(each) for each in others)
    assert "Sign out everywhere else" not in source_of(here.get(SESSIONS))


def test_nobody_ends_the_session_of_somebody_else(here: Client) -> None:
    person("carol")
    carol = Client()
    sign_in(carol, "carol")
    session = UserSession.objects.get(session_key=key_of(here))
    assert carol.post(f"{SESSIONS}{session.pk}/end/").status_code == 404
    carol.post(f"{SESSIONS}end/")
    assert is_signed_in(here)


def test_security_24_session_rotates_on_signing_in() -> None:
    person("bob")
    client = Client()
    # A visitor who has a session already, as somebody may have planted.
    session = client.session
    session["planted"] = "yes"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    sign_in(client, "bob")
    assert key_of(client) != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_security_24_session_rotates_on_signing_up(client: Client) -> None:
    session = client.session
    session["planted"] = "yes"
    session.save()
    sign_up(client)
    assert is_signed_in(client)
    assert key_of(client) != session.session_key


def test_security_24_session_rotates_on_a_new_password_and_ends_elsewhere(here: Client) -> None:
    elsewhere = browser(CHROME)
    before = key_of(here)
    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": OTHER})
    assert is_signed_in(here) and key_of(here) != before
    assert list(Session.objects.values_list("session_key", flat=True)) == [key_of(here)]
    assert not is_signed_in(elsewhere)
    assert "Chrome" not in source_of(here.get(SESSIONS))


@pytest.mark.django_db(transaction=True)
def test_security_24_session_rotates_with_a_second_factor(here: Client) -> None:
    here.post("/account/reauthenticate/", {"password": PASSWORD})
    secret = here.get("/account/2fa/totp/activate/").context["form"].secret
    before = key_of(here)
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    code = auth.format_hotp_value(auth.hotp_value(secret, counter))
    here.post("/account/2fa/totp/activate/", {"code": code})
    assert is_signed_in(here) and key_of(here) != before
    assert source_of(here.get(SESSIONS)).count("<dt>Firefox on Linux</dt>") == 1

    elsewhere = Client()
    sign_in(elsewhere, "bob")
    half = key_of(elsewhere)
    recovery = here.get("/account/2fa/recovery-codes/").context["page"].codes[0]
    elsewhere.post("/account/2fa/authenticate/", {"code": recovery})
    assert is_signed_in(elsewhere) and key_of(elsewhere) != half
    assert not Session.objects.filter(session_key=half).exists()


def test_security_24_sessions_end_when_the_password_is_reset(here: Client) -> None:
    elsewhere = browser(CHROME)
    stranger = Client()
    stranger.post(RESET, {"email": "bob@example.org"})
    url = stranger.get(last_link(), follow=True).redirect_chain[-1][0]
    stranger.post(url, {"password1": OTHER})
    assert mail.outbox[-1].subject == "[Rejoinder] Your password was changed"
    assert not is_signed_in(here) and not is_signed_in(elsewhere)
    assert not is_signed_in(stranger), "the link sets a password and opens no door"
    assert not UserSession.objects.exists()


def test_looking_at_ones_sessions_writes_nothing(here: Client) -> None:
    gone = browser(CHROME)
    Session.objects.filter(session_key=key_of(gone)).delete()
    before = list(UserSession.objects.values())
    assert "Chrome" not in source_of(here.get(SESSIONS))
    assert list(UserSession.objects.values()) == before


@pytest.mark.parametrize("others", [3, 30])
def test_the_list_takes_as_many_queries_for_few_as_for_many(
    here: Client, others: int, django_assert_num_queries: Any
) -> None:
    for _ in range(others):
        browser(CHROME)
    with django_assert_num_queries(4):
        here.get(SESSIONS)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (FIREFOX, "Firefox on Linux"),
        (CHROME, "Chrome on Windows"),
        (CHROME + " Edg/140.0.0.0", "Edge on Windows"),
        (CHROME.replace("Chrome", "HeadlessChrome"), "Chrome on Windows"),
        (SAFARI, "Safari on iPhone"),
        ("curl/8.0", "Some browser"),
        ("", "Some browser"),
    ],
)
def test_a_browser_is_called_what_people_call_it(said: str, named: str) -> None:
    assert browser_name(said) == named
