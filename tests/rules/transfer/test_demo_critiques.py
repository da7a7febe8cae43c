"""The demo discussions are sound as critiques: letters, holders, positions, statuses, passages."""

from collections import Counter
from itertools import pairwise

import pytest

from tests.worlds.demo_files import FILES, HOLDING, MEMBERS, Json, current_holders, read, status

TAG_OF = {
    "answered": "answer",
    "conceded": "concede",
    "conceded_in_part": "concede",
    "declined": "decline",
}
EVENTS_OF = {"raise": {"hold"}, "support": HOLDING, "withdraw": {"withdraw"}}


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def discussion(request: pytest.FixtureRequest) -> Json:
    return read(request.param)


def test_every_status_is_shown() -> None:
    shown = {objection["status"] for path in FILES for objection in read(path)["objections"]}
    assert len(shown) == 9


def test_statuses_follow_from_the_events(discussion: Json) -> None:
    objections = {o["number"]: o for o in discussion["objections"]}
    for number, objection in objections.items():
        assert objection["status"] == status(objection), number
        assert objection["merged_into"] is None or objection["merged_into"] in objections
        for other in objection["similar_to"]:
            assert number in objections[other]["similar_to"]


def test_each_is_raised_once_and_held_by_its_raiser(discussion: Json) -> None:
    replies, objections = discussion["replies"], discussion["objections"]
    raised = [
        (tag["objection"], reply["id"])
        for reply in replies
        for tag in reply["tags"]
        if tag["act"] == "raise"
    ]
    assert sorted(raised) == [(o["number"], o["raised_in"]) for o in objections]
    assert [o["number"] for o in objections] == list(range(1, len(objections) + 1))
    assert all(before["created"] < after["created"] for before, after in pairwise(objections))
    writers = {reply["id"]: reply["author"] for reply in replies}
    for objection in objections:
        assert 10 <= len(objection["claim"]) <= 200
        assert objection["events"][0] == {
            "user": writers[objection["raised_in"]],
            "event": "hold",
            "created": objection["created"],
            "reply": objection["raised_in"],
        }


def test_letters_belong_to_rounds(discussion: Json) -> None:
    opened = [r["opened"] for r in discussion["rounds"]]
    assert [r["number"] for r in discussion["rounds"]] == list(range(1, len(opened) + 1))
    assert opened == sorted(opened)
    given: dict[int, list[str]] = {}
    for objection in discussion["objections"]:
        where, letter = objection["round"], objection["letter"]
        assert (where is None) == (letter is None)
        assert letter is None or objection["kind"] == "objection"
        if letter:
            assert letter == "abcde"[len(given.setdefault(where, []))], "the lowest free"
            given[where].append(letter)
        elif objection["kind"] == "objection":
            now = sum(moment <= objection["created"] for moment in opened)
            assert len(given[now]) == 5, "without a letter only where five are taken"
    assert sorted(given) == list(range(1, len(opened) + 1))


def test_holders_say_what_they_can(discussion: Json) -> None:
    author = discussion["post"]["author"]
    writers = {reply["id"]: reply["author"] for reply in discussion["replies"]}
    mains = Counter(user for o in discussion["objections"] for user in o["main_of"])
    assert set(mains.values()) <= {1}, "one main disagreement each"
    for objection in discussion["objections"]:
        said, events = objection["positions"], objection["events"]
        first = said[0]["created"] if said else "9"
        moments = [event["created"] for event in events]
        assert moments == sorted(set(moments))
        known: set[str] = set()
        for event in events:
            assert event["user"] in MEMBERS - {author}
            assert event["event"] != "hold" or event["created"] < first
            assert event["event"] != "reaffirm" or event["created"] > first
            assert event["user"] in known or event["event"] in HOLDING
            assert event["reply"] is None or writers[event["reply"]] == event["user"]
            known.add(event["user"])
        assert set(objection["main_of"]) <= current_holders(objection)


def test_tags_and_events_agree(discussion: Json) -> None:
    said = {
        (objection["number"], event["reply"], event["event"])
        for objection in discussion["objections"]
        for event in objection["events"]
    }
    for reply in discussion["replies"]:
        for tag in reply["tags"]:
            kinds = EVENTS_OF.get(tag["act"], set())
            assert not kinds or any((tag["objection"], reply["id"], k) in said for k in kinds)


def test_positions_have_a_reply_or_a_sentence(discussion: Json) -> None:
    replies = {reply["id"]: reply for reply in discussion["replies"]}
    for objection in discussion["objections"]:
        moments = [position["created"] for position in objection["positions"]]
        assert moments == sorted(set(moments))
        for position in objection["positions"]:
            assert bool(position["text"]) == (position["position"] != "answered")
            assert len(position["text"]) <= 300
            assert position["reply"] or position["text"] or position.get("revision")
            if position["reply"]:
                reply = replies[position["reply"]]
                acts = {t["act"] for t in reply["tags"] if t["objection"] == objection["number"]}
                assert TAG_OF[position["position"]] in acts
                assert reply["created"] <= position["created"]


def test_passages_occur_where_they_say(discussion: Json) -> None:
    bodies = {r["number"]: r["body"] for r in discussion["post"]["revisions"]}
    for objection in discussion["objections"]:
        passage = objection["passage"]
        if not passage:
            continue
        assert len(passage["exact"]) >= 20
        assert bodies[passage["revision"]].count(passage["exact"]) == 1
        newest = bodies[max(bodies)].count(passage["exact"])
        assert (newest == 1) == (passage["state"] == "exact")
        assert passage["start"] >= len(passage["prefix"])
