"""Of each mail program’s mails just what its writer said is posted, in whatever language it quotes.

The mails are hand-made in the shapes of these programs, and each answers the same words of Alice’s.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from forum.models import Reply
from inbox.actions.answers import take
from inbox.letters import Letter
from inbox.models import MailOutcome
from inbox.prose.bodies import html_text, plain_text
from inbox.prose.own_words import own_words
from inbox.prose.quotations import letters
from tests.cast import answer, person, publish
from tests.rules.inbox.letters import ANSWERED, MAILS, mail_of, said_in
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(kept_db: None) -> dict[str, Any]:
    """Bob, and what Alice said, which he answers."""
    essay = publish(person("carol"), body="Nine checks.")
    return {"bob": person("bob"), "asked": answer(person("alice"), essay, ANSWERED)}


bob, asked = parts("bob asked")


@pytest.mark.parametrize("file", MAILS, ids=lambda file: file.stem)
def test_what_somebody_said_is_posted(file: Path, bob: User, asked: Reply) -> None:
    assert take(raw=mail_of(file, bob, asked)) == MailOutcome.POSTED
    reply = Reply.objects.get(author=bob)
    assert reply.parent == asked
    assert reply.body == said_in(file)
    # Nobody else’s words as his, and no address.
    own = re.sub(r"<blockquote>.*?</blockquote>", "", reply.html, flags=re.S)
    words = letters(re.sub(r"<[^>]*>", " ", own))
    for sentence in re.split(r"[.?]", ANSWERED):
        assert letters(sentence) not in words or not letters(sentence)
    assert "@" not in reply.body and "forum.example" not in reply.html


@pytest.mark.parametrize("file", MAILS, ids=lambda file: file.stem)
def test_line_ends_make_no_difference(file: Path) -> None:
    """A mailbox keeps those of SMTP, a pipe has the machine’s."""
    message = Letter(file.read_bytes().replace(b"\n", b"\r\n")).message()
    text = plain_text(message) or html_text(message)
    ours = {"forum@forum.example"}
    assert own_words(text, answered=ANSWERED, ours=ours) == said_in(file)


def test_there_are_enough_of_them() -> None:
    assert len(MAILS) >= 18
    assert {file.stem for file in MAILS} == {
        file.stem for file in (MAILS[0].parent.parent / "said").iterdir()
    }
