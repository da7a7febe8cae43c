"""What the log says is right in German: who did what to whom, and where that is now."""

import re

import pytest
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext

from accounts.models import User
from critiques.words import Kind
from forum.models import Post, Reply
from moderation.models import LogAct, LogEntry
from staff.log.deeds import YOURS, deed_of
from staff.log.targets import LoggedObjection, Seen, other_of, target_of, yours
from staff.queue.buttons import APPROVALS, DECISIONS, Button, unsaid
from staff.queue.forms import reason_of

pytestmark = pytest.mark.usefixtures("german")

ALICE = User(pk=1, username="alice", display_name="Alice")
BOB = User(pk=2, username="bob", display_name="Bob")
OWLS = Post(pk=1, title="Owls", slug="owls", author=ALICE)
CATS = Post(pk=2, title="Cats", slug="cats", author=ALICE)
REPLY = Reply(pk=3, post=OWLS, author=BOB)
# What merged with the essay is no more where it stood.
NAMED = {
    (1, 5): LoggedObjection(Kind.OBJECTION, "2b"),
    (1, 6): LoggedObjection(Kind.QUESTION, "#6"),
}
SEEN = Seen({1, 2}, {3}, NAMED, set(), False)
OF_OBJECTION = {"post": OWLS, "person": BOB, "objection": 5}
OF_REPLY = {"post": OWLS, "reply": REPLY, "person": BOB}


@pytest.mark.parametrize(
    ("act", "of", "to_all", "to_bob"),
    [
        (LogAct.SUSPEND, {"person": BOB}, "hat Bob gesperrt", "hat dich gesperrt"),
        (LogAct.WARN, {"person": BOB}, "hat Bob verwarnt", "hat dich verwarnt"),
        (
            LogAct.UNSUSPEND,
            {"person": BOB},
            "hat die Sperre für Bob aufgehoben",
            "hat die Sperre für dich aufgehoben",
        ),
        (
            LogAct.MODERATOR,
            {"person": BOB},
            "hat Bob in die Moderation aufgenommen",
            "hat dich in die Moderation aufgenommen",
        ),
        (
            LogAct.HIDE_BIO,
            {"person": BOB},
            "hat den Profiltext von Bob entfernt",
            "hat deinen Profiltext entfernt",
        ),
        (
            LogAct.SHOW_BIO,
            {"person": BOB},
            "hat den Profiltext von Bob wiederhergestellt",
            "hat deinen Profiltext wiederhergestellt",
        ),
        (
            LogAct.LIFT,
            {"post": OWLS, "person": BOB},
            "hat den Ausschluss für Bob unter „Owls“ aufgehoben",
            "hat den Ausschluss für dich unter „Owls“ aufgehoben",
        ),
        (
            LogAct.HIDE,
            OF_REPLY,
            "hat eine Antwort von Bob entfernt",
            "hat deine Antwort zu „Owls“ entfernt",
        ),
        (
            LogAct.HIDE_WORDING,
            OF_REPLY,
            "hat, was eine Antwort von Bob betrifft, eine frühere Fassung entfernt",
            "hat, was deine Antwort zu „Owls“ betrifft, eine frühere Fassung entfernt",
        ),
        (
            LogAct.UNSTRIKE,
            OF_OBJECTION,
            "hat den Einwand 2b zu „Owls“ wiederhergestellt",
            "hat deinen Einwand 2b zu „Owls“ wiederhergestellt",
        ),
        (
            LogAct.MERGE,
            OF_OBJECTION | {"other_objection": 7},
            "hat die Einwände 2b und #7 bei „Owls“ zusammengelegt",
            "hat deinen Einwand 2b und den Einwand #7 bei „Owls“ zusammengelegt",
        ),
        (
            LogAct.STRIKE,
            OF_OBJECTION | {"objection": 6},
            "hat die Frage #6 zu „Owls“ gestrichen",
            "hat deine Frage #6 zu „Owls“ gestrichen",
        ),
        (
            LogAct.JOIN,
            {"post": OWLS, "person": BOB, "other_post": CATS},
            "hat „Owls“ zu einem Teil von „Cats“ gemacht",
            "hat deinen Essay „Owls“ zu einem Teil von „Cats“ gemacht",
        ),
        (
            LogAct.SPLIT,
            OF_REPLY | {"other_post": CATS},
            "hat eine Antwort von Bob abgetrennt und zu „Cats“ gemacht",
            "hat deine Antwort zu „Owls“ abgetrennt und zu „Cats“ gemacht",
        ),
        (
            LogAct.UNSPLIT,
            OF_REPLY | {"other_post": CATS},
            "hat eine Antwort von Bob bei „Cats“ wieder angefügt",
            "hat deine Antwort zu „Owls“ bei „Cats“ wieder angefügt",
        ),
        (
            LogAct.UNSPLIT,
            OF_REPLY,
            "hat eine Antwort von Bob wieder angefügt",
            "hat deine Antwort zu „Owls“ wieder angefügt",
        ),
    ],
)
def test_it_says_to_all_and_to_whom_it_concerns_what_was_done(
    act: LogAct, of: dict, to_all: str, to_bob: str
) -> None:
    entry = LogEntry(act=act, actor=ALICE, **of)
    other = other_of(entry, SEEN)
    deed = deed_of(entry, target_of(entry, SEEN), other[::-1] if other else None)
    assert deed.words == to_all
    assert deed.said_to_you(*yours(entry, SEEN)).words == to_bob


@pytest.mark.parametrize("act", YOURS)
def test_who_did_it_is_told_as_you(act: LogAct) -> None:
    """“Du hast …” before what was done, and “Alice hat …”."""
    deed = deed_of(LogEntry(act=act, post=OWLS), ("X", ""), None)
    assert re.match(r"hast\b", str(deed.yours))
    assert str(deed.yours).replace("hast", "hat", 1) == str(deed.brief)


def test_what_the_site_does_has_a_reason_in_its_readers_language() -> None:
    """What people gave as theirs is never said otherwise, though it be words of the site’s."""
    words = "Three people reported it; a moderator will look at it"
    by_site = LogEntry(act=LogAct.AUTO_HIDE, post=OWLS, reason=words)
    by_alice = LogEntry(act=LogAct.HIDE, actor=ALICE, post=OWLS, reason=words)
    assert by_site.said_reason == gettext(words) != words
    assert by_alice.said_reason == words
    of_before = LogEntry(act=LogAct.AUTO_HIDE, post=OWLS, reason="As it once was said")
    assert of_before.said_reason == "As it once was said"


@pytest.mark.parametrize("button", [*APPROVALS, *DECISIONS])
def test_what_a_button_gives_as_the_reason_is_what_its_moderator_saw(button: Button) -> None:
    kept = reason_of(QueryDict(f"decision={button.value}"))
    assert type(kept) is str
    assert unsaid([button]) == (f"{button.label}: {kept}" if kept else "")
    with translation.override("en"):
        assert (kept in unsaid([button])) == (not kept), "though others read it in English"
