"""What people who mean ill send to the account pages, and what they get."""

import smtplib
from typing import Any
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from accounts.models import User
from tests.cast import PASSWORD, browser_of, person, text_of
from tests.sign_in import (
    EMAIL,
    OTHER,
    RESET,
    SIGN_IN,
    SIGN_UP,
    last_link,
    sign_in,
    sign_up,
    source_of,
)

pytestmark = pytest.mark.django_db


def test_security_27_signing_up_with_somebodys_address_looks_like_any_signing_up() -> None:
    person("carol")
    fresh, taken = Client(), Client()
    answers = []
    for client, name, email in [
        (fresh, "zzbob", "bob@example.org"),
        (taken, "zzeve", "carol@example.org"),
    ]:
        response = sign_up(client, name, email)
        account = source_of(client.get("/account/")).replace(email, "ADDRESS").replace(name, "NAME")
        again = sign_in(Client(), email)
        answers.append((response.status_code, response["location"], account, again.status_code))
    assert answers[0] == answers[1]
    assert mail.outbox[-1].to == ["carol@example.org"]
    assert mail.outbox[-1].subject == "[Rejoinder] You have an account already"
    assert "zzeve" not in mail.outbox[-1].body
    assert not User.objects.get(username="zzeve").is_confirmed


def test_security_27_neither_signing_in_nor_resetting_tells_who_is_here() -> None:
    person("carol")
    wrong = [
        source_of(sign_in(Client(), login, OTHER)).replace(login, "LOGIN")
        for login in ("carol", "nobody-here", "carol@example.org", "nobody@example.org")
    ]
    assert len(set(wrong)) == 1
    reset = [
        Client().post(RESET, {"email": f"{name}@example.org"}, follow=True)
        for name in ("carol", "stranger")
    ]
    assert source_of(reset[0]) == source_of(reset[1])
    assert [message.to for message in mail.outbox] == [
        ["carol@example.org"],
        ["stranger@example.org"],
    ]
    assert "no account has this address" in mail.outbox[1].body


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were hashed."""
    passwords: list[str] = []
    encode = MD5PasswordHasher.encode

    def listening(self: MD5PasswordHasher, password: str, salt: str) -> str:
        passwords.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", listening)
    return passwords


@pytest.mark.parametrize(
    "login", ["carol", "carol@example.org", "nobody", "nobody@example.org", "quoted", "gone"]
)
def test_security_27_every_try_hashes_one_password(
    login: str, client: Client, hashed: list[str]
) -> None:
    person("carol"), person("gone", is_active=False)
    User.objects.create_user("quoted")
    hashed.clear()
    assert sign_in(client, login, OTHER).status_code == 200
    assert len(hashed) == 1


def test_many_who_claim_ones_address_neither_shut_one_out_nor_slow_the_door(
    client: Client, hashed: list[str]
) -> None:
    for number in range(9):
        person(f"claimant{number}", confirmed=False)
    person("carol")
    User.objects.update(email="carol@example.org")
    EmailAddress.objects.filter(verified=False).update(email="carol@example.org")
    hashed.clear()
    assert sign_in(Client(), "carol@example.org", OTHER).status_code == 200
    assert len(hashed) == 1
    sign_in(client, "carol@example.org")
    assert "carol" in source_of(client.get("/account/"))


@pytest.mark.parametrize(
    ("target", "where"),
    [
        ("/u/bob/", "/u/bob/"),
        ("http://testserver/u/bob/", "http://testserver/u/bob/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("///evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("http:evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("http://localhost/", "/"),  # another of the hosts this site answers to
        ("\x00//evil.example", "/"),
        ("http://testserver@evil.example/", "/"),
    ],
)
def test_security_22_next_leads_to_this_host_only(client: Client, target: str, where: str) -> None:
    person("bob")
    for form in (SIGN_IN, SIGN_UP):
        assert '<input type="hidden" name="next"' in source_of(client.get(form, {"next": target}))
    assert sign_in(client, "bob", next=target)["location"] == where
    assert client.get(SIGN_IN, {"next": target})["location"] == where
    assert client.post("/account/logout/", {"next": target})["location"] == where
    name = f"dave{len(target)}"
    assert sign_up(client, name, "dave@example.org", next=target)["location"] == where


FORMS = {
    SIGN_UP: ["username", "email", "password1", "next"],
    SIGN_IN: ["login", "password", "remember", "next"],
    RESET: ["email", "next"],
    "/account/password/change/": ["oldpassword", "password1", "next"],
    "/account/reauthenticate/": ["password", "next"],
    EMAIL: ["email", "action_add", "action_send"],
    "/account/": ["display_name", "bio", "timezone", "language"],
}
RAW = {
    "NUL": b"%00",
    "half a character": b"%ED%A0%80",
    "no UTF-8": b"%FF%FE",
    "control": b"%1B%0D%0A",
    "far too long": b"x" * 100_000,
    "too many digits": b"9" * 400,
}


@pytest.mark.postgres
@pytest.mark.parametrize("raw", RAW.values(), ids=RAW.keys())
@pytest.mark.parametrize(("url", "field"), [(url, name) for url in FORMS for name in FORMS[url]])
def test_broken_input_gets_a_clear_answer(url: str, field: str, raw: bytes) -> None:
    bob = person("bob")
    outside = url in (SIGN_UP, SIGN_IN, RESET)
    client = browser_of(None if outside else bob)
    given = {
        "username": "dave",
        "email": "dave@example.org",
        "login": "bob",
        "password": PASSWORD,
        "oldpassword": PASSWORD,
        "password1": OTHER,
        "timezone": "UTC",
        "language": "en",
        "bio": "I read.",
    }
    parts = [f"{name}={quote(given[name])}".encode() for name in FORMS[url] if name in given]
    body = b"&".join([*parts, field.encode() + b"=" + given.get(field, "").encode() + raw])
    response = client.post(url, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code in (200, 302, 422)
    bob.refresh_from_db()
    kept = [bob.bio, bob.display_name, bob.timezone, bob.email]
    kept += User.objects.values_list("username", flat=True)
    assert not any(sign in text for text in kept for sign in "\x00\x1b\ud800")


@pytest.mark.parametrize(
    "path",
    [
        "/account/confirm-email/x/",
        "/account/confirm-email/%00/",
        "/account/confirm-email/MQ:1:x/",
        "/account/password/reset/key/1-x/",
        "/account/password/reset/key/1-%00/",
        "/account/password/reset/key/zzzzzzzzzzzzz-set-password/",
        f"/account/password/reset/key/{'z' * 200}-x/",
    ],
)
def test_made_up_links_say_that_they_do_not_work(client: Client, path: str) -> None:
    person("bob")
    response = client.get(path)
    assert response.status_code == 200
    assert "doesn’t work any more" in source_of(response)
    assert client.post(path).status_code in (200, 404)


def test_security_26_trying_passwords_is_slowed_down_whatever_address_is_claimed(
    client: Client,
) -> None:
    person("bob")
    for number in range(5):
        sign_in(client, "bob", OTHER, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")
    refused = client.post(
        SIGN_IN, {"login": "bob", "password": PASSWORD}, headers={"x-forwarded-for": "10.0.0.99"}
    )
    assert "Too many tries" in source_of(refused)


def test_security_26_flooding_from_one_address_gets_a_page_that_says_so(client: Client) -> None:
    answers = []
    for number in range(21):
        forged = {"x-forwarded-for": f"10.0.0.{number}"}
        answers.append(client.post(SIGN_UP, {"username": "b"}, headers=forged))
    assert [answer.status_code for answer in answers] == [200] * 20 + [429]
    says = "People at your internet address have tried to sign up 20 times in the last minute."
    assert says in text_of(answers[-1]) and "You can go on at" in text_of(answers[-1])


def test_a_dead_mail_server_loses_no_account(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> int:
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    response = client.post(
        SIGN_UP,
        {"username": "bob", "email": "bob@example.org", "password1": PASSWORD},
        follow=True,
    )
    assert "Our mail doesn’t work just now" in source_of(response)
    assert User.objects.filter(username="bob").exists()


def test_security_19_mail_is_plain_text_and_shows_no_name_that_others_chose(client: Client) -> None:
    sign_up(client, "bob", "o'neil@example.org")
    client.post(last_link())
    User.objects.update(display_name="Win a prize")
    client.post(EMAIL, {"action_add": "", "email": "o'brien@example.org"})
    client.post("/account/reauthenticate/", {"password": PASSWORD, "next": EMAIL})
    client.post(last_link())
    client.post(RESET, {"email": "o'brien@example.org"})
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": OTHER})
    assert [message.subject.removeprefix("[Rejoinder] ") for message in mail.outbox] == [
        "Confirm your e-mail address",
        "Confirm your e-mail address",
        "Your e-mail address was changed",
        "Set a new password",
        "Your password was changed",
    ]
    assert "from o'neil@example.org to o'brien@example.org" in mail.outbox[2].body
    for message in mail.outbox:
        assert message.alternatives == []
        assert "prize" not in message.body + message.subject
        assert message.body.rstrip().endswith("Rejoinder\nhttp://testserver/")


def test_security_13_signing_up_sets_nothing_but_name_address_and_password(client: Client) -> None:
    sign_up(client, role="admin", is_active="", approved_at="", display_name="Mina", bio="x")
    bob = User.objects.get()
    assert (bob.role, bob.is_active, bob.display_name, bob.bio) == ("member", True, "", "")


def test_security_23_a_form_from_another_site_is_refused_in_our_own_look() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(SIGN_IN, {"login": "bob", "password": PASSWORD})
    assert response.status_code == 403
    assert "This form could not be sent" in source_of(response)
