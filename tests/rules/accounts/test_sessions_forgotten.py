"""From where somebody was signed in is kept for as long as they are, and no longer."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from accounts.actions import sessions
from accounts.models import User
from tests.cast import PASSWORD, browser_of, person
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def test_signing_out_forgets_the_address() -> None:
    person("bob")
    here, there = Client(), Client()
    sign_in(here, "bob"), sign_in(there, "bob")
    here.post("/account/logout/")
    assert UserSession.objects.count() == Session.objects.count() == 1
    assert UserSession.objects.get().session_key == there.session.session_key


def test_what_has_run_out_is_forgotten_when_anybody_signs_in() -> None:
    for name in ("bob", "carol"):
        person(name)
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(3):
            sign_in(Client(), "bob")
        clock.shift(timedelta(days=15))
        sign_in(Client(), "carol")
    assert [each.user.username for each in UserSession.objects.all()] == ["carol"]
    assert Session.objects.count() == 1


def test_a_sign_in_forgets_so_many_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "BATCH", 2)
    person("bob"), person("carol")
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(5):
            browser_of(User.objects.get(username="bob"))
        clock.shift(timedelta(days=15))
        sign_in(Client(), "carol")
    assert Session.objects.count() == 5 - 2 + 1


def test_the_timers_command_forgets_all_that_is_over() -> None:
    person("bob")
    with time_machine.travel(NOON, tick=False) as clock:
        client = Client()
        sign_in(client, "bob")
        # A session that went otherwise leaves its place behind.
        Session.objects.all().delete()
        sign_in(Client(), "bob")
        assert UserSession.objects.count() <= 2
        clock.shift(timedelta(days=15))
        call_command("clearsessions")
    assert not UserSession.objects.exists() and not Session.objects.exists()


def test_a_new_password_leaves_no_address_behind(client: Client) -> None:
    person("bob")
    sign_in(client, "bob"), sign_in(Client(), "bob")
    data = {"oldpassword": PASSWORD, "password1": "nine blue herons asleep"}
    assert client.post("/account/password/change/", data).status_code == 302
    kept = set(Session.objects.values_list("pk", flat=True))
    assert set(UserSession.objects.values_list("session_key", flat=True)) <= kept


@pytest.mark.parametrize("path", ["leave", "2fa/totp/activate", "2fa/recovery-codes/generate"])
def test_what_a_visitor_sends_where_one_signs_in_is_kept_nowhere(path: str) -> None:
    sent = Client().post(f"/account/{path}/", {"text": "x" * 9_000})
    assert sent["location"] == f"/account/login/?next=/account/{path}/"
    assert not Session.objects.exists()
