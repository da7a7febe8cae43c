"""Without a worker the site sends what is due by itself, beside its requests."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from accounts import mail as threads
from mail import tasks
from mail.models import OutboxMail
from mail.words import SendingOutcome
from tests.cast import answer, person, publish
from tests.servers import MailServer


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[ThreadPoolExecutor]:
    """Threads and a timer of the test's own, as a site has them; they have ended when it has."""
    settings.MAIL_THREADS, settings.MAIL_DELAY = 2, 1
    monkeypatch.setattr(tasks, "SOONEST", timedelta(milliseconds=50))
    with ThreadPoolExecutor(2) as pool:
        monkeypatch.setattr(threads, "_threads", lambda: pool)
        yield pool
        for timer in tasks._timers:
            timer.cancel()
            timer.join()


@pytest.mark.django_db(transaction=True)
def test_what_is_due_goes_out_by_itself_and_posting_waits_for_no_server(
    mail_server: MailServer, settings: Any, beside: ThreadPoolExecutor
) -> None:
    mail_server.use(settings)
    mail_server.hangs = True
    settings.EMAIL_TIMEOUT = 300
    post, bob = publish(person("alice")), person("bob")
    for text in ("One.", "Two."):
        answer(bob, post, text)
    assert OutboxMail.objects.waiting().count() == 2 and mail_server.mails == []
    mail_server.hangs = False
    assert {each["to"] for each in mail_server.wait_for(2)} == {"alice@example.org"}
    beside.shutdown()
    assert OutboxMail.objects.filter(outcome=SendingOutcome.SENT).count() == 2
