"""Whoever something is said to is mailed it two minutes later, as it stands by then, or not."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.actions.leaving import leave
from accounts.models import User
from forum.models import Post, Reply
from inbox.addresses import addressed
from mail.models import MailChoice, OutboxMail
from mail.tasks import send_due
from mail.words import DEFAULTS, MailKind, SendingOutcome, When
from moderation.actions.removals import hide
from notifications.fanout import tell_waiting
from tests.cast import answer, browser_of, form_fields, moderator, person, place, publish, text_of
from tests.servers import MailServer

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
WAIT = timedelta(minutes=2)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def mails(mail_server: MailServer, settings: Any) -> MailServer:
    """The mail server of the site."""
    mail_server.use(settings)
    return mail_server


@pytest.fixture
def carol(db: None) -> User:
    """Writes replies, too."""
    return person("carol")


def sent(mails: MailServer, clock: time_machine.Traveller) -> list[EmailMessage]:
    """Return what is mailed when the wait is over, of what happened by now."""
    before = len(mails.mails)
    tell_waiting()
    send_due()
    at_once = mails.mails[before:]
    assert all("Moderators" in each["subject"] for each in at_once), "all else waits"
    before = len(mails.mails)
    clock.shift(WAIT)
    assert send_due() == len(mails.mails) - before
    assert send_due() == 0, "once"
    return mails.mails[before:]


def parts_of(mail: EmailMessage) -> tuple[str, str]:
    """Return what a mail says, as text and as HTML."""
    text, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None and html is not None
    return text.get_content().replace("\r\n", "\n"), html.get_content().replace("\r\n", "\n")


def links_of(text: str) -> list[str]:
    return re.findall(r"http://127\.0\.0\.1:8000(/\S*)", text)


def choose(who: User, **choices: When) -> None:
    every = {str(kind): str(when) for kind, when in DEFAULTS.items()} | choices
    response = browser_of(who).post("/account/mail/", every)
    assert response.status_code == 302, text_of(response)


def test_a_reply_is_mailed_with_its_words(
    mails: MailServer, clock: Any, alice: User, bob: User, essay: Post
) -> None:
    reply = answer(bob, essay, "Twenty is *few*.\n\na) Too few.\nb) People tire.")
    [mail] = sent(mails, clock)
    assert (mail["to"], mail["subject"]) == ("alice@example.org", "Re: [Rejoinder] Twenty checks")
    text, html = parts_of(mail)
    assert text.startswith("Bob replied to your essay\n“Twenty checks”\n")
    assert "\n> Twenty is *few*.\n>\n> a) Too few.\n> b) People tire.\n" in text
    assert "<em>few</em>" in html and "b) People tire." in html
    assert "You get this because it is a reply to you." in text
    there = links_of(text)
    assert there[0] == f"/replies/{reply.pk}/?in=thread"
    for address in there[:2]:
        assert browser_of(alice).get(address, follow=True).status_code == 200


def test_whose_reply_raises_objections_is_told_by_their_letters(
    mails: MailServer, clock: Any, bob: User, essay: Post
) -> None:
    place(bob, answer(bob, essay, "a) Too few.\nb) People tire."))
    [mail] = sent(mails, clock)
    text, html = parts_of(mail)
    assert text.startswith("Bob raises objections a and b\n")
    assert "objection a:\n> Too few\n" in text and "<blockquote" in html
    assert "You get this because it objects to an essay of yours." in text


def test_an_answer_that_the_author_adopts_before_it_is_told_is_not_the_authors(
    mails: MailServer, clock: time_machine.Traveller, essay: Post, alice: User, bob: User
) -> None:
    raised = answer(bob, essay, "a) Too few checks.")
    place(bob, raised)
    sent(mails, clock)
    reply = answer(person("dave"), essay, "They are many.", raised, **{"objection-1": "answer"})
    adopted = {"stance": "answered", "reply": reply.pk}
    browser_of(alice).post(f"/posts/{essay.pk}/objections/1/position/", adopted)
    told = [each.get_body(("plain",)).get_content() for each in sent(mails, clock)]
    of_reply, of_word = (each for each in told if "objection a" in each)
    assert of_reply.startswith("Dave answers objection a in reply to you")
    assert "You get this because it answers an objection that you share." in of_reply
    assert of_word.startswith("Alice says that Dave’s reply answers objection a")
    assert "You get this because the author spoke of an objection that you share." in of_word


def test_of_a_click_is_mailed_what_it_said(
    mails: MailServer, clock: Any, alice: User, bob: User, essay: Post
) -> None:
    place(bob, answer(bob, essay, "a) Too few."))
    sent(mails, clock)
    said = {"stance": "conceded", "text": "Right, forty."}
    path = f"/posts/{essay.pk}/objections/1/position/"
    assert browser_of(alice).post(path, said).status_code == 302
    [mail] = sent(mails, clock)
    text, _ = parts_of(mail)
    assert mail["to"] == "bob@example.org"
    assert text.startswith("Alice agrees with objection a\n")
    assert "objection a:\n> Too few\n" in text and "Alice:\n> Right, forty.\n" in text


def test_the_words_are_those_of_the_moment_it_is_sent(
    mails: MailServer, clock: Any, bob: User, essay: Post
) -> None:
    reply = answer(bob, essay, "I never said zqx.")
    tell_waiting()
    changed = {"body": "I said it.", "base_revision": 1}
    assert browser_of(bob).post(f"/replies/{reply.pk}/edit/", changed).status_code == 302
    [mail] = sent(mails, clock)
    assert all("I said it." in part and "zqx" not in part for part in parts_of(mail))


def read(alice: User, bob: User, reply: Reply) -> None:
    browser_of(alice).post("/notifications/read/", {"until": 10**6, "decided": 0})


def read_the_thread(alice: User, bob: User, reply: Reply) -> None:
    page = browser_of(alice).get(reply.post.get_absolute_url())
    path, fields = f"/posts/{reply.post_id}/visit/", form_fields(page, "visit")
    assert browser_of(alice).post(path, fields).status_code in (204, 302)


def hide_it(alice: User, bob: User, reply: Reply) -> None:
    hide(moderator=moderator(), reply_id=reply.pk, reason="Rude")


def hide_the_essay(alice: User, bob: User, reply: Reply) -> None:
    hide(moderator=moderator(), post_id=reply.post_id, reason="Rude")


def withdraw(alice: User, bob: User, reply: Reply) -> None:
    assert browser_of(bob).post(f"/replies/{reply.pk}/withdraw/").status_code == 302


def its_writer_leaves(alice: User, bob: User, reply: Reply) -> None:
    leave(user=bob, withdraw=False)


def leaves(alice: User, bob: User, reply: Reply) -> None:
    leave(user=alice, withdraw=False)


def switch_off(alice: User, bob: User, reply: Reply) -> None:
    choose(alice, addressed=When.NEVER)


def have_it_daily(alice: User, bob: User, reply: Reply) -> None:
    choose(alice, addressed=When.DAILY)


def lose_the_address(alice: User, bob: User, reply: Reply) -> None:
    alice.emailaddress_set.update(verified=False)


@pytest.mark.parametrize(
    "meanwhile",
    [
        read,
        read_the_thread,
        hide_it,
        hide_the_essay,
        withdraw,
        its_writer_leaves,
        leaves,
        switch_off,
        have_it_daily,
        lose_the_address,
    ],
)
def test_security_4_12_what_does_not_hold_any_more_is_not_mailed(
    mails: MailServer, clock: Any, alice: User, bob: User, essay: Post, meanwhile: Any
) -> None:
    reply = answer(bob, essay, "Twenty is few.")
    tell_waiting()
    assert OutboxMail.objects.waiting().exists()
    meanwhile(alice, bob, reply)
    assert sent(mails, clock) == []
    assert not OutboxMail.objects.waiting().exists()


def test_security_2_moderators_are_mailed_no_more_than_members(
    mails: MailServer, clock: Any, bob: User
) -> None:
    """Mina still reads on the site what was hidden; a mail would stay where it went."""
    mina = moderator()
    reply = answer(bob, publish(mina), "Twenty is few.")
    tell_waiting()
    hide(moderator=moderator("max"), reply_id=reply.pk, reason="Rude")
    assert "Twenty is few." in text_of(browser_of(mina).get("/notifications/"))
    assert sent(mails, clock) == []


def test_who_wants_none_and_who_cannot_be_reached_has_none_in_the_outbox(
    mails: MailServer, clock: Any, alice: User, bob: User, essay: Post
) -> None:
    choose(alice, addressed=When.NEVER)
    erin = person("erin", confirmed=False)
    for writer in (alice, erin):
        assert not MailChoice.objects.filter(person=erin).exists()
        reply = answer(bob, essay, f"@{writer.username}: Twenty is few.")
        tell_waiting()
    assert reply and not OutboxMail.objects.exists()
    assert sent(mails, clock) == []


def test_what_comes_together_is_not_mailed_at_once_unless_one_likes(
    mails: MailServer, clock: Any, alice: User, bob: User, carol: User, essay: Post
) -> None:
    for kind in MailKind:
        assert DEFAULTS[kind] in (When.AT_ONCE, When.DAILY)
    place(bob, answer(bob, essay, "a) Too few."))
    sent(mails, clock)
    objection = f"/posts/{essay.pk}/objections/1/share/"
    for who, when in ((carol, When.DAILY), (person("dave"), When.AT_ONCE)):
        choose(alice, followed=when)
        assert browser_of(who).post(objection).status_code == 302
        clock.shift(timedelta(days=1))
        assert len(sent(mails, clock)) == (when == When.AT_ONCE)


def test_a_text_is_answered_by_answering_its_mail_where_that_is_taken(
    mails: MailServer, clock: Any, settings: Any, alice: User, bob: User, essay: Post
) -> None:
    for address in ("", "reply@forum.example.org"):
        settings.REPLY_ADDRESS = address
        reply = answer(bob, essay, "What do you say?")
        [mail] = sent(mails, clock)
        assert ("Or answer this mail" in parts_of(mail)[0]) == bool(address)
    found = addressed(mail["reply-to"])
    assert (
        found is not None
        and found.person == alice
        and str(found.place) == f"reply-{reply.pk}-reply"
    )


# Threads


def ids(mail: EmailMessage) -> tuple[str, str, list[str]]:
    return mail["message-id"], mail["in-reply-to"] or "", (mail["references"] or "").split()


def by_references(mails: list[EmailMessage]) -> set[frozenset[str]]:
    """Return the threads that a program makes by References and In-Reply-To (RFC 5256)."""
    parent: dict[str, str] = {}

    def top(name: str) -> str:
        while name in parent:
            name = parent[name]
        return name

    for mail in mails:
        name, before, chain = ids(mail)
        for one, other in zip([*chain, before or name], [*chain[1:], name, name], strict=False):
            if one and top(one) != top(other):
                parent[top(other)] = top(one)
    found: dict[str, set[str]] = {}
    for mail in mails:
        found.setdefault(top(mail["message-id"]), set()).add(mail["message-id"])
    return {frozenset(each) for each in found.values()}


def by_first_reference(mails: list[EmailMessage]) -> set[frozenset[str]]:
    """Return those of a program that looks at the first reference alone, as some on phones do."""
    found: dict[str, set[str]] = {}
    for mail in mails:
        name, _, chain = ids(mail)
        found.setdefault((chain or [name])[0], set()).add(name)
    return {frozenset(each) for each in found.values()}


def by_subject(mails: list[EmailMessage]) -> set[frozenset[str]]:
    """Return those of a program that needs the same subject too, but for “Re:”."""
    found: dict[str, set[str]] = {}
    for mail in mails:
        subject = re.sub(r"^(Re: )+", "", mail["subject"])
        found.setdefault(subject, set()).add(mail["message-id"])
    return {frozenset(each) for each in found.values()}


def test_mail_programs_see_the_threads(
    mails: MailServer, clock: Any, alice: User, bob: User, carol: User, essay: Post
) -> None:
    other = publish(bob, "Another matter", "@alice see.")
    first = answer(bob, essay, "One.")
    second = answer(alice, essay, "Two.", first)
    third = answer(carol, essay, "Three, @alice and @bob.", second)
    elsewhere = answer(alice, other, "Elsewhere.")
    told = sent(mails, clock)
    to_alice = [mail for mail in told if mail["to"] == "alice@example.org"]
    said = {parts_of(mail)[0].partition("\n\n")[2].partition("\n")[0]: mail for mail in told}
    assert [ids(said["> " + each])[2] == [] for each in ("@alice see.", "One.")] == [True, False]
    essay_id, first_id = ids(said["> One."])[2]
    assert ids(said["> One."]) == (first_id, essay_id, [essay_id, first_id])
    name, before, chain = ids(said["> Three, @alice and @bob."])
    second_id = ids(said["> Two."])[0]
    assert (before, chain) == (second_id, [essay_id, first_id, second_id, name])
    # Both are mailed the same mail, by its name.
    copies = [each for each in told if each["message-id"] == name]
    assert {each["to"] for each in copies} == {"alice@example.org", "bob@example.org"}
    assert third and elsewhere and ids(said["> Elsewhere."])[2][0] == ids(said["> @alice see."])[0]
    for threads in (by_references, by_first_reference, by_subject):
        assert sorted(map(len, threads(to_alice))) == [1, 2], threads.__name__
        assert sorted(map(len, threads(told))) == [2, 3], threads.__name__


def test_security_19_headers_say_what_it_is_and_nothing_of_what_people_wrote(
    mails: MailServer, clock: Any, bob: User, alice: User
) -> None:
    line = "Twenty\r\nBcc: eve@example.org\u2028X-A: b\u202etxt"
    post = publish(alice)
    Post.objects.filter(pk=post.pk).update(title=line)
    User.objects.filter(pk=bob.pk).update(display_name=line)
    answer(bob, post, "Few.\r\n.\r\nBcc: eve@example.org")
    [mail] = sent(mails, clock)
    assert mail["subject"] == "Re: [Rejoinder] Twenty Bcc: eve@example.org X-A: btxt"
    assert mail["bcc"] is None and mail["x-a"] is None and mail["to"] == "alice@example.org"
    assert {name: mail[name] for name in ("auto-submitted", "precedence", "list-id")} == {
        "auto-submitted": "auto-generated",
        "precedence": "bulk",
        "list-id": "Rejoinder <notices.127.0.0.1>",
    }
    assert "\n> .\n> Bcc: eve@example.org\n" in parts_of(mail)[0]


# Stopping


def stop_link(mail: EmailMessage) -> str:
    [path] = links_of(mail["list-unsubscribe"].replace(">", ""))
    return path


def test_one_click_stops_a_kind_for_an_address_without_signing_in(
    mails: MailServer, clock: Any, alice: User, bob: User, essay: Post
) -> None:
    answer(bob, essay, "One.")
    [mail] = sent(mails, clock)
    assert mail["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    path, program = stop_link(mail), Client(enforce_csrf_checks=True)
    assert path in links_of(parts_of(mail)[0])
    page = program.get(path)
    assert page["Referrer-Policy"] == "no-referrer" and "no-store" in page["Cache-Control"]
    assert "alice" not in text_of(page).lower() and "al…@example.org" in text_of(page)
    assert not MailChoice.objects.exists(), "opening it changes nothing"
    assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert list(MailChoice.objects.values_list("person", "kind", "when")) == [
        (alice.pk, MailKind.ADDRESSED, When.NEVER)
    ]
    assert "No more of this mail" in text_of(program.get(path))
    answer(bob, essay, "Two.")
    assert sent(mails, clock) == []
    place(bob, answer(bob, essay, "a) Three."))
    assert len(sent(mails, clock)) == 1, "another kind still comes"


def test_a_mail_leads_to_where_its_discussion_is_muted(
    mails: MailServer, clock: Any, alice: User, bob: User, essay: Post
) -> None:
    answer(bob, essay, "One.")
    [mail] = sent(mails, clock)
    text, html = parts_of(mail)
    path = f"/posts/{essay.pk}/following/"
    assert path in links_of(text) and f'href="http://127.0.0.1:8000{path}"' in html
    assert Client().get(path).headers["Location"].startswith("/account/login/")
    alices = browser_of(alice)
    assert "Mute this essay" in text_of(alices.get(path))
    alices.post(path, {"do": "mute"})
    answer(bob, essay, "Two.")
    assert sent(mails, clock) == []


def test_a_link_is_for_its_address_alone_and_nobody_makes_one(
    mails: MailServer, clock: Any, alice: User, bob: User, essay: Post
) -> None:
    answer(bob, essay, "One.")
    [mail] = sent(mails, clock)
    path = stop_link(mail)
    [token] = re.findall(r"/mail/stop/(.+)/", path)
    value, _, signature = token.partition(".")
    other = bob.emailaddress_set.get().pk
    for forged in (f"{other}-addressed.{signature}", f"{value}.x", value, f"{value}-x.{signature}"):
        for ask in (Client().get, Client().post):
            assert ask(f"/mail/stop/{forged}/").status_code == 404
    # Alice has another address now; whoever has the old mailbox stops nothing of hers.
    alice.emailaddress_set.all().delete()
    alice.emailaddress_set.create(email="new@example.org", verified=True, primary=True)
    assert Client().post(path).status_code == 200
    assert not MailChoice.objects.exists()


def test_one_chooses_on_ones_account(bob: User) -> None:
    browser = browser_of(bob)
    assert "/account/mail/" in browser.get("/account/").content.decode()
    page = browser.get("/account/mail/")
    chosen = {name: said for name, said in form_fields(page, "choices").items() if name in MailKind}
    assert chosen == {str(kind): str(DEFAULTS[kind]) for kind in MailKind}
    choose(bob, shared=When.WEEKLY, addressed=When.DAILY)
    page = browser.get("/account/mail/")
    fields = form_fields(page, "choices")
    assert (fields["shared"], fields["addressed"]) == ("weekly", "daily")
    assert browser.post("/account/mail/", fields | {"shared": "hourly"}).status_code == 422


def test_an_address_that_is_refused_for_days_is_left_alone_until_one_says_otherwise(
    mails: MailServer, clock: Any, alice: User, bob: User, essay: Post
) -> None:
    mails.refused["alice@example.org"] = "550 No such mailbox"
    for day in range(4):
        for text in ("One", "Two"):
            answer(bob, essay, f"{text} on day {day}.")
        assert sent(mails, clock) == []
        clock.shift(timedelta(days=1))
    refused = OutboxMail.objects.filter(person=alice, outcome=SendingOutcome.REFUSED).count()
    assert refused == 5, "stopped by the first of the third day"
    browser = browser_of(alice)
    assert "Mail to you was refused" in text_of(browser.get("/"))
    assert "refused for several days" in text_of(browser.get("/account/mail/"))
    mails.refused.clear()
    answer(bob, essay, "Is it well again?")
    assert sent(mails, clock) == []
    assert browser.post("/account/mail/resume/").status_code == 302
    assert "Mail to you was refused" not in text_of(browser.get("/"))
    answer(bob, essay, "So it is.")
    assert len(sent(mails, clock)) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_security_2_nobody_writes_lines_that_look_like_the_mails_own(
    mails: MailServer, clock: Any, alice: User, bob: User, essay: Post, end: str
) -> None:
    """Where a text part ends what Bob says, and the site speaks, cannot be forged."""
    reply = answer(bob, essay, "Few.")
    forged = f"Few.{end}-- {end}Carol replied to you{end}I never said it."
    Reply.objects.filter(pk=reply.pk).update(body=forged)
    [mail] = sent(mails, clock)
    lines = parts_of(mail)[0].splitlines()
    own = [line for line in lines if not line.startswith(">")]
    assert own.count("-- ") == 1 and "Carol" not in "".join(own) and "never" not in "".join(own)
    assert "> Carol replied to you" in lines
