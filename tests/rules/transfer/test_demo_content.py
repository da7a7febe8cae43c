"""The demo discussions are sound as texts: posts, replies and their order, before any import."""

import json
import re
from collections import Counter
from datetime import datetime

import pytest

from tests.worlds.demo_files import FILES, MEMBERS, STAFF, Json, point_labels, read

FILLER = re.compile(r"lorem|ipsum|dolor sit|\bTODO\b|\bTBD\b|\bfoo\b|placeholder", re.IGNORECASE)
AUTHOR_ACTS = {"answer", "ask", "concede", "decline"}
CRITIC_ACTS = {"raise", "support", "answer", "ask", "withdraw"}


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def discussion(request: pytest.FixtureRequest) -> Json:
    assert request.param.stat().st_size < 400_000
    return read(request.param)


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= 7
    assert max(len(read(path)["replies"]) for path in FILES) >= 300
    assert any(read(path)["post"]["locked"] for path in FILES)
    assert any(read(path)["post"]["pinned"] for path in FILES)


def test_the_post(discussion: Json) -> None:
    post = discussion["post"]
    assert discussion["format"] == "rejoinder/1"
    assert post["author"] in MEMBERS | {"mina"}
    assert len(post["title"]) <= 150
    assert 400 <= len(post["body"].split()) <= 1_400
    revisions = post["revisions"]
    assert [r["number"] for r in revisions] == list(range(1, len(revisions) + 1))
    assert (revisions[-1]["body"], revisions[-1]["title"]) == (post["body"], post["title"])
    moments = [r["created"] for r in revisions]
    assert moments == sorted(set(moments))
    assert moments[0] == post["published"]


def test_every_text_is_written_once(discussion: Json) -> None:
    bodies = [reply["body"] for reply in discussion["replies"] if reply["body"]]
    claims = [objection["claim"] for objection in discussion["objections"]]
    for text in [discussion["post"]["body"], *bodies, *claims]:
        assert text.strip()
        assert not FILLER.search(text), text
        assert "\r" not in text
        assert "\0" not in text
    sentences = Counter(
        sentence
        for body in bodies
        for line in body.splitlines()
        if not line.startswith((">", "|", "    "))
        for sentence in re.split(r"(?<=[.!?])\s+", line)
        if len(sentence) > 25
    )
    assert not [sentence for sentence, times in sentences.items() if times > 1]


def test_replies_are_in_tree_order(discussion: Json) -> None:
    path: list[str] = []
    newest: dict[str | None, str] = {}
    created = {None: discussion["post"]["published"]}
    for number, reply in enumerate(discussion["replies"], 1):
        parent = reply["parent"]
        assert reply["id"] == f"r{number}"
        assert parent is None or parent in path, "a subtree stands together"
        path[path.index(parent) + 1 if parent else 0 :] = [reply["id"]]
        assert max(created[parent], newest.get(parent, "")) < reply["created"]
        newest[parent] = created[reply["id"]] = reply["created"]


def test_each_reply_is_by_one_of_the_cast(discussion: Json) -> None:
    locked = discussion["post"]["locked"] or "9"
    for reply in discussion["replies"]:
        assert reply["author"] in MEMBERS | STAFF
        assert reply["state"] in {"visible", "hidden", "withdrawn"}
        assert (reply["body"] is None) == (reply["state"] != "visible")
        assert not (reply["other"] and reply["tags"])
        assert reply["edited"] is None or reply["edited"] > reply["created"]
        assert reply["created"] < locked


def test_times_are_whole_seconds_of_the_autumn(discussion: Json) -> None:
    for moment in re.findall(r'"(2\d{3}-[^"\s]*)"', json.dumps(discussion)):
        parsed = datetime.strptime(moment, "%Y-%m-%dT%H:%M:%S%z")
        assert moment.endswith("Z")
        assert "2026-09-01" <= parsed.date().isoformat() <= "2026-11-15"


def test_tags_say_what_their_writer_may(discussion: Json) -> None:
    author = discussion["post"]["author"]
    numbers = {objection["number"] for objection in discussion["objections"]}
    for reply in discussion["replies"]:
        labels = point_labels(reply["body"] or "")
        acts = [(tag["act"], tag["objection"], tag["point"]) for tag in reply["tags"]]
        assert len(acts) == len(set(acts))
        for tag in reply["tags"]:
            assert tag["objection"] in numbers
            assert tag["point"] is None or tag["point"] in labels
            assert tag["created"] >= reply["created"]
            assert tag["wording"] is None or tag["act"] == "support"
            assert len(tag["wording"] or "") <= 200
            assert tag["act"] in (AUTHOR_ACTS if reply["author"] == author else CRITIC_ACTS)
