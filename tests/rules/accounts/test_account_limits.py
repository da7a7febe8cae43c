"""How often one may try, whatever address one claims to come from; and what a link is worth."""

import logging
import re
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailConfirmation
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import CharField, JSONField, TextField
from django.test import Client
from django.urls import get_resolver

from tests.cast import PASSWORD, person
from tests.sign_in import (
    OTHER,
    RESET,
    SIGN_IN,
    SIGN_UP,
    is_signed_in,
    last_link,
    sign_in,
    sign_up,
    source_of,
)

pytestmark = pytest.mark.django_db

NOON = 1_800_000_000
PROXY = "203.0.113.7"  # where the real visitor comes from, as the proxy saw it


def tries(client: Client, forwarded: list[str]) -> list[bool]:
    """Try other people's passwords, each time from elsewhere; whether each was turned away."""
    pages = [
        client.post(
            SIGN_IN,
            {"login": f"somebody{number}", "password": OTHER},
            headers={"x-forwarded-for": claimed},
        )
        for number, claimed in enumerate(forwarded)
    ]
    return ["Too many tries" in source_of(page) for page in pages]


@pytest.mark.parametrize(
    ("proxies", "claimed"),
    [(0, "10.0.0.{}"), (0, "10.0.0.{}, 10.9.9.9"), (1, "10.0.0.{}, " + PROXY), (1, PROXY)],
)
def test_security_26_a_forged_address_does_not_help(
    settings: Any, client: Client, proxies: int, claimed: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    turned_away = tries(client, [claimed.format(number) for number in range(12)])
    assert turned_away == [False] * 10 + [True] * 2


def test_security_26_behind_a_proxy_visitors_have_limits_of_their_own(
    settings: Any, client: Client
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert not any(tries(client, [f"198.51.100.{number}" for number in range(12)]))


@pytest.mark.parametrize("claimed", ["nonsense", "::ffff:10.0.0.1, x", "1.2.3.4:99999999", ","])
def test_a_malformed_address_is_no_fault_of_ours(
    settings: Any, client: Client, claimed: str
) -> None:
    for proxies in (0, 1):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        response = client.post(
            SIGN_IN, {"login": "bob", "password": OTHER}, headers={"x-forwarded-for": claimed}
        )
        assert response.status_code in (200, 403)


def test_security_26_who_knows_the_password_is_let_in_after_the_wait(client: Client) -> None:
    person("bob")
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(5):
            sign_in(client, "bob", OTHER)
        assert "Too many tries" in source_of(sign_in(client, "bob", PASSWORD))
        clock.shift(301)
        sign_in(client, "bob", PASSWORD)
    assert is_signed_in(client)


def reset_link() -> str:
    Client().post(RESET, {"email": "bob@example.org"})
    return last_link()


@pytest.mark.parametrize(("later", "works"), [(86_000, True), (87_000, False)])
def test_security_29_a_link_for_a_new_password_works_for_a_day(later: int, works: bool) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        person("bob")
        link = reset_link()
        clock.shift(later)
        page = source_of(Client().get(link, follow=True))
    assert ("doesn’t work any more" not in page) == works


def test_security_29_a_link_for_a_new_password_is_void_once_one_signs_in(client: Client) -> None:
    person("bob")
    link = reset_link()
    sign_in(client, "bob")
    assert "doesn’t work any more" in source_of(Client().get(link, follow=True))


@pytest.mark.parametrize(("later", "works"), [(258_000, True), (260_000, False)])
def test_security_29_a_link_that_confirms_works_for_three_days(
    client: Client, later: int, works: bool
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        sign_up(client)
        clock.shift(later)
        page = source_of(client.get(last_link()))
    assert ("Is this your address?" in page) == works


def test_security_29_tokens_are_stored_nowhere_and_in_no_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sign_up(client)
    confirm = last_link()
    client.get(confirm)
    client.post(confirm)
    reset = reset_link()
    form = client.get(reset, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": OTHER})
    Client().get(reset)
    tokens = [re.split(r"[/]", confirm)[3], reset.rstrip("/").rpartition("-")[2]]
    assert all(len(token) > 20 for token in tokens)
    assert not EmailConfirmation.objects.exists()
    stored = [
        str(value)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField | JSONField)
        for value in model.objects.values_list(field.name, flat=True)
    ]
    stored += [str(session.get_decoded()) for session in Session.objects.all()]
    for token in tokens:
        assert not any(token in text for text in stored)
        assert token not in caplog.text
    assert PASSWORD not in caplog.text and OTHER not in caplog.text


def test_security_13_there_is_one_way_to_sign_up() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {name for name in names if "signup" in name or "sign_up" in name} == {"account_signup"}
    assert not apps.is_installed("allauth.socialaccount")
    assert Client().post("/account/2fa/webauthn/signup/", {}).status_code == 404


@pytest.mark.parametrize("url", [SIGN_UP, SIGN_IN, RESET])
def test_security_27_a_form_filled_in_wrongly_tells_no_more(url: str) -> None:
    person("carol")
    pages = [
        source_of(
            Client().post(url, {"email": f"{name}@example.org", "login": name, "username": ""})
        ).replace(name, "NAME")
        for name in ("carol", "nobody")
    ]
    assert pages[0] == pages[1]
