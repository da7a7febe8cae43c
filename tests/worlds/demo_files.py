"""The demo discussions as they stand in their files, for the tests that read them."""

import json
import re
from pathlib import Path
from typing import Any

from tests.databases import ROOT

FOLDER = ROOT / "transfer" / "demo"
FILES = sorted(FOLDER.glob("*.json"))
MEMBERS = set("alice bob carol dave eve frank grete heinz ilse jonas".split())
STAFF = {"mina", "max"}
HOLDING = {"hold", "reaffirm"}
# Where an objection stands by the author's last word, while its critics say nothing else.
BY_LAST = {"answered": "answered", "conceded_in_part": "answered", "declined": "declined"}
POINT = re.compile(r"^ {0,3}(?:\*\*)?\(?([a-z])\\?\)(?:\*\*)?[ \u00a0]", re.MULTILINE)

Json = dict[str, Any]


def read(path: Path) -> Json:
    """One discussion file."""
    return json.loads(path.read_text(encoding="utf-8"))


def point_labels(body: str) -> set[str]:
    """The letters of the lettered points: a run that starts at a."""
    found: list[str] = []
    for letter in POINT.findall(body):
        if letter == chr(ord("a") + len(found)):
            found.append(letter)
    return set(found)


def states(objection: Json) -> dict[str, Json]:
    """The last event of each holder, by name."""
    return {event["user"]: event for event in objection["events"]}


def current_holders(objection: Json) -> set[str]:
    """The names of those who share it now."""
    return {user for user, event in states(objection).items() if event["event"] in HOLDING}


def status(objection: Json) -> str:
    """Where it stands, by the table of the design; first match wins."""
    if objection["merged_into"]:
        return "merged"
    if objection["struck"]:
        return "struck"
    said = objection["positions"]
    last = states(objection).values()
    still = [event["created"] for event in last if event["event"] == "reaffirm"]
    conceded = bool(said) and said[-1]["position"] == "conceded"
    if conceded and not any(moment > said[-1]["created"] for moment in still):
        return "conceded"
    if not current_holders(objection):
        satisfied = any(event["event"] == "satisfied" for event in last)
        return "settled" if satisfied else "withdrawn"
    if said and any(moment > said[0]["created"] for moment in still):
        return "contested"
    if not said:
        return "open"
    return BY_LAST[said[-1]["position"]]
