"""Whatever a discussion file says, importing our export of it gives the same bytes again."""

import json
from io import StringIO
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from critiques.models import Holder, Objection
from critiques.words import ANSWERS, Act, Event, Stance
from forum.models import Post, Reply

pytestmark = pytest.mark.django_db

CRITICS = ("bob", "carol", "dave")
# What the author's replies do to an objection beside raising it, and others'.
OWN_ACTS = [act.value for act in (*ANSWERS, Act.DISCUSS)]
OTHERS_ACTS = [act.value for act in Act if act not in (Act.RAISE, Act.CONCEDE, Act.DECLINE)]
TEXTS = st.sampled_from(
    ["Plain words.", "a) One thing.\nb) Another.", "> “quoted”\n\n**Ü** <b>raw</b> [b]", "x  \ny\n"]
)
MIDNIGHT = "2026-03-01T00:00:00Z"
MOMENTS = st.integers(0, 40).map(lambda minute: f"2026-02-01T09:{minute:02}:00Z")


def take_out(post_id: int) -> str:
    said = StringIO()
    call_command("export_discussion", str(post_id), stdout=said)
    return said.getvalue()


def bring_in(text: str) -> int:
    """Import a text and return the number of its post."""
    said = StringIO()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "discussion.json"
        file.write_text(text, encoding="utf-8")
        call_command("import_discussion", str(file), "--attach", stdout=said, stderr=StringIO())
    return int(said.getvalue().split("/")[2])


def goes_round(post_id: int) -> dict[str, Any]:
    """Return the export of a post, having seen it come back the same."""
    first = take_out(post_id)
    assert take_out(bring_in(first)) == first
    return json.loads(first)


def pick(draw: Any, *choices: Any) -> Any:
    return draw(st.sampled_from(choices))


def objection(draw: Any, number: int, replies: list[dict[str, Any]]) -> dict[str, Any]:
    ids = [reply["id"] for reply in replies]
    written = {(reply["author"], reply["id"]) for reply in replies}
    raiser = draw(st.sampled_from([r for r in replies if r["author"] != "alice"]))
    raiser["tags"].append({"act": "raise", "objection": number})
    for reply in draw(st.lists(st.sampled_from(replies), max_size=3, unique_by=lambda r: r["id"])):
        own = reply["author"] == "alice"
        act = pick(
            draw,
            *(OWN_ACTS if own else OTHERS_ACTS),
        )
        wording = "In other words" if act == "support" and draw(st.booleans()) else None
        reply["tags"].append({"act": act, "objection": number, "wording": wording})
    item: dict[str, Any] = {"number": number, "raised_in": raiser["id"]}
    item["kind"] = pick(draw, "objection", "objection", "question")
    if draw(st.booleans()):
        item["claim"] = pick(draw, "A claim", "Another — “claim”", None)
    if draw(st.booleans()):
        said = st.fixed_dictionaries(
            {
                "user": st.sampled_from(CRITICS),
                "event": st.sampled_from(Event.values),
                "created": MOMENTS,
                "reply": st.sampled_from([None, *ids]),
                "text": st.sampled_from(["", "Because  of this"]),
            }
        )
        item["events"] = draw(st.lists(said, max_size=5))
        for each in item["events"]:
            if (each["user"], each["reply"]) not in written:
                each["reply"] = None
    if draw(st.booleans()):
        said = st.fixed_dictionaries(
            {
                "position": st.sampled_from(Stance.values),
                "created": MOMENTS,
                "reply": st.sampled_from([None, *ids]),
                "text": st.sampled_from(["", "Two  spaces\nand lines"]),
            }
        )
        item["positions"] = draw(st.lists(said, max_size=2))
        for each in item["positions"]:
            if each["position"] != "answered" and ("alice", each["reply"]) not in written:
                each["reply"] = None
        if draw(st.booleans()):
            item["positions"].append({"position": "answered", "revision": 2, "text": ""})
    word(draw, item)
    if number > 1 and item["kind"] == "question":
        item["similar_to"] = [1]
    if draw(st.integers(0, 4)) == 0:
        item["struck"] = {"at": "2026-03-01T09:00:00Z", "reason": "No objection"}
    if draw(st.booleans()):
        lost = {"exact": "never said", "state": "lost"}
        item["passage"] = pick(draw, {"exact": "rather long words"}, lost, {"exact": "words"})
    return item


def word(draw: Any, item: dict[str, Any]) -> None:
    """Give an objection wordings, what its holders say of them, and what others propose."""
    if draw(st.booleans()):
        wording = st.fixed_dictionaries(
            {
                "claim": st.sampled_from(["One  wording", "Another", "“Third”"]),
                "writer": st.sampled_from(["alice", *CRITICS]),
                "created": MOMENTS,
            }
        )
        item["versions"] = draw(st.lists(wording, min_size=1, max_size=3))
        item.pop("claim", None)
    holders = sorted({each["user"] for each in item.get("events", [])})
    item["holders"] = [
        {"user": user, "version": pick(draw, None, 1), "would_satisfy": pick(draw, "", "A proof")}
        for user in holders
        if draw(st.booleans())
    ]
    for event in item.get("events", []):
        if event["event"] in ("satisfied", "reaffirm") and item.get("positions"):
            event["of"] = pick(draw, None, 1, len(item["positions"]))
            event["answer_edited"] = draw(st.booleans())
    item["proposals"] = [
        {"user": user, "claim": "Put so", "created": "2026-02-02T09:00:00Z"}
        for user in ("alice", "dave")
        if draw(st.booleans())
    ]


def link(draw: Any, content: dict[str, Any]) -> None:
    """Say what else hangs on objections: proposed merges, receipts, tags taken off."""
    objections, replies = content["objections"], content["replies"]
    for one, two in pairwise(objections):
        if one["kind"] == two["kind"] and draw(st.booleans()):
            created = "2026-02-02T09:00:00Z"
            one["proposals"].append({"user": "carol", "into": two["number"], "created": created})
    for item in objections:
        said = {"objection": item["number"], "created": "2026-02-02T08:00:00Z"}
        if draw(st.booleans()):
            words = pick(draw, "", "rather long words")
            content["post"]["revisions"][1]["receipts"].append(said | {"words": words})
        if draw(st.booleans()):
            gone = said | {"act": "support", "point": pick(draw, None, "a"), "removed": MIDNIGHT}
            draw(st.sampled_from(replies)).setdefault("former_tags", []).append(gone)


def doors(draw: Any) -> dict[str, Any]:
    """When the post was closed, and whom its author barred."""
    reopened, lifted = pick(draw, None, MIDNIGHT), pick(draw, None, MIDNIGHT)
    closing = {"reason": "Enough for now", "closed": "2026-02-20T09:00:00Z", "reopened": reopened}
    bar = {"user": "dave", "reason": "Rude", "barred": "2026-02-20T09:00:00Z", "lifted": lifted}
    return {
        "closings": [closing] if draw(st.booleans()) else [],
        "bars": [bar, bar | {"user": "erin"}] if draw(st.booleans()) else [],
    }


@st.composite
def discussions(draw: Any) -> dict[str, Any]:
    """Small discussions with everything that a file may say, and with much left out."""
    replies: list[dict[str, Any]] = [
        {"id": "q", "author": "bob", "body": "First.", "state": "visible", "tags": []}
    ]
    for number in range(draw(st.integers(0, 7))):
        state = pick(draw, "visible", "visible", "hidden", "withdrawn")
        replies.append(
            {
                "id": f"q{number}",
                "parent": draw(st.sampled_from([None, *(r["id"] for r in replies)])),
                "author": pick(draw, "alice", *CRITICS),
                "body": draw(TEXTS) if state == "visible" or draw(st.booleans()) else None,
                "state": state,
                "other": draw(st.booleans()),
                "tags": [],
            }
            | ({"created": draw(MOMENTS)} if draw(st.booleans()) else {})
        )
    total = draw(st.integers(0, 7))
    body = "An essay of rather long words."
    revisions = [
        {"body": "An essay of long words.", "created": "2026-02-01T07:00:00Z"},
        {"body": body, "created": "2026-02-01T23:00:00Z", "substantive": True, "receipts": []},
    ]
    content = {
        "format": "rejoinder/1",
        "post": {
            "title": "Two  spaces",
            "author": "alice",
            "body": body,
            "tags": ["Ethics", "ai"],
            "published": "2026-02-01T08:00:00+01:00",
            "revisions": revisions,
            **doors(draw),
        },
        "replies": replies,
        "objections": [objection(draw, n + 1, replies) for n in range(total)],
    }
    link(draw, content)
    return content


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(discussions())
def test_any_discussion_goes_round(db: None, content: dict[str, Any]) -> None:
    post_id = bring_in(json.dumps(content))
    exported = goes_round(post_id)
    visible = [reply for reply in content["replies"] if reply["state"] == "visible"]
    assert sum(reply["state"] == "visible" for reply in exported["replies"]) == len(visible)
    assert Post.objects.get(pk=post_id).reply_count == len(visible)
    assert len(exported["objections"]) == len(content["objections"])
    for command in ("check_trees", "check_critiques"):
        call_command(command, stdout=StringIO())


def imported(**parts: Any) -> Post:
    """Import a small discussion, with these parts, and return its post."""
    post = {"title": "T", "author": "alice", "body": "An essay of rather long words."}
    return Post.objects.get(
        pk=bring_in(json.dumps({"format": "rejoinder/1", "post": post} | parts))
    )


RAISED = {
    "replies": [
        {"author": "bob", "body": "One is fine, but two are too many."},
        {"author": "carol", "body": "Me too."},
    ],
    "objections": [{"raised_in": "r1"}],
}


def test_what_is_left_out_has_its_default() -> None:
    post = imported(**RAISED)
    (objection,) = Objection.objects.filter(post=post)
    assert (objection.address, objection.claim, objection.status) == (
        "a",
        "Two are too many",
        "open",
    )
    assert [reply.author.username for reply in post.replies.order_by("tree_id")] == ["bob", "carol"]
    goes_round(post.pk)


def test_people_who_left_are_not_told_of() -> None:
    post = imported(**RAISED)
    Holder.objects.filter(user__username="bob").update(is_main=True)
    User.objects.filter(username="bob").update(left_at=timezone.now())
    (objection,) = goes_round(post.pk)["objections"]
    assert (objection["events"], objection["main_of"], objection["raised_in"]) == ([], [], "r1")


def test_what_a_former_author_said_stays_theirs() -> None:
    tags = [{"act": "raise", "objection": 1}], [{"act": "concede", "objection": 1}]
    said = {"position": "conceded", "reply": "r2", "author": "dave"}
    post = imported(
        replies=[
            {"author": "bob", "body": "One is fine, but two are too many.", "tags": tags[0]},
            {"author": "dave", "body": "So they are.", "tags": tags[1]},
        ],
        objections=[{"positions": [said, {"position": "answered", "text": "They are not."}]}],
    )
    (objection,) = Objection.objects.filter(post=post)
    spoke = objection.positions.values_list("author__username", flat=True)
    assert list(spoke) == ["dave", "alice"]
    exported = goes_round(post.pk)
    assert [each.get("author") for each in exported["objections"][0]["positions"]] == ["dave", None]


def test_a_restored_tombstone_without_words_stays_one() -> None:
    gone = {"id": "x", "author": "bob", "body": None, "state": "hidden"}
    post = imported(replies=[gone, {"id": "y", "parent": "x", "author": "carol", "body": "Why?"}])
    Reply.objects.filter(author__username="bob").update(state="visible")
    assert [reply["state"] for reply in goes_round(post.pk)["replies"]] == ["hidden", "visible"]


def test_a_passage_is_found_or_lost() -> None:
    def passage(**given: Any) -> dict[str, Any]:
        item = {"raised_in": "r1", "passage": given}
        post = imported(**(RAISED | {"objections": [item]}))
        return goes_round(post.pk)["objections"][0]["passage"]

    found = {
        "exact": "long words",
        "prefix": "An essay of rather ",
        "suffix": ".",
        "start": 19,
        "revision": 1,
        "state": "exact",
    }
    assert passage(exact="long words") == found
    assert passage(**(found | {"start": 3})) == found
    assert passage(exact="never said", state="lost")["state"] == "lost"
    assert passage(exact="r")["state"] == "lost", "it occurs twice"


def test_a_passage_of_an_earlier_revision_is_looked_for_in_the_last() -> None:
    revisions = [
        {"number": n, "title": "Essay", "body": body}
        for n, body in enumerate(["Some old words stood here.", "Now some old words go on."], 1)
    ]
    passages = [
        {"exact": exact, "prefix": "", "start": at, "revision": 1, "state": "exact"}
        for exact, at in (("old words", 5), ("stood here", 15))
    ]
    essay = {"title": "Essay", "author": "alice", "body": revisions[-1]["body"]}
    post = imported(
        post=essay | {"revisions": revisions},
        replies=[{"author": "bob", "body": "No."}],
        objections=[{"raised_in": "r1", "passage": each} for each in passages],
    )
    kept, lost = (each["passage"] for each in goes_round(post.pk)["objections"])
    assert [kept[key] for key in ("start", "revision", "state")] == [9, 2, "exact"]
    assert kept["prefix"] == "Now some "
    assert lost == passages[1] | {"suffix": "", "state": "lost"}


def joined(state: str) -> dict[str, Any]:
    """Return the export of an objection raised in a reply that is gone; Carol holds it too."""
    raised = {"author": "bob", "body": "What Bob said.", "state": state}
    joins = {"act": "support", "objection": 1, "wording": "In Carol’s words"}
    post = imported(
        replies=[raised, {"parent": "r1", "author": "carol", "body": "So.", "tags": [joins]}],
        objections=[{"raised_in": "r1", "claim": "What Bob claimed"}],
    )
    assert "Bob" not in take_out(post.pk)
    return goes_round(post.pk)["objections"][0]


def test_a_removed_claim_is_not_told_in_the_words_of_others() -> None:
    objection = joined("hidden")
    assert (objection["claim"], objection["raised_in"]) == (None, None)
    assert [event["user"] for event in objection["events"]] == ["bob", "carol"]


def test_a_withdrawn_claim_lives_on_in_the_words_of_others() -> None:
    objection = joined("withdrawn")
    assert (objection["claim"], objection["raised_in"]) == ("In Carol’s words", None)
