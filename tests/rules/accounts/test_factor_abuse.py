"""What people who mean ill send to the pages of second factors, and what they get."""

import base64
import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.db import connection
from django.test import Client, override_settings

from accounts.factors import Factors
from tests.cast import PASSWORD, person
from tests.sign_in import is_signed_in, sign_in, source_of

pytestmark = pytest.mark.django_db

STEP = "/account/2fa/authenticate/"
DOOR = "/account/2fa/webauthn/login/"


def sealed(text: bytes) -> str:
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def answer_of(**changes: Any) -> dict[str, Any]:
    """What a browser would send of a passkey, with nothing true in it."""
    data = {"type": "webauthn.get", "challenge": "x", "origin": "http://testserver"}
    response = {
        "clientDataJSON": sealed(json.dumps(data).encode()),
        "authenticatorData": sealed(b"\x00" * 37),
        "attestationObject": sealed(b"\xa0"),
        "signature": sealed(b"sign"),
        "userHandle": sealed(b"1"),
    }
    whole = {"id": sealed(b"key"), "rawId": sealed(b"key"), "type": "public-key"}
    return {**whole, "response": {**response, **changes}}


JUNK = [
    "",
    "x",
    "null",
    "true",
    "7",
    "[]",
    '"x"',
    "{}",
    '{"response": []}',
    '{"response": {"userHandle": 7}}',
    '{"id": 1, "rawId": 2, "type": 3, "response": 4}',
    "[" * 5000,
    "\x00",
    json.dumps({**answer_of(), "rawId": "é"}),
    json.dumps({**answer_of(), "rawId": None}),
    json.dumps({**answer_of(), "type": "other"}),
    json.dumps(answer_of()),
    json.dumps(answer_of(userHandle=None)),
    json.dumps(answer_of(userHandle=sealed(b"9" * 40))),
    json.dumps(answer_of(userHandle=sealed(b"\xff\x00"))),
    json.dumps(answer_of(userHandle=sealed(b"-1"))),
    json.dumps(answer_of(clientDataJSON=sealed(b"[]"))),
    json.dumps(answer_of(clientDataJSON=sealed(b"nonsense"))),
    json.dumps(answer_of(authenticatorData=sealed(b"short"))),
    json.dumps(answer_of(attestationObject=sealed(b"\xff" * 30))),
    json.dumps(answer_of(attestationObject=sealed(b"\xa3" + b"\x00" * 20))),
]


@pytest.fixture
def bob(client: Client) -> Client:
    person("bob")
    sign_in(client, "bob")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_a_made_up_passkey_gets_a_clear_answer(bob: Client, junk: str) -> None:
    add, again = "/account/2fa/webauthn/add/", "/account/2fa/webauthn/reauthenticate/"
    bob.get(add)
    refused = bob.post(add, {"name": "Key", "credential": junk})
    assert refused.status_code == 200 and 'role="alert"' in source_of(refused)
    assert not Authenticator.objects.exists()

    user = person("carol")
    Authenticator.objects.create(
        user=user, type="totp", data={"secret": Factors().encrypt("A" * 32)}
    )
    half = Client()
    sign_in(half, "carol")
    half.get(STEP)
    assert half.post(STEP, {"credential": junk}).status_code == 200
    assert not is_signed_in(half)

    visitor = Client()
    assert visitor.get(DOOR, headers={"accept": "application/json"}).status_code == 200
    assert visitor.post(DOOR, {"credential": junk})["location"] == "/account/login/"
    assert not is_signed_in(visitor)
    assert bob.post(again, {"credential": junk}).status_code == 302


def test_trying_codes_is_slowed_down_whatever_address_is_claimed() -> None:
    user = person("carol")
    Authenticator.objects.create(
        user=user, type="totp", data={"secret": Factors().encrypt("A" * 32)}
    )
    client = Client()
    sign_in(client, "carol")
    pages = [
        client.post(STEP, {"code": "000000"}, headers={"x-forwarded-for": f"10.0.0.{number}"})
        for number in range(6)
    ]
    assert "Too many tries" not in source_of(pages[4])
    assert "Too many tries" in source_of(pages[5])


def test_security_29_secrets_are_sealed_in_the_database(bob: Client) -> None:
    user = person("carol")
    totp.TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        (stored,) = cursor.fetchone()
    assert "JBSWY3DPEHPK3PXP" not in str(stored)


def test_a_changed_key_opens_what_the_earlier_one_sealed_while_it_is_named() -> None:
    stored = Factors().encrypt("JBSWY3DPEHPK3PXP")
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=["tests-only"]):
        assert Factors().decrypt(stored) == "JBSWY3DPEHPK3PXP"
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[]):
        opened = Factors().decrypt(stored)
        assert opened not in ("", "JBSWY3DPEHPK3PXP") and opened != Factors().decrypt(stored)


def test_a_passkey_of_somebody_else_is_not_there(bob: Client) -> None:
    key = Authenticator.objects.create(
        user=person("carol"), type="webauthn", data={"name": "Carol’s", "credential": {}}
    )
    for word in ("edit", "remove"):
        url = f"/account/2fa/webauthn/keys/{key.pk}/{word}/"
        assert bob.get(url).status_code == 404
        assert bob.post(url, {"name": "Mine"}).status_code == 404
    key.refresh_from_db()
    assert key.data["name"] == "Carol’s"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/\\evil.example/"])
def test_security_22_no_step_leads_to_another_host(bob: Client, target: str) -> None:
    user = person("carol")
    secret = Factors().encrypt("A" * 32)
    Authenticator.objects.create(user=user, type="totp", data={"secret": secret})
    key = Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "Key", "credential": {}}
    )
    carol = Client()
    sign_in(carol, "carol", next=target)
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    code = totp.format_hotp_value(totp.hotp_value("A" * 32, counter))
    assert carol.post(STEP, {"code": code, "next": target})["location"] == "/"
    again = carol.post("/account/reauthenticate/", {"password": PASSWORD, "next": target})
    assert again["location"] == "/"
    remove = f"/account/2fa/webauthn/keys/{key.pk}/remove/"
    assert carol.post(remove, {"next": target})["location"] == "/account/2fa/webauthn/"
    assert not Authenticator.objects.filter(pk=key.pk).exists()
