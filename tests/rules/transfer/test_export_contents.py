"""What each export tells of a critique."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
import time_machine

from critiques.models import Holder
from forum.models import PostRevision
from tests.databases import ROOT
from tests.node.argdown import argdown_parser
from tests.node.script import Script
from tests.worlds.whole_critique import BASE, BODY, essay
from transfer.documents.annotations import annotations
from transfer.documents.argdown import argdown
from transfer.documents.markdown import markdown
from transfer.documents.spreadsheet import COLUMNS, spreadsheet

pytestmark = pytest.mark.django_db

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


@pytest.fixture(scope="module")
def parse() -> Iterator[Script]:
    with argdown_parser() as parser:
        yield parser


@time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False)
def test_markdown_reads_by_itself() -> None:
    post = essay()
    Holder.objects.filter(user__username="bob", is_main=True).update(would_satisfy="A proof")
    r = {reply.created_at.minute: f"{BASE}/replies/{reply.pk}/" for reply in post.replies.all()}
    page = f"{BASE}/posts/{post.pk}"
    text = "".join(markdown(post.pk, BASE))
    head, _, rest = text.partition("## Unresolved\n")
    assert head == (
        "# Critique of “One thing after another”\n\n"
        f"By Alice. [The essay and its thread](<{page}/one-thing-after-another/>); "
        f"[this summary as it is now](<{page}/critique/>). As of 1 March 2026.\n\n"
        "Six objections: 1 is still disputed, 1 is unanswered, the author agrees with 1, "
        "the author won’t pursue 1, 1 became part of another and 1 was removed by moderators. "
        "1 question, clarified.\n\n"
    )
    disputed, _, rest = rest.partition("### \\#6")
    number = [each.split("/")[-2] for each in (r[1], r[2], r[3], r[4], r[6])]
    assert disputed == (
        "\n### a: It does not follow\n\n"
        "**Still disputed after an answer** – by Bob. Raised by Bob, 2 January. "
        "Shared by Bob, Carol and Dave (with c). Main disagreement of Bob. "
        f"[Read it all](<{page}/objections/1/>).\n\n"
        "> one thing after another\n\n"
        f"- **Bob** raised it, [2 January](<{r[1]}#reply-{number[0]}>): "
        "What bob says in reply 1.\n"
        f"- **Dave** raised it in a way that is now part of this, "
        f"[2 January](<{r[6]}#reply-{number[4]}>): What dave says in reply 6.\n"
        f"- **Carol** shares it, [2 January](<{r[2]}#reply-{number[1]}>); "
        "also put as “In Carol’s words”\n"
        f"- **Alice** answers, [2 January](<{r[3]}#reply-{number[2]}>): "
        "What alice says in reply 3.\n"
        f"- **Bob** still disputes it, [2 January](<{r[4]}#reply-{number[3]}>): "
        "What bob says in reply 4.\n"
        "- **What would satisfy Bob**: A proof\n\n"
    )
    for part in (
        "**Author agrees** – Alice, 2 January. Raised by Carol",
        "- **Alice** agrees, 2 January: So it is; I’ll say so.",
        "**Now part of a**. Raised by Dave",
        "**Removed by moderators: No objection**.",
        "### d: \\[removed by moderators\\]",
        "## Questions\n\n### \\#7: Which thing?\n\n**Clarified**. Asked by Bob, 2 January. [",
        "- **Alice** adopts Dave’s answer, ",
    ):
        assert part in rest, part
    assert rest.endswith(
        "## What this covers\n\n"
        f"13 replies: [10 raise or join objections or answer them](<{page}/critique/placed/>), "
        f"[0 discuss them](<{page}/critique/inherited/>), [2 ask](<{page}/critique/asking/>), "
        f"[0 are in favour](<{page}/critique/favour/>), "
        f"[1 is another comment](<{page}/critique/other/>).\n"
    )


def test_a_spreadsheet_has_a_row_for_each() -> None:
    post = essay()
    text = "".join(spreadsheet(post.pk, BASE)).removeprefix("\ufeff")
    rows = {row["number"]: row for row in csv.DictReader(StringIO(text, newline=""))}
    assert list(rows) == list("1234567")
    answered = post.replies.get(author__username="alice").pk
    assert rows["1"] == {
        "number": "1",
        "address": "a",
        "kind": "objection",
        "round": "1",
        "letter": "a",
        "status": "contested",
        "status_words": "Still disputed after an answer",
        "claim": "It does not follow",
        "raiser": "bob",
        "raised_at": "2026-01-02T09:01:00Z",
        "holder_count": "3",
        "holders": "bob carol dave",
        "main_disagreement_of": "bob",
        "passage": "one thing after another",
        "passage_start": "21",
        "passage_revision": "1",
        "passage_state": "exact",
        "position": "answered",
        "position_at": "2026-01-02T10:01:30Z",
        "position_by": "alice",
        "position_text": "What alice says in reply 3.",
        "position_url": f"{BASE}/replies/{answered}/#reply-{answered}",
        "stands_by": "bob",
        "stands_at": "2026-01-02T10:02:00Z",
        "stands_text": "What bob says in reply 4.",
        "merged_into": "",
        "url": f"{BASE}/posts/{post.pk}/objections/1/",
    }
    assert BODY[21:].startswith(rows["1"]["passage"])
    assert (rows["3"]["merged_into"], rows["3"]["status"]) == ("a", "merged")
    assert (rows["4"]["claim"], rows["4"]["raiser"]) == ("[removed by moderators]", "")
    assert rows["5"]["position_text"] == "outside this essay"
    assert (rows["6"]["address"], rows["6"]["passage_state"]) == ("#6", "lost")
    assert (rows["7"]["kind"], rows["7"]["status"]) == ("question", "clarified")
    assert rows["7"]["position_by"] == "dave", "whose answer the author adopted"


def test_the_document_names_every_column() -> None:
    described = (ROOT / "docs" / "exports.md").read_text()
    assert [column for column in COLUMNS if f"`{column}`" not in described] == []


def test_argdown_maps_what_attacks_what(parse: Script) -> None:
    post = essay()
    text = "".join(argdown(post.pk, BASE))
    found = parse(text)
    assert found["errors"] == []
    assert found["frontMatter"] == {
        "title": "Critique of “One thing after another”",
        "author": "Alice",
        "source": f"{BASE}/posts/{post.pk}/critique/",
    }
    assert {tuple(each) for each in found["relations"]} == {
        ("attack", "a", "Essay"),
        ("support", "Support 1 of a", "a"),
        ("support", "Support 2 of a", "a"),
        ("attack", "Answer 1 to a", "a"),
        ("attack", "Why a still stands", "Answer 1 to a"),
        ("attack", "b", "Essay"),
        ("attack", "e", "Essay"),
        ("attack", "#6", "Essay"),
        ("attack", "Answer 1 to #6", "#6"),
    }
    said = {each["title"]: each for each in found["arguments"]}
    assert said["b"]["data"] == {
        "number": 2,
        "status": "Author agrees",
        "raiser": "Carol",
        "holders": 1,
        "position": "conceded",
        "author_says": "So it is; I’ll say so.",
        "url": f"{BASE}/posts/{post.pk}/objections/2/",
    }
    assert [each["tags"] for each in (said["a"], said["#6"])] == [["contested"], ["open"]]
    assert said["Support 1 of a"]["texts"] == ["In Carol’s words "]
    assert text.endswith(
        "\n// Left out: c (Now part of a), d (Removed by moderators: No objection), "
        "#7 (a question).\n"
    )


def test_annotations_are_as_the_recommendation_has_them() -> None:
    """Web Annotation Data Model, 3.1, 3.2.4, 3.3, 4.2.4, 4.2.5, 4.3.1, 5.1 and 5.2."""
    post = essay()
    found = json.loads("".join(annotations(post.pk, BASE)))
    address = f"{BASE}/posts/{post.pk}/critique.jsonld"
    page = found.pop("first")
    assert found == {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": "Critique of “One thing after another”",
        "total": 3,
    }
    items = page.pop("items")
    assert page.pop("id") != address
    assert page == {"type": "AnnotationPage", "partOf": address, "startIndex": 0}
    for each in items:
        check_annotation(each)
    assert len({each["id"] for each in items}) == len(items) == 3
    quote, question = items[0], items[2]
    assert quote["creator"]["nickname"] == "bob"
    assert quote["body"][0]["value"] == "It does not follow"
    assert [each["motivation"] for each in items] == ["commenting"] * 2 + ["questioning"]
    selectors = quote["target"]["selector"]
    assert selectors == [
        {
            "type": "TextQuoteSelector",
            "exact": "one thing after another",
            "prefix": "An essay that claims ",
            "suffix": ", and then one more thing.",
        },
        {"type": "TextPositionSelector", "start": 21, "end": 44},
    ]
    lost = items[1]["target"]["selector"]
    assert lost["exact"] == "never said", "nobody knows where a lost passage stands"
    created = PostRevision.objects.get(post=post).created_at
    state = question["target"]["state"]
    assert datetime.fromisoformat(state["sourceDate"]) == created


def check_annotation(item: dict[str, Any]) -> None:
    """Raise AssertionError where an annotation lacks what the recommendation requires of it."""
    assert item["id"].startswith("http://") and item["type"] == "Annotation"
    assert item["motivation"] in ("commenting", "questioning")
    assert item["created"].endswith("Z") and datetime.fromisoformat(item["created"]).tzinfo
    assert item["creator"]["type"] == "Person" and item["creator"]["id"].startswith("http://")
    for body in item["body"]:
        assert body["type"] == "TextualBody" and isinstance(body["value"], str)
    target = item["target"]
    assert target["type"] == "SpecificResource" and target["source"].startswith("http://")
    chosen = target["selector"]
    for selector in chosen if isinstance(chosen, list) else [chosen]:
        if selector["type"] == "TextPositionSelector":
            assert 0 <= selector["start"] <= selector["end"]
        else:
            assert selector["type"] == "TextQuoteSelector" and selector["exact"]
    assert target["state"]["type"] == "TimeState"


def test_without_passages_there_is_no_page() -> None:
    post = essay()
    post.objections.update(passage="")
    found = json.loads("".join(annotations(post.pk, BASE)))
    assert found["total"] == 0 and "first" not in found
