"""The table of rights: the document shows it, every row is asked, and nobody else asks."""

import ast
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.permissions import RIGHTS, check_right, grant, may
from accounts.rules import is_member
from tests.cast import answer, moderator, person, publish
from tests.databases import ROOT
from tests.house import APPS

ASKS = ("may", "check_right")

# Nobody decides on what is their own or on their like, whatever their role; and what is theirs
# by a row of its own.
NOT_A_ROLE = {
    "moderation/actions/appeals.py",
    "moderation/actions/people.py",
    "critiques/actions/proposals.py",
}


def sources():
    """Yield the path and text of every module that is no migration."""
    for app in APPS:
        for file in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file.relative_to(ROOT).as_posix(), file.read_text()


def words_of(who) -> str:
    """Return a predicate as the document writes it."""
    words = who.name.replace("&", "and").replace("|", "or").replace("~", "not ")
    return words[1:-1] if words.startswith("(") else words


def test_the_document_shows_every_right():
    text = (ROOT / "docs/roles.md").read_text()
    rows = re.findall(r"^\| `([a-z]+\.[a-z_]+)` \| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    assert {(name, who): refusal for name, who, refusal in rows} == {
        (name, words_of(right.who)): right.refusal for name, right in RIGHTS.items()
    }, "write the row of the table into docs/roles.md"


def test_the_document_explains_every_predicate():
    text = (ROOT / "docs/roles.md").read_text()
    used = {word for right in RIGHTS.values() for word in re.findall(r"\w+_\w+", right.who.name)}
    explained = set(re.findall(r"^\| `(\w+)` \| [^`|]+ \|$", text, re.MULTILINE))
    assert used == explained


def test_every_right_is_asked_by_name():
    asked = set()
    for path, text in sources():
        if path == "accounts/permissions.py":
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ASKS:
                name = node.args[1]
                assert isinstance(name, ast.Constant), f"{path}:{node.lineno}: name the right"
                asked.add(name.value)
    assert asked == RIGHTS.keys()


def test_actions_compare_no_authors_by_themselves():
    """Who may is for the table to say; a message by role is no reason to compare."""
    whose = r"(?:author|raiser|proposer|writer|actor)_id [!=]=|\.is_(?:moderator|admin)"
    refused = re.compile(rf"if [^\n]*(?:{whose})[^\n]*:\n\s+raise Permission")
    found = {path for path, text in sources() if "/actions/" in path and refused.search(text)}
    assert found <= NOT_A_ROLE, "ask the table of rights: check_right(user, …)"


def test_a_right_is_granted_once():
    with pytest.raises(KeyError):
        grant("forum.revise", is_member, "")


@pytest.mark.django_db
def test_who_somebody_is():
    alice, bob, mina = person("alice"), person("bob"), moderator()
    adam = person("adam", role="admin")
    newly, held = person("nina", confirmed=False), person("sam", suspended_until=timezone.now())
    post = publish(alice)
    reply = answer(bob, post, "A reply.")
    nobody = (None, AnonymousUser())
    held.suspended_until = timezone.now() + timedelta(days=1)
    expected = {
        ("accounts.write", None): {alice, bob, mina, adam},
        ("moderation.moderate", None): {mina, adam},
        ("moderation.purge", None): {adam},
        ("moderation.report", None): {alice, bob, mina, adam, newly},
        ("forum.revise", post): {alice},
        ("forum.change_reply", reply): {bob},
        ("critiques.manage", post): {alice, mina, adam},
    }
    for (name, thing), allowed in expected.items():
        everybody = (alice, bob, mina, adam, newly, held, *nobody)
        assert {each for each in everybody if may(each, name, thing)} == allowed, name
    with pytest.raises(PermissionDenied, match="Only its author can change an essay"):
        check_right(bob, "forum.revise", post)
