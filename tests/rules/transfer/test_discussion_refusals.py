"""A file that is wrong gets one clear line that names the place, and leaves nothing behind."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from forum.models import Post, Reply
from tests.cast import person

pytestmark = pytest.mark.django_db

REPLY = {"id": "r1", "author": "bob", "body": "a) A point.\nb) Another."}
RAISE = {"act": "raise", "objection": 1, "point": "a"}
POST = {"title": "T", "author": "alice", "body": "Text."}
DECLINED = {"position": "declined", "reason": "already covered", "text": "already covered: b"}


def discussion(**parts: Any) -> dict[str, Any]:
    """A small sound discussion: one post, one reply, one objection."""
    return {
        "format": "rejoinder/1",
        "post": POST,
        "replies": [REPLY | {"tags": [RAISE]}],
        "objections": [{"number": 1, "claim": "A claim"}],
    } | parts


def objection(**fields: Any) -> dict[str, Any]:
    return discussion(objections=[{"number": 1, "claim": "A claim"} | fields])


def replies(*items: dict[str, Any]) -> dict[str, Any]:
    return discussion(replies=list(items), objections=[])


def fails(file: Path, *options: str) -> str:
    """Import a file that must be refused; returns the line that says why."""
    with pytest.raises(CommandError) as refused:
        call_command("import_discussion", str(file), *options)
    line = str(refused.value)
    assert "\n" not in line
    assert not Post.objects.exists() and not Reply.objects.exists()
    assert not User.objects.exclude(username="dora").exists()
    return line


TEXTS = {
    "": "line 1, column 1",
    "{": "line 1, column 2",
    '{"format": "rejoinder/1",\n "post": }': "line 2, column 10",
    "[]": "expected an object",
    '{"format": "other/9"}': "format: expected “rejoinder/1”",
    '{"format": "rejoinder/1", "format": "rejoinder/1"}': "given twice",
    '{"format": "rejoinder/1", "post": NaN}': "NaN",
    '{"format": "rejoinder/1", "post": ' + "[" * 100_000: "nested too deeply",
    '{"format": "rejoinder/1", "post": ' + "9" * 5_000 + "}": "a number too long",
}


@pytest.mark.parametrize(("text", "says"), TEXTS.items(), ids=range(len(TEXTS)))
def test_what_is_no_json_of_ours(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "discussion.json"
    file.write_text(text)
    assert says in fails(file)


CONTENTS: list[tuple[Any, str]] = [
    (discussion(post=None), "post: expected an object"),
    (discussion(post=POST | {"title": ""}), "post.title"),
    (discussion(post=POST | {"title": "x" * 151}), "post.title"),
    (discussion(post=POST | {"body": 7}), "post.body: expected a text"),
    (discussion(post=POST | {"body": "a\x00b"}), "post.body"),
    (discussion(post=POST | {"body": "half \ud800 pair"}), "post.body"),
    (discussion(post=POST | {"body": "[" * 2_000}), "post.body"),
    (discussion(post=POST | {"body": "[a]: https://example.org"}), "post.body: The text has only"),
    (discussion(post=POST | {"author": "not a name"}), "post.author"),
    (discussion(post=POST | {"author": "dora"}), "post.author: “dora” can sign in"),
    (discussion(post=POST | {"published": "2026-01-01T09:00:00"}), "post.published"),
    (discussion(post=POST | {"published": "yesterday"}), "post.published"),
    (
        discussion(post=POST | {"published": "2126-01-01T09:00:00Z"}),
        "post.published: this time has not come yet.",
    ),
    (replies(REPLY | {"created": "9999-12-31T23:59:59Z"}), "replies[0].created: this time has"),
    (discussion(post=POST | {"published": "2026-13-01T09:00:00Z"}), "post.published"),
    (discussion(post=POST | {"tags": ["x" * 31]}), "post.tags[0]"),
    (discussion(post=POST | {"tags": ["half \ud800"]}), "post.tags[0]"),
    (discussion(post=POST | {"tags": list("abcdef")}), "post.tags"),
    (discussion(post=POST | {"revisions": [{"number": 2, "body": "Text."}]}), "revisions[0]"),
    (discussion(post=POST | {"revisions": [{"number": 1, "body": "Else."}]}), "post.revisions"),
    (replies(REPLY, REPLY), "replies[1].id"),
    (replies(REPLY | {"parent": "r9"}), "replies[0].parent"),
    (replies(REPLY | {"parent": "r\n9"}), "no reply “r 9” stands"),
    (replies(REPLY | {"parent": "r\x1b[2J"}), "no reply “r�[2J” stands"),
    (replies(REPLY | {"parent": "r1"}), "replies[0].parent"),
    (replies(REPLY | {"state": "draft"}), "replies[0].state"),
    (replies(REPLY | {"body": None}), "replies[0].body"),
    (replies(REPLY | {"body": "x" * 40_001}), "replies[0].body"),
    (replies(REPLY | {"body": "# "}), "replies[0]: The text has only signs that nobody"),
    (replies(REPLY | {"state": "pending"}), "replies[0].state"),
    (replies(REPLY | {"author": "x" * 31}), "replies[0].author"),
    (replies(REPLY, {"id": "r2", "author": "Bob", "body": "x"}), "“Bob” is spelt “bob” elsewhere"),
    (replies(REPLY | {"other": "yes"}), "replies[0].other"),
    (replies(REPLY | {"other": 1}), "replies[0].other"),
    (replies(REPLY | {"created": "0001-01-01T00:00:00+20:00"}), "replies[0].created"),
    (replies(REPLY | {"tags": [RAISE]}), "replies[0].tags: there is no objection 1"),
    (replies(REPLY | {"tags": [{"act": "hug", "objection": 1}]}), "replies[0].tags[0].act"),
    (replies(REPLY | {"tags": [RAISE | {"point": "c"}]}), "tags[0].point"),
    (replies(REPLY | {"tags": [RAISE | {"point": "1"}]}), "tags[0].point"),
    (discussion(replies=[REPLY | {"tags": [RAISE, RAISE]}]), "replies[0].tags[1]"),
    (discussion(replies="none"), "replies: expected a list"),
    (discussion(replies=[REPLY]), "objections[0].raised_in"),
    (discussion(replies=[REPLY | {"author": "alice", "tags": [RAISE]}]), "replies[0].tags"),
    (
        discussion(replies=[REPLY | {"tags": [RAISE, {"act": "concede", "objection": 1}]}]),
        "replies[0].tags[1]: only the post’s author",
    ),
    (objection(claim=""), "objections[0].claim"),
    (objection(claim="x" * 201), "objections[0].claim"),
    (objection(number=0), "objections[0].number"),
    (objection(number=10**12), "objections[0].number"),
    (objection(kind="doubt"), "objections[0].kind"),
    (objection(letter="f", round=1), "objections[0].letter"),
    (objection(letter="a"), "objections[0].letter"),
    (objection(letter="a", round=1, kind="question"), "a question has no letter"),
    (objection(positions=[DECLINED | {"reason": "mine"}]), "positions[0].reason"),
    (objection(positions=[DECLINED | {"text": "already covering"}]), "positions[0].reason"),
    (objection(positions=[DECLINED | {"position": "conceded"}]), "positions[0].reason"),
    (
        objection(letter="a", round=2)
        | {"rounds": [{"number": 1, "opened": "2026-01-01T00:00:00Z"}]},
        "rounds: an objection has a letter of round 2",
    ),
    (objection() | {"rounds": [{"number": 2, "opened": "2026-01-01T00:00:00Z"}]}, "rounds[0]"),
    (objection(merged_into=1), "objections[0].merged_into"),
    (objection(merged_into=5), "objections[0].merged_into"),
    (objection(similar_to=[3]), "objections[0].similar_to"),
    (objection(main_of=["carol"]), "main_of: carol does not share it"),
    (
        objection(events=[{"user": "alice", "event": "hold", "created": "2026-01-01T00:00:00Z"}]),
        "objections[0].events[0].user",
    ),
    (objection(events=[{"event": "hold"}]), "objections[0].events[0].user"),
    (objection(events=[{"user": "carol", "reply": "r1"}]), "events[0].reply: “bob” wrote it"),
    (objection(raised_in="r9"), "objections[0].raised_in"),
    (
        objection(positions=[{"position": "conceded", "reply": "r1"}]),
        "positions[0].reply: “bob” wrote it",
    ),
    (
        objection(positions=[{"position": "agreed", "created": "2026-01-01T00:00:00Z"}]),
        "objections[0].positions[0].position",
    ),
    (
        objection(
            positions=[{"position": "answered", "reply": "r7", "created": "2026-01-01T00:00:00Z"}]
        ),
        "positions[0].reply",
    ),
    (
        objection(passage={"exact": "Other words.", "revision": 1}),
        "objections, number 1, passage.exact: these words do not stand in revision 1",
    ),
    (objection(passage={"exact": "words", "revision": 4}), "objections[0].passage.revision"),
    (objection(passage={"exact": "words", "prefix": "\x00"}), "objections[0].passage.prefix"),
    (objection(passage={"exact": "words", "suffix": "x" * 65}), "objections[0].passage.suffix"),
    (objection(round=2**31 - 1, letter="a"), "objections: a round before round 2147483647"),
    (objection(struck={"at": "2026-01-01T00:00:00Z"}), "objections[0].struck.reason"),
]


@pytest.mark.parametrize(("content", "says"), CONTENTS, ids=range(len(CONTENTS)))
def test_security_38_what_a_discussion_cannot_say(tmp_path: Path, content: Any, says: str) -> None:
    person("dora")
    file = tmp_path / "discussion.json"
    file.write_text(json.dumps(content))
    assert says in fails(file)


KIALO = {
    "": "line 1",
    "Nonsense": "line 1, column 1",
    "Discussion Title: T\n\nNo thesis": "line 3, column 1",
    "Discussion Title: T\n\n1.1. Con: No thesis.": "line 3, column 1",
    "Discussion Title: T\n\n1. Thesis.\n1.2.1. Con: Orphan.": "line 4, column 1: its parent",
    "Discussion Title: T\n\n1. Thesis.\n1.1. Con: A.\n1.1. Con: B.": "line 5, column 1",
    "Discussion Title: T\n\n1. Thesis.\n1.1. Con: A.\nstray": "line 5, column 1",
    "Discussion Title: T\n\n1. Thesis.\n1.1. -> See 1.7.": "line 4, column 1: it points to",
    "Discussion Title: T\n\n1. Thesis.\n1.1. Con: nul\x00.": "line 4, column 1",
    **{
        f"Discussion Title: T\n\n1. Thesis.\n{claim}": f"line 4, column 1: {says}"
        for says, claims in {
            "this claim has no text.": [
                *("1.1. Con:", "1.1. Pro: ", "1.1.", "1.1. ", "1.1. Con:\t"),
                *("1.1. Con", "1.1. con :", "1.1. PRO"),
            ],
            "of this claim nothing is shown": [
                "1.1. Con: [source]: https://example.org",
                "1.1. Pro: [1]: <https://example.org> 'Title'",
                "1.1. Con: \u200b\ufeff",
                "1.1. Con: \u3164",
                "1.1. Con: ***",
            ],
        }.items()
        for claim in claims
    },
    "Discussion Title: T\n\n1. \u200b": "line 3, column 1: of this claim nothing is shown",
    "Discussion Title: T\n\n1.": "line 3, column 1: this claim has no text.",
}


@pytest.mark.parametrize(("text", "says"), KIALO.items(), ids=range(len(KIALO)))
def test_what_kialo_never_wrote(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "export.txt"
    file.write_text(text)
    assert says in fails(file, "--format", "kialo", "--author", "thea")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(100_000_000)
    assert "100,000,000 bytes; 20,000,000 is the most" in fails(huge)
    latin = tmp_path / "latin.json"
    latin.write_bytes('{\n"format": "é"}'.encode("latin-1"))
    assert "line 2, byte 12: this is not UTF-8" in fails(latin)
    assert "no such file" in fails(tmp_path / "missing.json")
    assert "it is a folder" in fails(tmp_path)
    other = tmp_path / "other.csv"
    other.write_text("number,claim\n1,A claim\n")
    assert "line 1, column 1: expected “{”" in fails(other)
    sound = tmp_path / "export.txt"
    sound.write_text("Discussion Title: T\n\n1. Thesis.")
    assert "--author" in fails(sound)
    assert "--author" in fails(sound, "--author", "kialo")
    assert "--author: A name has 2 to 30" in fails(sound, "--author", "not a name")
