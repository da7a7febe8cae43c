"""Mails that nobody’s program writes: each is read in bounded time, or refused with a word."""

import base64
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail

from accounts.models import User
from forum.models import Post, Reply
from inbox.actions.answers import take
from inbox.letters import MOST, Letter
from inbox.models import MailOutcome
from inbox.prose.bodies import plain_text
from inbox.prose.own_words import own_words
from tests.cast import person, publish
from tests.rules.inbox.letters import ANSWERED, mail_from
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db
HIDDEN = (
    '<div style="display:none">EVIL</div>',
    '<span style="DISPLAY : none ;">EVIL</span>',
    '<p style="visibility:hidden">EVIL</p>',
    '<p style="font-size:0px">EVIL</p>',
    '<p style="mso-hide:all">EVIL</p>',
    '<p style="max-height:0;overflow:hidden">EVIL</p>',
    '<p style="height:0">EVIL</p>',
    "<p hidden>EVIL</p>",
    "<style>EVIL</style>",
    "<script>EVIL</script>",
    "<title>EVIL</title>",
    "<template>EVIL</template>",
    "<!-- EVIL -->",
    "<!--[if mso]>EVIL<![endif]-->",
    '<img alt="EVIL" src="https://evil.example/pixel">',
    '<textarea name="x">EVIL</textarea>',
    "<noscript>EVIL</noscript>",
    '<iframe srcdoc="EVIL">EVIL</iframe>',
)


@pytest.fixture(scope="module")
def made(kept_db: None) -> dict[str, Any]:
    """Bob, and an essay of Alice’s that he answers."""
    return {"bob": person("bob"), "post": publish(person("alice"), body=ANSWERED)}


bob, post = parts("bob post")


def taken(raw: bytes) -> str:
    """Take a mail, and return what was posted of it."""
    assert take(raw=raw) == MailOutcome.POSTED
    return Reply.objects.get().body


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_readers_of_html_do_not_see_is_not_said(bob: User, post: Post, hidden: str) -> None:
    html = f"<html><body><div>Seen.</div>{hidden}<div>Too.</div></body></html>"
    assert taken(mail_from(bob, post, html, kind="text/html; charset=utf-8")) == "Seen.\n\nToo."


QUOTING = (
    f"<p>Mine.</p><blockquote><p>{ANSWERED}</p></blockquote>",
    f"<p>Mine.</p><div id=divRplyFwdMsg>De: x</div><div>{ANSWERED}</div>",
    f"<p>Mine.</p><div class=yahoo_quoted>x {ANSWERED}</div>",
    f"<p>Mine.</p><div class=protonmail_quote>{ANSWERED}</div>",
    # No program’s way to quote: known by its words.
    f"<p>Mine.</p><div style='margin-left:1em'>{ANSWERED}</div>",
    f"<table><tr><td>Mine.</td></tr><tr><td>{ANSWERED}</td></tr></table>",
)


@pytest.mark.parametrize("html", QUOTING)
def test_others_words_in_html_are_not_the_writers(bob: User, post: Post, html: str) -> None:
    assert "Nobody asked" not in taken(mail_from(bob, post, html, kind="text/html"))


def test_a_paragraph_of_the_essay_between_ones_own_is_marked(bob: User, post: Post) -> None:
    """Pasted without a mark, it would read as the writer’s own."""
    first, second = ANSWERED.split("\n\n")
    said = taken(mail_from(bob, post, f"I read:\n\n{first}\n\nThey were asked.\n\n{second}"))
    assert said == f"I read:\n\n> {first}\n\nThey were asked."


def test_what_somebody_changed_in_a_quotation_is_not_quoted(bob: User, post: Post) -> None:
    changed = "> Was the second room heated? Of course it was, and everybody knows it."
    first = ANSWERED.split("\n\n")[0]
    said = taken(mail_from(bob, post, f"> {first}\n{changed}\n\nNo.\n"))
    assert said == f"> {first}\n\nNo."


def test_what_is_quoted_from_elsewhere_stays_marked(bob: User, post: Post) -> None:
    said = taken(mail_from(bob, post, "Hume has it:\n> Custom is the great guide.\nSo have I.\n"))
    assert said == "Hume has it:\n\n> Custom is the great guide.\n\nSo have I."


def test_nothing_secret_of_a_notice_is_quoted(bob: User, post: Post) -> None:
    first = ANSWERED.split("\n\n")[0]
    notice = "> https://forum.example/mail/off/secret/\n> Write to reply+1e1x@forum.example"
    said = taken(mail_from(bob, post, f"> {first}\n{notice}\n\nNo.\n\n{notice}\n\nReally.\n"))
    assert "secret" not in said and "@" not in said
    assert said.endswith("No.\n\nReally.")


EMPTY = (
    "",
    " \n\n\t\n",
    f"> {ANSWERED}",
    "-- \nBob",
    "Sent from my iPhone",
    f"On Tue, Dec 1, 2026 at 10:02 AM Alice <forum@forum.example> wrote:\n\n{ANSWERED}\n\nMine?",
    f"From: Alice <forum@forum.example>\nSent: Tuesday\nTo: Bob\nSubject: x\n\n{ANSWERED}",
    "\u200b\u200b",
)


@pytest.mark.parametrize("body", EMPTY)
def test_nothing_is_posted_where_the_writer_says_nothing(bob: User, post: Post, body: str) -> None:
    assert take(raw=mail_from(bob, post, body)) == MailOutcome.REFUSED
    assert not Reply.objects.exists()
    assert mail.outbox[-1].to == ["bob@example.org"]


def nested(depth: int) -> bytes:
    opened = "".join(
        f'--b{n}\nContent-Type: multipart/mixed; boundary="b{n + 1}"\n\n' for n in range(depth)
    )
    return f"{opened}--b{depth}\nContent-Type: text/plain\n\nHello\n".encode()


MIXED = 'multipart/mixed; boundary="b0"'
PART = b"--b0\nContent-Type: text/plain\n\nHello\n"
# Made only in the test: each is large.
BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nested": (MIXED, lambda: nested(5000)),
    "wide": (MIXED, lambda: PART * 50_000),
    "messages": ("message/rfc822", lambda: b"Content-Type: message/rfc822\n\n" * 5000),
    "long": ("text/plain", lambda: b"a" * (MOST + 1)),
    "ten megabytes": ("text/plain", lambda: b"Hello\n" + b"x\n" * 5_000_000),
    "lines": (MIXED, lambda: b"\n" * 4_000_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_take_long_is_refused_unread(bob: User, post: Post, name: str) -> None:
    kind, body = BOMBS[name]
    assert take(raw=mail_from(bob, post, body(), kind=kind)) == MailOutcome.REFUSED
    assert "too large, or has too many parts" in mail.outbox[-1].body


READABLE = {
    ("text/plain; charset=utf-8", b"Caf\xc3\xa9\x00 au lait"): "Café au lait",
    ("text/plain; charset=us-ascii", "Café".encode()): "Café",
    ("text/plain; charset=utf-8", "Café".encode("latin-1")): "Café",
    ("text/plain; charset=no-such-thing", "Café".encode()): "Café",
    ('text/plain; charset="=?x?="', b"Cafe"): "Cafe",
    ("text/plain; charset=\xe9", b"Cafe"): "Cafe",
    ("text/plain\nContent-Transfer-Encoding: base64", b"Q2Fm!!!ZQ"): "Cafe",
    ("text/plain\nContent-Transfer-Encoding: no-such-thing", b"Cafe"): "Cafe",
    ("text/plain\nContent-Transfer-Encoding: quoted-printable", b"Caf=C3=A9=ZZ="): "Café=ZZ",
    ("text", b"Cafe"): "Cafe",
    (";;;=", b"Cafe"): "Cafe",
    ("multipart/mixed", b"Cafe"): None,
    ('multipart/mixed; boundary=""', b"Cafe"): None,
    ('multipart/mixed; boundary="x"', b"Cafe"): None,
    ("message/rfc822", b"Subject: x\n\nAnother said this."): None,
    ("application/pdf", b"%PDF"): None,
    ("text/plain", b"One\x0bTwo\x0cThree\rFour"): "One\nTwo\nThree\nFour",
    ("text/plain", "\ufeffCafe".encode()): "Cafe",
}


@pytest.mark.parametrize("kind", READABLE, ids=lambda kind: str(kind)[:60])
def test_what_is_broken_is_read_as_well_as_it_can_be(
    bob: User, post: Post, kind: tuple[str, bytes]
) -> None:
    expected = READABLE[kind]
    outcome = take(raw=mail_from(bob, post, kind[1], kind=kind[0]))
    assert outcome == (MailOutcome.POSTED if expected else MailOutcome.REFUSED)
    assert [reply.body for reply in Reply.objects.all()] == [expected] * bool(expected)


def test_a_message_within_is_not_the_writers(bob: User, post: Post) -> None:
    body = (
        "--x\nContent-Type: text/plain\n\nMine.\n"
        "--x\nContent-Type: message/rfc822\n\nContent-Type: text/plain\n\nAnother’s.\n--x--\n"
    )
    assert taken(mail_from(bob, post, body, kind='multipart/mixed; boundary="x"')) == "Mine."


def test_what_is_attached_is_left_out_and_that_is_said(bob: User, post: Post) -> None:
    data = base64.b64encode(b"x" * 300_000).decode()
    part = '--x\nContent-Type: image/png; name="a.png"\nContent-Disposition: {}; filename="a.png"\n'
    body = (
        "--x\nContent-Type: text/plain\n\nMine.\n"
        f"{part.format('attachment')}Content-Transfer-Encoding: base64\n\n{data}\n"
        f"{part.format('inline')}Content-Transfer-Encoding: base64\n\n{data}\n"
        "--x\nContent-Type: application/pgp-signature; name=a.asc\n\nx\n--x--\n"
    )
    assert taken(mail_from(bob, post, body, kind='multipart/mixed; boundary="x"')) == "Mine."
    [told] = mail.outbox
    assert "2 files were left out" in told.body
    assert told.extra_headers["Auto-Submitted"] == "auto-replied"


@pytest.mark.parametrize(
    "start", ["On ", "Am x schrieb ", "From: ", ">", "> ", "_", " ", "[", "a:"]
)
def test_no_line_takes_long(start: str) -> None:
    """The patterns of programs’ lines take the third power of a line’s length, if they are let."""
    text = (start * 30_000)[:60_000] + ":\n" + (start * 100 + ":\n") * 50
    own_words(text, answered=ANSWERED, ours={"reply@forum.example"})


def test_a_short_text_is_never_joined_to_a_point(bob: User, post: Post) -> None:
    wrapped = (
        "The first of these reasons is that nobody asked the ones who left early, and\n"
        "it would have been easy to do so.\n"
        "a) There was time enough between the two readings that were held on that day\n"
        "b) They said so themselves.\n"
    )
    assert taken(mail_from(bob, post, wrapped)).count("\n") == 2


def test_a_head_alone_is_read_where_nothing_else_can_be() -> None:
    letter = Letter(b"\xff\xfe\x00garbage")
    assert letter.recipients == "" and letter.message_id == ""
    assert plain_text(letter.message()) in ("", "\xff\xfegarbage", "ÿþgarbage")
