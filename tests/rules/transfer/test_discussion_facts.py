"""What a discussion file says beyond the plainest: written where there is something to say."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from critiques.models import (
    ClaimVersion,
    Closing,
    FormerTag,
    Holder,
    HolderEvent,
    Position,
    Proposal,
    Receipt,
)
from forum.actions.changes import withdraw_reply
from forum.models import Bar, Post
from moderation.actions.removals import hide
from tests.cast import answer, browser_of, moderator, person, place, publish
from tests.databases import ROOT

pytestmark = pytest.mark.django_db

KEYS = {
    "post": {"closings", "bars"},
    "revision": {"receipts"},
    "reply": {"former_tags"},
    "objection": {"versions", "holders", "proposals"},
    "event": {"of", "answer_edited", "text"},
    "position": {"revision"},
}


def take_out(post: Post) -> str:
    said = StringIO()
    call_command("export_discussion", str(post.pk), stdout=said)
    return said.getvalue()


def bring_in(text: str, folder: Path) -> Post:
    said = StringIO()
    file = folder / "discussion.json"
    file.write_text(text, encoding="utf-8")
    call_command("import_discussion", str(file), "--attach", stdout=said, stderr=StringIO())
    return Post.objects.get(pk=int(said.getvalue().split("/")[2]))


def told(discussion: dict[str, Any]) -> dict[str, set[str]]:
    """Return which of the keys that may be left out a file has, by what has them."""
    parts = {
        "post": [discussion["post"]],
        "revision": discussion["post"]["revisions"],
        "reply": discussion["replies"],
        "objection": discussion["objections"],
        "event": [e for o in discussion["objections"] for e in o["events"]],
        "position": [p for o in discussion["objections"] for p in o["positions"]],
    }
    return {kind: {k for part in parts[kind] for k in part} & KEYS[kind] for kind in KEYS}


def facts(post: Post) -> list[Any]:
    """Return what the database says of a post, without the numbers of its rows."""
    of = {"objection__post": post}
    events = HolderEvent.objects.filter(**of).order_by("created_at", "pk")
    return [
        list(rows.values_list(*columns))
        for rows, columns in (
            (
                ClaimVersion.objects.filter(**of).order_by("objection__number", "number"),
                ["objection__number", "number", "text", "writer__username", "created_at"],
            ),
            (
                Holder.objects.filter(**of).order_by("objection__number", "user__username"),
                ["user__username", "state", "claim_version", "would_satisfy"],
            ),
            (
                Proposal.objects.filter(**of, outcome="").order_by("created_at"),
                ["objection__number", "proposer__username", "claim", "into__number", "created_at"],
            ),
            (
                Receipt.objects.filter(**of).order_by("objection__number"),
                ["revision__number", "objection__number", "words", "created_at"],
            ),
            (
                Position.objects.filter(**of).order_by("created_at"),
                ["objection__number", "position", "revision__number", "created_at"],
            ),
            (events, ["user__username", "event", "text", "position__created_at", "created_at"]),
            (
                FormerTag.objects.filter(**of),
                ["act", "objection__number", "point", "created_at", "removed_at"],
            ),
            (Closing.objects.filter(post=post), ["reason", "closed_at", "reopened_at"]),
            (Bar.objects.filter(post=post), ["user__username", "reason", "barred_at", "lifted_at"]),
        )
    ]


@pytest.fixture
def discussed() -> Post:
    """An essay on which everything was said that a file can tell."""
    alice, bob, carol = (person(name) for name in ("alice", "bob", "carol"))
    post = publish(alice, body="An essay.")
    raised = answer(bob, post, "a) One thing.\nb) Another thing.")
    place(bob, raised)
    joined = answer(carol, post, "a) As Bob says.", raised)
    place(carol, joined, to_a="1")
    objection = f"/posts/{post.pk}/objections/1"

    def act(who: Any, path: str, **data: str) -> None:
        assert browser_of(who).post(path, data).status_code == 302, path

    act(bob, f"{objection}/claim/", claim="One thing, put anew")
    erin = person("erin")
    act(erin, f"{objection}/share/")
    act(erin, f"{objection}/would-satisfy/", would_satisfy="A hundred checks")
    act(alice, f"{objection}/proposals/", proposed="One thing, put badly")
    act(alice, f"{objection}/proposals/", proposed="One thing, put best")
    act(alice, f"/posts/{post.pk}/objections/2/merge/", into="1")
    said = answer(alice, post, "So it is.", raised, **{"objection-1": "answer"})
    act(carol, f"{objection}/satisfied/", text="A hundred is enough")
    act(alice, f"/replies/{said.pk}/edit/", body="So it was.", base_revision="1")
    change = {"title": "Essay", "body": "Anew.", "topics": "", "base_revision": "1"}
    act(alice, f"/posts/{post.pk}/edit/", **change, note="Why")
    receipts = {"answers": "1", "words-1": "Anew"}
    act(alice, f"/posts/{post.pk}/revisions/2/receipts/", **receipts)
    FormerTag.objects.create(
        reply=joined,
        objection=post.objections.get(number=2),
        act="support",
        point="a",
        wording="Words that history does not tell",
        created_at=joined.created_at,
    )
    Closing.objects.create(post=post, reason="Enough for now")
    Bar.objects.create(post=post, user=person("dave"), reason="Rude")
    return post


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [("already covered", "in b: there"), ("already covered", ""), ("", "already covered: in b")],
)
def test_a_reason_that_was_chosen_stays_one(chosen: str, typed: str, tmp_path: Path) -> None:
    """What was typed is never taken for it, whatever the words."""
    alice, bob = person("alice"), person("bob")
    post = publish(alice)
    place(bob, answer(bob, post, "a) One thing."))
    said = {"stance": "declined", "decline": chosen, "text": typed}
    browser_of(alice).post(f"/posts/{post.pk}/objections/1/position/", said)
    file = take_out(post)
    again = bring_in(file, tmp_path)
    assert take_out(again) == file
    position = Position.objects.get(objection__post=again)
    assert (position.reason, position.text) == (chosen, typed)


def test_everything_goes_out_and_comes_back(discussed: Post, tmp_path: Path) -> None:
    first = take_out(discussed)
    found = json.loads(first)
    assert told(found) == KEYS | {"event": {"answer_edited", "text"}}
    again = bring_in(first, tmp_path)
    assert take_out(again) == first
    assert facts(again) == facts(discussed)
    one = found["objections"][0]
    assert [each["claim"] for each in one["versions"]] == ["One thing", "One thing, put anew"]
    assert one["holders"] == [
        {"user": "carol", "version": 1},
        {"user": "erin", "would_satisfy": "A hundred checks"},
    ]
    assert [each.get("revision") for each in one["positions"]] == [None, 2]
    assert [each.get("claim") for each in one["proposals"]] == ["One thing, put best"]
    assert "history does not tell" not in first


def test_what_would_have_satisfied_somebody_is_theirs(discussed: Post) -> None:
    satisfied = Holder.objects.filter(state="satisfied")
    assert satisfied.update(would_satisfy="No longer to be told") == 1
    assert "No longer to be told" not in take_out(discussed)


def test_what_a_hidden_reply_no_longer_does_is_not_told(discussed: Post) -> None:
    reply = FormerTag.objects.get().reply
    answer(person("frank"), discussed, "Beneath it.", reply)
    hide(moderator=moderator(), reply_id=reply.pk, reason="A reason")
    assert "former_tags" not in take_out(discussed)


def test_an_event_is_of_the_position_that_the_file_names(tmp_path: Path) -> None:
    times = [f"2026-01-02T10:0{minute}:00Z" for minute in (3, 1, 2)]
    positions = [{"position": "declined", "created": time} for time in times]
    said = {"user": "bob", "event": "satisfied", "created": "2026-01-02T11:00:00Z"}
    objection = {"positions": positions, "events": [said | {"of": 3}, said]}
    post = bring_in(json.dumps(small({}, objection)), tmp_path)
    found = HolderEvent.objects.order_by("pk").values_list("position__created_at", flat=True)
    assert [at.minute for at in found] == [2, 3]
    (first, last) = json.loads(take_out(post))["objections"][0]["events"]
    assert (first["of"], last.get("of")) == (2, None)


def test_the_document_names_every_key() -> None:
    described = (ROOT / "docs" / "discussion-file.md").read_text()
    assert [key for keys in KEYS.values() for key in keys if f"| `{key}`" not in described] == []


def test_what_was_said_of_an_earlier_answer_says_of_which(discussed: Post, tmp_path: Path) -> None:
    event = HolderEvent.objects.get(event="satisfied")
    event.created_at = Position.objects.latest("created_at").created_at
    event.save()
    first = take_out(discussed)
    (said,) = (e for e in json.loads(first)["objections"][0]["events"] if e["event"] == "satisfied")
    assert said["of"] == 1 and said["answer_edited"] is True
    again = bring_in(first, tmp_path)
    assert take_out(again) == first and facts(again) == facts(discussed)


def test_the_page_of_what_came_back_asks_as_the_first_did(discussed: Post, tmp_path: Path) -> None:
    again = bring_in(take_out(discussed), tmp_path)
    for post in (discussed, again):
        page = browser_of(person_named("carol")).get(f"/posts/{post.pk}/objections/1/")
        assert "The answer was edited since it satisfied you." in page.content.decode()
        assert "from=None" not in page.content.decode()


def person_named(name: str) -> Any:
    return Holder.objects.filter(user__username=name).latest("pk").user


@pytest.mark.parametrize("way", ["hidden", "withdrawn", "struck"])
def test_wordings_go_with_their_claim(way: str, discussed: Post, tmp_path: Path) -> None:
    raised = discussed.objections.get(number=1).raised_in
    if way == "hidden":
        hide(moderator=moderator(), reply_id=raised.pk, reason="A reason")
    elif way == "withdrawn":
        withdraw_reply(author=raised.author, reply_id=raised.pk)
    else:
        strike = f"/posts/{discussed.pk}/objections/1/strike/"
        assert browser_of(moderator()).post(strike, {"reason": "None"}).status_code == 302
    first = take_out(discussed)
    one = json.loads(first)["objections"][0]
    assert "versions" not in one
    if way != "withdrawn":
        # Carol still holds what was withdrawn; of the rest only that it was is told.
        assert not {"holders", "proposals"} & one.keys()
    assert "put anew" not in first or way == "withdrawn"
    assert take_out(bring_in(first, tmp_path)) == first


def test_simple_discussions_say_no_more_than_before(tmp_path: Path) -> None:
    alice, bob = person("alice"), person("bob")
    post = publish(alice)
    reply = answer(bob, post, "a) One thing.")
    place(bob, reply)
    answer(alice, post, "So it is.", reply, **{"objection-1": "answer"})
    client = browser_of(bob)
    assert client.post(f"/posts/{post.pk}/objections/1/satisfied/").status_code == 302
    first = take_out(post)
    assert told(json.loads(first)) == {kind: set() for kind in KEYS}
    again = bring_in(first, tmp_path)
    assert facts(again) == facts(post), "what it was said of follows from the times"


WRONG: dict[str, tuple[str, dict[str, Any]]] = {
    "another claim": ("versions: the last", {"versions": [{"claim": "B"}, {"claim": "C"}]}),
    "no writer": ("versions[0].writer", {"versions": [{"claim": "A", "writer": None}]}),
    "no time": ("versions[0].created", {"versions": [{"claim": "A", "created": None}]}),
    "no holder": ("holders[0].user", {"holders": [{"user": "dora"}]}),
    "twice": ("holders[1].user", {"holders": [{"user": "bob"}, {"user": "bob"}]}),
    "no such version": ("holders[0].version", {"holders": [{"user": "bob", "version": 2}]}),
    "neither": ("proposals[0]", {"proposals": [{"user": "eve"}]}),
    "both": ("proposals[0]", {"proposals": [{"user": "eve", "claim": "B", "into": 2}]}),
    "twice proposed": ("proposals[1]", {"proposals": [{"user": "eve", "claim": "B"}] * 2}),
    "into itself": ("proposals", {"proposals": [{"user": "eve", "into": 1}]}),
    "into nothing": ("proposals", {"proposals": [{"user": "eve", "into": 9}]}),
    "of nothing": ("events[0].of", {"events": [{"user": "bob", "event": "satisfied", "of": 1}]}),
    "a hold": (
        "events[0].of",
        {
            "events": [{"user": "bob", "event": "hold", "of": 1}],
            "positions": [{"position": "declined", "created": "2026-01-02T09:00:00Z"}],
        },
    ),
    "no revision": ("positions[0].revision", {"positions": [{"position": "answered"}]}),
}
WRONG_POSTS: dict[str, tuple[str, dict[str, Any]]] = {
    "closed twice": ("closings", {"closings": [{"reason": "R"}] * 2}),
    "no reason": ("closings[0].reason", {"closings": [{"reason": ""}]}),
    "barred twice": ("bars[1].user", {"bars": [{"user": "bob", "reason": "R"}] * 2}),
    "barred themselves": ("bars[0].user", {"bars": [{"user": "alice", "reason": "R"}]}),
}
TIME = "2026-01-02T09:00:00Z"


def refused(discussion: dict[str, Any], folder: Path) -> str:
    with pytest.raises(CommandError) as error:
        bring_in(json.dumps(discussion), folder)
    assert not Post.objects.exists()
    return str(error.value)


def small(post: dict[str, Any], objection: dict[str, Any]) -> dict[str, Any]:
    for each in objection.get("versions", []):
        each.setdefault("writer", "bob")
    times = {"versions": "created", "proposals": "created", "closings": "closed", "bars": "barred"}
    for key, time in times.items():
        for each in (post | objection).get(key, []):
            each.setdefault(time, TIME)
    for each in objection.get("positions", []):
        if "created" not in each:
            each["revision"] = 2
    return {
        "format": "rejoinder/1",
        "post": {"title": "T", "author": "alice", "body": "Text.", **post},
        "replies": [{"id": "r1", "author": "bob", "body": "No."}],
        "objections": [{"raised_in": "r1", "claim": "A", **objection}],
    }


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_an_objection_has_its_place(name: str, tmp_path: Path) -> None:
    where, wrong = WRONG[name]
    assert refused(small({}, wrong), tmp_path).startswith(f"objections[0].{where}")


@pytest.mark.parametrize("name", WRONG_POSTS)
def test_what_is_wrong_with_a_post_has_its_place(name: str, tmp_path: Path) -> None:
    where, wrong = WRONG_POSTS[name]
    assert refused(small(wrong, {}), tmp_path).startswith(f"post.{where}")


def test_an_objection_that_is_not_there_has_its_place(tmp_path: Path) -> None:
    revisions = [{"body": "Old."}, {"body": "Text.", "receipts": [{"objection": 9}]}]
    revisions[1]["receipts"][0]["created"] = TIME
    content = small({"revisions": revisions}, {})
    assert refused(content, tmp_path).startswith("post.revisions[1].receipts: there is no")
    gone = {"act": "support", "objection": 9, "created": TIME, "removed": TIME}
    content = small({}, {})
    content["replies"][0]["former_tags"] = [gone]
    assert refused(content, tmp_path).startswith("replies[0].former_tags: there is no")
