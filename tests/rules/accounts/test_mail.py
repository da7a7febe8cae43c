"""Mails go out beside the requests that ask for them, and what fails is told to the log alone."""

import logging
import smtplib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.test import Client

from accounts import mail
from tests.servers import MailServer, mail_server
from tests.sign_in import RESET, is_signed_in, sign_up

HANGS = 300  # seconds; who waits for a mail would wait so long


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[ThreadPoolExecutor]:
    """Threads of the test's own, as a site has them; they have ended when the test has."""
    settings.MAIL_THREADS = 2
    with ThreadPoolExecutor(2) as pool:
        monkeypatch.setattr(mail, "_threads", lambda: pool)
        yield pool


def use(settings: Any, server: MailServer) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = HANGS


@pytest.mark.django_db
def test_security_40_a_mail_server_that_hangs_stops_nobody(
    settings: Any, caplog: pytest.LogCaptureFixture, threads: Any, client: Client
) -> None:
    """Every page comes before a single mail has failed."""
    with mail_server() as server:
        server.hangs = True
        use(settings, server)
        for number in range(5):
            visitor = Client()
            sign_up(visitor, f"name{number}", f"name{number}@example.org")
            assert is_signed_in(visitor)
        assert client.post(RESET, {"email": "name1@example.org"}).status_code == 302
        assert server.mails == [] and "could not be sent" not in caplog.text
    # The server is gone; so are the threads, once they have noticed.
    threads.shutdown()
    assert caplog.text.count("A mail could not be sent") == 6
    assert "example.org" not in caplog.text and "name1" not in caplog.text


@pytest.mark.django_db
def test_mails_arrive(settings: Any, threads: Any, client: Client) -> None:
    with mail_server() as server:
        use(settings, server)
        sign_up(client)
        (sent,) = server.wait_for(1)
    assert sent["to"] == "bob@example.org"


def test_what_waits_has_an_end(
    monkeypatch: pytest.MonkeyPatch, threads: Any, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(mail, "_room", mail.BoundedSemaphore(5))
    go_on, sent = Event(), []

    def send() -> None:
        go_on.wait()
        sent.append("x")

    taken = [mail.hand_over("a letter", send) for _ in range(8)]
    go_on.set()
    threads.shutdown()
    assert taken == [True] * 5 + [False] * 3 and len(sent) == 5
    assert caplog.text.count("A mail was given up") == 3


def test_what_fails_names_nobody(threads: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    def refuse() -> None:
        raise smtplib.SMTPRecipientsRefused({"bob@example.org": (550, b"No bob@example.org")})

    def stumble() -> None:
        raise ValueError("bob@example.org")

    def later() -> None:
        raise smtplib.SMTPSenderRefused(451, b"not now", "bob@example.org")

    for send in (refuse, stumble, later):
        mail.hand_over("a letter", send)
    threads.shutdown()
    assert "SMTPRecipientsRefused" in caplog.text and "SMTPSenderRefused 451" in caplog.text
    assert "ValueError" in caplog.text and "bob" not in caplog.text


def test_nothing_is_sent_of_what_is_taken_back() -> None:
    sent: list[str] = []
    with mail.held_back():
        mail.hand_over("one", lambda: sent.append("one"))
        assert sent == []
    with pytest.raises(ZeroDivisionError), mail.held_back():
        mail.hand_over("two", lambda: sent.append("two"))
        raise ZeroDivisionError
    assert sent == ["one"]
