"""Mails about an account say hours as the clock shows them of whom they are for."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.cast import PASSWORD, browser_of, person
from tests.sign_in import OTHER

pytestmark = pytest.mark.django_db
HOUR = r"\d{1,2} \w+( \d{4})?, \d\d:\d\d UTC\+05:45"


@pytest.fixture
def bob() -> User:
    found = person("bob")
    found.timezone = "Asia/Kathmandu"
    found.save(update_fields=["timezone"])
    return found


def test_a_link_says_until_when_it_works(bob: User) -> None:
    Client().post("/account/password/reset/", {"email": bob.email})
    bob.emailaddress_set.update(verified=False)
    browser_of(bob).post("/account/email/", {"email": bob.email, "action_send": ""})
    reset, confirm = (letter.body for letter in mail.outbox)
    assert re.search(rf"It works once, until {HOUR}\.", reset)
    assert re.search(rf"It works until {HOUR}\.", confirm)


def test_signing_up_says_it_in_utc() -> None:
    form = {"username": "carol", "email": "carol@example.org", "password1": PASSWORD}
    Client().post("/account/signup/", form)
    until = timezone.now() + timezone.timedelta(days=3)
    assert f"It works until {until:%-d %B, %H:}" in mail.outbox[0].body
    assert " UTC. If you did not sign up" in mail.outbox[0].body


def test_what_was_done_says_when(bob: User) -> None:
    form = {"oldpassword": PASSWORD, "password1": OTHER}
    browser_of(bob).post("/account/password/change/", form)
    assert re.search(rf"This was done on {HOUR}\.", mail.outbox[0].body)
