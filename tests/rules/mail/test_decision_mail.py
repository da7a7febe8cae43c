"""Mail about decisions: to confirmed addresses, after the fact, and never in the way."""

from collections.abc import Callable
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.models import User
from forum.actions.states import count_anew
from forum.models import Post, Reply, State
from mail import claims, outbox
from mail.contents import decisions as decision_mail
from mail.models import OutboxMail
from mail.outbox import put_decisions
from mail.words import SendingOutcome
from moderation.actions.log import write_log
from moderation.actions.removals import hide, hide_branch
from moderation.models import LogAct, LogEntry, Notice
from notifications.pages.decided import decided_about
from staff.actions.undo import undo
from tests.cast import answer, moderator, person, publish
from tests.databases import run_together
from tests.examples import examples
from tests.servers import MailServer
from web.dates import minute

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

RUDE = "Go and play with your lists."
DEAD = "tests.rules.mail.test_decision_mail.DeadServer"
REFUSING = "tests.rules.mail.test_decision_mail.RefusingServer"
DECIDED = """
from accounts.models import User
from moderation.models import LogEntry, Notice
mina = User.objects.create_user("mina", role="moderator")
for n in range(8):
    user = User.objects.create_user(f"critic{n}", f"critic{n}@example.org")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    entry = LogEntry.objects.create(act="warn", actor=mina, person=user, reason="Because")
    Notice.objects.create(entry=entry, person=user)
"""


class DeadServer(EmailBackend):
    """A mail server that hangs up on the second mail, and on every one after it."""

    def send_messages(self, messages: Any) -> int:
        if mail.outbox:
            raise SMTPServerDisconnected("Bye.")
        return super().send_messages(messages)


class RefusingServer(EmailBackend):
    """A mail server that does not take mail for one address."""

    def send_messages(self, messages: Any) -> int:
        if messages[0].to == ["critic0@example.org"]:
            raise SMTPRecipientsRefused({"critic0@example.org": (550, b"No")})
        return super().send_messages(messages)


@pytest.fixture
def mina() -> User:
    return moderator()


@pytest.fixture
def bob() -> User:
    return person("bob")


@pytest.fixture
def essay() -> Post:
    return publish(person("alice"))


@pytest.fixture
def rude(bob: User, essay: Post) -> Reply:
    return answer(bob, essay, RUDE)


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Callable) -> Callable:
    """Run an action, and what it left for after the commit."""

    def run(action: Callable, **arguments: Any) -> LogEntry:
        with django_capture_on_commit_callbacks(execute=True):
            return action(**arguments)

    return run


def test_whose_text_was_removed_gets_a_mail(committed: Callable, rude: Reply, mina: User) -> None:
    committed(hide, moderator=mina, reply_id=rude.pk, reason="About <a> person & more")
    (sent,) = mail.outbox
    assert sent.to == ["bob@example.org"] and not (sent.cc or sent.bcc)
    assert sent.subject == "[Rejoinder] Moderators decided about something of yours"
    assert "Hello Bob,\n\nMina removed your reply on “Twenty checks”, " in sent.body
    assert "The reason:\n> About <a> person & more\n" in sent.body
    assert "answer, once" in sent.body and RUDE not in sent.body
    assert Notice.objects.get().mailed_at
    call_command("send_mail")
    assert len(mail.outbox) == 1, "once"


def test_a_mail_that_was_refused_keeps_back_no_later_decision(
    committed: Callable, settings: Any, mail_server: MailServer, rude: Reply, mina: User
) -> None:
    mail_server.use(settings)
    mail_server.refused["bob@example.org"] = "550 No"
    committed(hide, moderator=mina, reply_id=rude.pk, reason="The first")
    mail_server.refused.clear()
    call_command("send_mail", verbosity=0)
    assert not mail_server.mails, "it is not tried again for itself"
    other = answer(rude.author, rude.post, "Again.")
    committed(hide, moderator=mina, reply_id=other.pk, reason="The second")
    [sent] = mail_server.mails
    text = sent.get_body(("plain",))
    assert text is not None and "> The first" in (said := text.get_content())
    assert "> The second" in said


def test_nothing_is_sent_before_it_is_kept(rude: Reply, mina: User) -> None:
    hide(moderator=mina, reply_id=rude.pk, reason="Because")
    assert not mail.outbox


@pytest.mark.parametrize(
    "bob_is", [{"is_active": False}, {"left_at": "2026-01-01T00:00Z"}, None], ids=str
)
def test_no_mail_goes_where_nobody_is_known_to_be(
    bob_is: dict | None, committed: Callable, rude: Reply, bob: User, mina: User
) -> None:
    if bob_is is None:
        bob.emailaddress_set.update(verified=False)
    else:
        User.objects.filter(pk=bob.pk).update(**bob_is)
    committed(hide, moderator=mina, reply_id=rude.pk, reason="Because")
    assert not mail.outbox and Notice.objects.get().mailed_at is None


def test_nobody_is_mailed_what_they_did_themselves(committed: Callable, mina: User) -> None:
    reply = answer(mina, publish(person("carol")), "No.")
    committed(hide, moderator=mina, reply_id=reply.pk, reason="By mistake")
    assert not mail.outbox


def test_each_gets_one_mail_about_all_of_theirs(
    committed: Callable, rude: Reply, bob: User, mina: User
) -> None:
    carol = person("carol")
    for who, text in ((carol, "Why?"), (bob, "So what?")):
        answer(who, rude.post, text, rude)
    committed(hide_branch, moderator=mina, reply_id=rude.pk, reason="Off topic")
    mails = {each.to[0]: each for each in mail.outbox}
    assert len(mail.outbox) == 2
    assert mails["bob@example.org"].body.count("removed your reply") == 2
    assert mails["bob@example.org"].subject.endswith("about 2 of your texts")
    assert mails["carol@example.org"].body.count("removed your reply") == 1
    assert "Bob" not in mails["carol@example.org"].body


def test_security_4_12_what_its_reader_may_not_know_by_now_is_not_mailed(
    committed: Callable, rude: Reply, mina: User
) -> None:
    entry = hide(moderator=mina, reply_id=rude.pk, reason="About a person")
    Post.objects.filter(pk=rude.post_id).update(state=State.HIDDEN)
    committed(undo, moderator=mina, entry_id=entry.pk, reason="By mistake")
    (sent,) = mail.outbox
    assert "restored your reply on an essay" in sent.body
    assert rude.post.title not in sent.body + sent.subject


def test_security_19_no_name_reaches_a_header(
    committed: Callable, rude: Reply, bob: User, mina: User
) -> None:
    line = "X\r\nBcc: eve@example.org"
    User.objects.update(display_name=line)
    Post.objects.update(title=line)
    committed(hide, moderator=mina, reply_id=rude.pk, reason="Because")
    headers = mail.outbox[0].message().as_string().partition("\n\n")[0]
    assert "eve@" not in headers and mail.outbox[0].recipients() == ["bob@example.org"]


def test_security_40_a_dead_server_stops_nothing_and_is_tried_again(
    committed: Callable, rude: Reply, mina: User, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    answer(person("carol"), rude.post, "Why?", rude)
    good, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, DEAD
    committed(hide_branch, moderator=mina, reply_id=rude.pk, reason="Off topic")
    rude.refresh_from_db()
    assert rude.state == State.HIDDEN
    assert [each.to for each in mail.outbox] == [["bob@example.org"]]
    assert "was not sent" in caplog.text and "SMTPServerDisconnected" in caplog.text
    assert Notice.objects.filter(mailed_at=None).count() == 1
    settings.EMAIL_BACKEND = good
    call_command("send_mail")
    assert len(mail.outbox) == 1, "not at once again"
    OutboxMail.objects.waiting().update(due_at=timezone.now())
    call_command("send_mail")
    assert [each.to for each in mail.outbox[1:]] == [["carol@example.org"]]
    assert not Notice.objects.filter(mailed_at=None).exists()


def test_what_was_seen_is_not_mailed_again(rude: Reply, bob: User, mina: User) -> None:
    entry = write_log(act=LogAct.WARN, actor=mina, post=rude.post, person=bob, reason="Because")
    Notice.objects.filter(entry=entry).update(seen_at=entry.created_at)
    call_command("send_mail")
    assert not mail.outbox


def crowd(post: Post, people: int, each: int) -> Reply:
    """A reply with so many beneath it of so many people, made without their browsers."""
    top = answer(person("top"), post, "Top")
    for n in range(people):
        user = person(f"critic{n}")
        for _ in range(each):
            text = {"body": "Why?", "html": "Why?", "html_version": 1}
            Reply.objects.create(post=post, parent=top, author=user, **text)
    count_anew(post)
    return top


def recipients() -> list[str]:
    return sorted(address for each in mail.outbox for address in each.to)


def test_security_45_a_decision_about_many_mails_few_at_a_time_and_all_in_the_end(
    committed: Callable, essay: Post, mina: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "BATCH", 3)
    monkeypatch.setattr(outbox, "BATCH", 2)
    top = crowd(essay, people=6, each=2)
    committed(hide_branch, moderator=mina, reply_id=top.pk, reason="Off topic")
    assert recipients() == sorted(
        ["top@example.org", *(f"critic{n}@example.org" for n in range(6))]
    )
    assert not Notice.objects.filter(mailed_at=None).exists()


@pytest.mark.counts
def test_security_45_a_mail_about_many_names_a_few_and_counts_all(
    committed: Callable, essay: Post, mina: User
) -> None:
    counts = []
    for more in (30, examples(120, 300)):
        with transaction.atomic():
            top = crowd(essay, people=1, each=more)
            committed(hide_branch, moderator=mina, reply_id=top.pk, reason="Off topic")
            sent = {each.to[0]: each for each in mail.outbox}["critic0@example.org"]
            assert sent.subject.endswith(f"about {more} of your texts")
            assert sent.body.count("removed your reply") == decision_mail.NAMED
            assert f"And {more - decision_mail.NAMED} more." in sent.body
            Notice.objects.update(mailed_at=None)
            OutboxMail.objects.all().delete()
            with CaptureQueriesContext(connection) as done:
                call_command("send_mail")
            counts.append(len(done))
            transaction.set_rollback(True)
        mail.outbox.clear()
    assert counts[0] == counts[1]


def test_security_45_what_somebody_else_is_mailing_is_left_to_them_for_a_while(
    rude: Reply, mina: User
) -> None:
    hide(moderator=mina, reply_id=rude.pk, reason="Because")
    put_decisions()
    [claimed] = claims.claim()
    call_command("send_mail")
    assert not mail.outbox
    OutboxMail.objects.filter(pk=claimed.pk).update(claimed_until=timezone.now())
    call_command("send_mail")
    assert len(mail.outbox) == 1, "whoever had it was stopped"


def test_a_refused_address_stops_no_mail_to_others(
    essay: Post, mina: User, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    top = crowd(essay, people=2, each=1)
    hide_branch(moderator=mina, reply_id=top.pk, reason="Off topic")
    settings.EMAIL_BACKEND = REFUSING
    call_command("send_mail")
    assert recipients() == ["critic1@example.org", "top@example.org"]
    assert "SMTPRecipientsRefused" in caplog.text and "critic0" not in caplog.text
    refused = Notice.objects.get(mailed_at=None)
    assert OutboxMail.objects.get(person=refused.person).outcome == SendingOutcome.REFUSED


def test_security_45_three_at_once_mail_each_notice_once(
    database_url: str, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_together(database_url, [["manage.py", "shell", "--no-imports", "-c", DECIDED]])
    monkeypatch.setenv("EMAIL_URL", mail_server.url)
    done = run_together(database_url, [["manage.py", "send_mail"]] * 3)
    told = [each["to"] for each in mail_server.mails]
    assert sorted(told) == sorted(f"critic{n}@example.org" for n in range(8))
    assert sum(int(each.stdout.split()[1]) for each in done) == 8, "each was noted"


@pytest.mark.usefixtures("german")
def test_whom_it_concerns_is_told_in_german_what_was_done_to_them(bob: User, mina: User) -> None:
    lasting = {"actor": mina, "person": bob, "reason": "Rude"}
    entries = [write_log(act=act, **lasting) for act in (LogAct.SUSPEND, LogAct.HIDE_BIO)]
    suspended, hidden = decision_mail.lines_about(bob, [each.pk for each in entries])
    when = minute(entries[0].created_at)
    assert suspended.words == f"Mina hat dich gesperrt (auf Dauer; entschieden am {when})."
    assert hidden.words == f"Mina hat deinen Profiltext entfernt ({when})."
    assert strip_tags(hidden.html) == hidden.words
    assert [strip_tags(each.says) for each in decided_about(bob)] == [
        "Mina hat deinen Profiltext entfernt",
        "Mina hat dich gesperrt (auf Dauer)",
    ]
