"""A mailbox read over IMAP: each mail once, whatever breaks off, and nothing without encryption."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from config.environment import readable_address
from config.mailboxes import mailbox
from forum.models import Reply
from inbox import mailboxes
from inbox.letters import MOST
from inbox.mailboxes import MailboxAwayError, read_mailbox
from inbox.models import MailOutcome
from tests.cast import person, publish
from tests.rules.inbox.imap import PASSWORD, ImapServer, imap_server
from tests.rules.inbox.letters import mail_from

pytestmark = pytest.mark.django_db


@pytest.fixture
def imap(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[ImapServer]:
    """A mailbox with two answers of Bob’s and a mail that is none."""
    with imap_server(tmp_path) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        settings.MAILBOX = address_of(server)
        bob, post = person("bob"), publish(person("alice"))
        server.mails = {
            4: mail_from(bob, post, "First."),
            7: b"From: eve@evil.example\nTo: reply@forum.example\n\nBuy!",
            9: mail_from(bob, post, "Second.", number=2),
        }
        yield server


def address_of(server: ImapServer, scheme: str = "imaps", host: str = "localhost") -> Any:
    return mailbox(f"{scheme}://me:{quote(PASSWORD, safe='')}@{host}:{server.port}")


def said() -> list[str]:
    return list(Reply.objects.order_by("pk").values_list("body", flat=True))


def test_each_mail_is_dealt_with_once(imap: ImapServer, capsys: Any) -> None:
    call_command("read_mailbox")
    assert said() == ["First.", "Second."]
    assert imap.seen == {4, 7, 9}
    assert "2 mails: posted." in capsys.readouterr().out
    assert read_mailbox() == {}


@pytest.mark.parametrize("command", ["LOGIN", "SEARCH", "FETCH 9", "STORE 4", "STORE 9"])
def test_whatever_breaks_off_the_next_time_goes_on(imap: ImapServer, command: str) -> None:
    imap.breaks_at = command
    with pytest.raises(CommandError, match="try again later"):
        call_command("read_mailbox")
    read_mailbox()
    assert said() == ["First.", "Second."]
    assert imap.seen == {4, 7, 9}


def test_one_mail_does_not_keep_back_the_others(
    imap: ImapServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    take = mailboxes.take

    def fails_once(*, raw: bytes) -> MailOutcome:
        if b"First" in raw:
            raise RuntimeError("bob@example.org")
        return take(raw=raw)

    with monkeypatch.context() as patched:
        patched.setattr(mailboxes, "take", fails_once)
        read_mailbox()
    assert said() == ["Second."] and imap.seen == {7, 9}
    assert "RuntimeError" in caplog.text and "bob" not in caplog.text
    read_mailbox()
    assert said() == ["Second.", "First."]


def test_while_the_database_is_away_all_stays(
    imap: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(**_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(mailboxes, "take", away)
    with pytest.raises(OperationalError):
        read_mailbox()
    assert imap.seen == set()


def test_of_a_mail_that_is_too_large_its_head_is_fetched(
    imap: ImapServer, mailoutbox: list[Any]
) -> None:
    imap.mails = {1: imap.mails[4] + b"x" * MOST}
    assert read_mailbox() == {MailOutcome.REFUSED: 1}
    assert "It is too large" in mailoutbox[0].body


def test_a_certificate_of_nobodys_is_refused(
    imap: ImapServer, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.MAILBOX = address_of(imap, host="127.0.0.1")
    with pytest.raises(MailboxAwayError, match="SSLCertVerificationError"):
        read_mailbox()
    settings.MAILBOX = address_of(imap)
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(MailboxAwayError, match="SSLCertVerificationError"):
        read_mailbox()
    assert said() == [] and imap.seen == set()


def test_nothing_is_said_before_it_is_encrypted(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with imap_server(tmp_path, starttls=True) as server:
        settings.MAILBOX = address_of(server, "imap+tls")
        with pytest.raises(MailboxAwayError, match="SSLCertVerificationError"):
            read_mailbox()
        assert [line.split()[1] for line in server.in_clear] == ["CAPABILITY", "STARTTLS"]
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        assert read_mailbox() == {}
        assert not any("LOGIN" in line for line in server.in_clear)


def test_a_wrong_password_is_told_without_it(imap: ImapServer, settings: Any, capsys: Any) -> None:
    settings.MAILBOX = {**settings.MAILBOX, "PASSWORD": "the-secret"}
    with pytest.raises(CommandError) as refused:
        call_command("read_mailbox")
    assert "the-secret" not in str(refused.value)
    settings.MAILBOX = None
    call_command("read_mailbox")
    assert "IMAP_URL is not set" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("address", "read"),
    [
        ("imaps://me:a b@mail.example.org", ("mail.example.org", 993, False, "a b", "INBOX")),
        ("imaps://me@a.org:x/y@b.org:1993/In%20box/x", ("b.org", 1993, False, "x/y", "In box/x")),
        ("imap+tls://me:x@b.org/INBOX", ("b.org", 143, True, "x", "INBOX")),
    ],
)
def test_the_address_of_a_mailbox_is_read_as_written(
    address: str, read: tuple[str, int, bool, str, str]
) -> None:
    found = mailbox(readable_address(address))
    asked = ("HOST", "PORT", "STARTTLS", "PASSWORD", "FOLDER")
    assert tuple(found[name] for name in asked) == read
