"""How many mails may be asked for: to one mailbox, by one person, from one address."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from accounts.limits.rates import read_limit
from accounts.models import Trace
from tests.cast import PASSWORD, person, text_of
from tests.sign_in import EMAIL, RESET, SIGN_UP, last_link, sign_in, sign_up

NOON = datetime(2026, 5, 4, 12, 0, 30, tzinfo=UTC)
ANSWER = {"action_send": "", "email": "bob@example.org"}


@pytest.fixture(autouse=True)
def clock(db: None):
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def allow(settings: Any, words: str) -> None:
    settings.LIMITS = {**settings.LIMITS, "mails": read_limit("LIMIT", words)}


def reset(address: str, **more: str) -> Any:
    return Client().post(RESET, {"email": address}, **more)


@pytest.mark.parametrize("address", ["bob@example.org", "stranger@example.org"])
def test_security_26_a_mailbox_is_not_flooded_whoever_asks(
    settings: Any, clock: Any, address: str
) -> None:
    """And the refusal is the same whether or not somebody has an account with it."""
    allow(settings, "9/hour; 3/hour;")
    person("bob")
    sent = [reset(address, REMOTE_ADDR=f"198.51.100.{number}") for number in range(3)]
    clock.shift(timedelta(minutes=10))
    sent += [reset(spelt, REMOTE_ADDR="198.51.100.9") for spelt in (address, address.upper())]
    assert [page.status_code for page in sent] == [302] * 3 + [429] * 2
    says = "This address was sent 3 mails in the last hour. You can go on at 13:01 UTC."
    assert says in text_of(sent[3]) and address in sent[3].content.decode()
    assert len(mail.outbox) == 3
    assert not Trace.objects.filter(address__contains="example").exists()
    clock.move_to(NOON + timedelta(hours=1))
    assert reset(address).status_code == 302


def test_security_26_signing_up_does_not_flood_a_mailbox(settings: Any) -> None:
    allow(settings, "9/hour; 2/hour;")
    pages = [
        Client().post(
            SIGN_UP,
            {"username": f"bob{number}", "email": "bob@example.org", "password1": PASSWORD},
        )
        for number in range(3)
    ]
    assert [page.status_code for page in pages] == [302, 302, 429]
    assert "This address was sent 2 mails" in text_of(pages[2])
    assert "bob2" in pages[2].content.decode(), "what was typed is still there"
    assert len(mail.outbox) == 2


def test_security_26_asking_for_the_link_again_has_an_end(settings: Any, client: Client) -> None:
    allow(settings, "9/hour; 3/hour;")
    sign_up(client)
    pages = [client.post(EMAIL, ANSWER, follow=True) for _ in range(4)]
    assert len(mail.outbox) == 3
    assert ["You can go on at 13:01" in text_of(page) for page in pages] == [False] * 2 + [True] * 2


def test_security_26_one_person_floods_nobody(settings: Any, client: Client) -> None:
    """Who has confirmed an address may ask for more than who has not."""
    allow(settings, "3/hour; 1/hour;")
    person("bob")
    sign_in(client, "bob")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    pages = [
        client.post(EMAIL, {"action_add": "", "email": f"victim{number}@example.org"})
        for number in range(4)
    ]
    assert [page.status_code for page in pages] == [302] * 3 + [429]
    assert "You have asked for 3 mails in the last hour." in text_of(pages[3])
    assert len(mail.outbox) == 3


def test_security_26_all_who_ask_from_one_address(settings: Any, clock: Any) -> None:
    allow(settings, ";; 2/hour")
    here = {"REMOTE_ADDR": "198.51.100.7", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}
    pages = [reset(f"someone{number}@example.org", **here) for number in range(3)]
    assert [page.status_code for page in pages] == [302, 302, 429]
    says = "People at your internet address have asked for 2 mails in the last hour."
    assert says in text_of(pages[2])
    assert reset("someone2@example.org", REMOTE_ADDR="198.51.100.8").status_code == 302
    clock.shift(timedelta(hours=1))
    assert reset("someone2@example.org", **here).status_code == 302


def test_what_is_refused_for_something_else_counts_for_nothing(settings: Any) -> None:
    allow(settings, "9/hour; 1/hour;")
    taken = {"username": "b", "email": "bob@example.org", "password1": PASSWORD}
    assert Client().post(SIGN_UP, taken).status_code == 200
    assert not Trace.objects.filter(kind="mails").exists()
    assert Client().post(SIGN_UP, {**taken, "username": "bob"}).status_code == 302


def test_a_link_that_was_sent_works_when_no_other_may_be(settings: Any, client: Client) -> None:
    allow(settings, "9/hour; 1/hour;")
    sign_up(client)
    link = last_link()
    client.post(EMAIL, ANSWER)
    assert client.post(link).status_code == 302
