"""The servers that tests start are real, and can fail as real ones do."""

import smtplib

import pytest
from redis import Redis as Client
from redis.exceptions import ConnectionError as Away

from tests.databases import PATIENCE
from tests.servers import MailServer, Redis


def test_redis(redis_server: Redis) -> None:
    with Client.from_url(redis_server.url.replace("redis:", "unix:")) as client:
        client.set("a", "1")
        redis_server.stop()
        with pytest.raises(Away):
            client.get("a")
        redis_server.start()
        assert client.get("a") is None


def send(server: MailServer, seconds: float = PATIENCE) -> None:
    with smtplib.SMTP("127.0.0.1", server.port, timeout=seconds) as client:
        client.sendmail("a@example.org", ["b@example.org"], b"Subject: Hello\r\n\r\nText\r\n")


def test_mail_server(mail_server: MailServer) -> None:
    send(mail_server)
    [mail] = mail_server.wait_for(1)
    assert (mail["subject"], mail.get_content()) == ("Hello", "Text\r\n")
    mail_server.refuses = True
    with pytest.raises(smtplib.SMTPDataError):
        send(mail_server)
    mail_server.refuses, mail_server.hangs = False, True
    with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
        send(mail_server, 0.1)
    assert len(mail_server.mails) == 1
