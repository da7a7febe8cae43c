"""A code after the password: turning it on, signing in, losing the device, turning it off."""

import re
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from tests.cast import PASSWORD, person
from tests.sign_in import EMAIL, OTHER, RESET, is_signed_in, last_link, sign_in, source_of

pytestmark = pytest.mark.django_db
# Mail about second factors goes out when the change is committed.
in_earnest = pytest.mark.django_db(transaction=True)

NOON = 1_800_000_000
ON = "/account/2fa/totp/activate/"
OFF = "/account/2fa/totp/deactivate/"
STEP = "/account/2fa/authenticate/"
CODES = "/account/2fa/recovery-codes/"


def code_of(secret: str, at: int) -> str:
    """What an app shows `at` seconds after noon."""
    return format_hotp_value(hotp_value(secret, (NOON + at) // 30))


def prove(client: Client) -> None:
    client.post("/account/reauthenticate/", {"password": PASSWORD})


def turn_on(client: Client) -> str:
    """Set up an app for whoever is signed in, and return its secret."""
    prove(client)
    secret = re.findall(r"<code>([A-Z2-7]{32})</code>", source_of(client.get(ON)))[0]
    response = client.post(ON, {"code": code_of(secret, 0)})
    assert response["location"] == CODES
    return secret


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def bob(clock: Any, client: Client) -> Client:
    """Bob, signed in."""
    person("bob")
    sign_in(client, "bob")
    return client


@in_earnest
def test_from_then_on_a_code_is_asked_for(bob: Client, clock: Any) -> None:
    assert "your password alone opens your account" in source_of(bob.get("/account/2fa/"))
    secret = turn_on(bob)
    assert mail.outbox[-1].subject == "[Rejoinder] Codes from an app were turned on"
    assert "Turn it off" in source_of(bob.get("/account/2fa/"))

    clock.shift(300)
    elsewhere = Client()
    assert sign_in(elsewhere, "bob", next="/u/bob/")["location"].startswith(STEP)
    assert not is_signed_in(elsewhere)
    wrong = elsewhere.post(STEP, {"code": code_of(secret, 0)})
    assert "This didn’t work" in source_of(wrong)
    right = elsewhere.post(STEP, {"code": code_of(secret, 300)})
    assert right["location"] == "/u/bob/"
    assert is_signed_in(elsewhere)


def test_the_secret_is_shown_as_text_and_as_a_picture_of_our_own(bob: Client) -> None:
    picture = "/account/2fa/totp/qr.svg"
    assert bob.get(picture).status_code == 404
    prove(bob)
    assert f'src="{picture}"' in source_of(bob.get(ON))
    shown = bob.get(picture)
    assert shown["content-type"] == "image/svg+xml"
    assert b"<path" in shown.content and b"style=" not in shown.content


@pytest.mark.parametrize("late", [0, 31, 59])
def test_security_29_a_code_works_once_as_long_as_it_is_valid(
    bob: Client, clock: Any, late: int
) -> None:
    secret = turn_on(bob)
    clock.shift(300)
    code = code_of(secret, 300)
    for client, is_in in ((Client(), True), (Client(), False)):
        sign_in(client, "bob")
        client.post(STEP, {"code": code})
        assert is_signed_in(client) == is_in
        clock.shift(late)


def test_the_code_that_turned_it_on_opens_nothing(bob: Client) -> None:
    secret = turn_on(bob)
    client = Client()
    sign_in(client, "bob")
    client.post(STEP, {"code": code_of(secret, 0)})
    assert not is_signed_in(client)


def test_an_older_code_does_not_work_after_a_newer_one(bob: Client, clock: Any) -> None:
    secret = turn_on(bob)
    clock.shift(300)
    for at, is_in in ((330, True), (300, False)):
        client = Client()
        sign_in(client, "bob")
        client.post(STEP, {"code": code_of(secret, at)})
        assert is_signed_in(client) == is_in


@in_earnest
def test_security_29_a_recovery_code_opens_once(bob: Client) -> None:
    turn_on(bob)
    shown = re.findall(r"<code>(\d{8})</code>", source_of(bob.get(CODES)))
    assert len(shown) == 10
    saved = bob.get(f"{CODES}download/")
    assert saved.content.decode().split() == shown
    assert "attachment" in saved["content-disposition"]
    for is_in in (True, False):
        client = Client()
        sign_in(client, "bob")
        client.post(STEP, {"code": shown[3]})
        assert is_signed_in(client) == is_in
    assert "9 left" in source_of(bob.get("/account/2fa/"))
    bob.post(f"{CODES}generate/")
    assert not set(shown) & set(re.findall(r"<code>(\d{8})</code>", source_of(bob.get(CODES))))
    assert mail.outbox[-1].subject == "[Rejoinder] New recovery codes were made"


def test_recovery_codes_come_after_what_they_recover(bob: Client) -> None:
    prove(bob)
    assert "Set up a passkey or an app first" in source_of(bob.post(f"{CODES}generate/"))
    assert bob.get(CODES).status_code == 404


def test_turning_it_off_leaves_the_password(bob: Client, clock: Any) -> None:
    turn_on(bob)
    clock.shift(301)
    assert "/reauthenticate/" in bob.post(OFF)["location"], "a minute at the desk is not enough"
    prove(bob)
    bob.post(OFF)
    assert not Authenticator.objects.exists(), "the recovery codes go with the last factor"
    client = Client()
    sign_in(client, "bob")
    assert is_signed_in(client)


@pytest.mark.parametrize("path", [ON, OFF, CODES, f"{CODES}download/", f"{CODES}generate/"])
def test_who_merely_sits_at_ones_desk_sees_and_changes_nothing(
    bob: Client, clock: Any, path: str
) -> None:
    turn_on(bob)
    clock.shift(301)
    assert "/reauthenticate/" in bob.get(path, follow=True).redirect_chain[-1][0]


def test_a_code_serves_in_place_of_the_password(bob: Client, clock: Any) -> None:
    secret = turn_on(bob)
    clock.shift(301)
    asked = bob.get(CODES, follow=True)
    assert "Use a code" in source_of(asked)
    url = "/account/2fa/reauthenticate/"
    bob.post(url, {"code": code_of(secret, 301), "next": CODES})
    assert "Save them as a file" in source_of(bob.get(CODES))


def test_a_new_password_by_mail_is_no_way_around_it(bob: Client) -> None:
    turn_on(bob)
    thief = Client()
    thief.post(RESET, {"email": "bob@example.org"})
    url = thief.get(last_link(), follow=True).redirect_chain[-1][0]
    thief.post(url, {"password1": OTHER})
    assert not is_signed_in(thief)
    assert sign_in(thief, "bob", OTHER)["location"].startswith(STEP)
    assert not is_signed_in(thief)


def test_ones_address_can_still_be_changed(bob: Client) -> None:
    turn_on(bob)
    bob.post(EMAIL, {"action_add": "", "email": "new@example.org"})
    bob.post(last_link())
    assert "new@example.org" in source_of(bob.get("/account/"))


@pytest.mark.parametrize("path", [ON, "/account/2fa/webauthn/add/"])
def test_no_second_factor_shuts_the_owner_of_an_address_out(client: Client, path: str) -> None:
    person("bob", confirmed=False)
    sign_in(client, "bob")
    prove(client)
    assert client.get(path)["location"] == "/account/2fa/"
    assert client.post(path, {"code": "1"})["location"] == "/account/2fa/"


def test_reading_ones_second_factors_writes_nothing(bob: Client) -> None:
    turn_on(bob)
    before = list(Authenticator.objects.values())
    for path in ("/account/2fa/", CODES, f"{CODES}download/"):
        assert bob.get(path).status_code == 200
    assert list(Authenticator.objects.values()) == before


@pytest.mark.parametrize("keys", [3, 30])
def test_the_list_takes_as_many_queries_for_few_as_for_many(
    bob: Client, keys: int, django_assert_num_queries: Any
) -> None:
    secret = turn_on(bob)
    owner = Authenticator.objects.first().user
    for number in range(keys):
        data = {"name": f"Key {number}", "credential": {}}
        Authenticator.objects.create(user=owner, type="webauthn", data=data)
    assert secret
    with django_assert_num_queries(4):
        bob.get("/account/2fa/")


def test_who_lost_everything_is_let_in_again(bob: Client, capsys: Any) -> None:
    turn_on(bob)
    call_command("remove_second_factors", "BOB")
    assert "the password alone" in capsys.readouterr().out
    assert not is_signed_in(bob)
    sign_in(bob, "bob")
    assert is_signed_in(bob)
    for name, says in (("bob", "no second factor"), ("nobody", "nobody called nobody")):
        with pytest.raises(CommandError, match=says):
            call_command("remove_second_factors", name)
