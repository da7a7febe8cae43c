"""Somebody follows in a feed reader what becomes of the objections to an essay."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from forum.models import Post, Reply
from moderation.actions.removals import hide
from tests.cast import answer, browser_of, moderator, place, publish, text_of
from tests.journeys.feeds.reader import SITE, alternates, read
from tests.worlds import whole_critique
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(kept_db: None) -> dict[str, Any]:
    """An essay of Alice’s, to which Bob raised two objections, and one on which all was said."""
    whole = whole_critique.essay()
    alice, bob = (User.objects.get(username=name) for name in ("alice", "bob"))
    essay = publish(alice, "Twenty checks", "They suffice.")
    reply = answer(bob, essay, "a) Twenty checks are twenty too many.\n\nb) And one more.")
    place(bob, reply)
    return {"essay": essay, "reply": reply, "alice": alice, "bob": bob, "whole": whole}


essay, reply, alice, bob, whole = parts("essay reply alice bob whole")


def test_a_critique_is_told_as_it_stands_on_record(essay: Post, alice: User, bob: User) -> None:
    url = f"/feeds/posts/{essay.pk}/critique/"
    raised = read(url).entries
    a, b = "Twenty checks are twenty too many", "And one more"
    assert sorted(each.title for each in raised) == [
        f"Objection a, raised by Bob: {a}",
        f"Objection b, raised by Bob: {b}",
    ]
    says = {"stance": "conceded", "text": "I was <wrong> there."}
    click(alice, f"/posts/{essay.pk}/objections/1/position/", **says)
    click(alice, f"/posts/{essay.pk}/objections/2/position/", stance="declined", text="")
    click(bob, f"/posts/{essay.pk}/objections/2/taken-back/", text="")
    told = read(url).entries
    assert [each.title for each in told[:3]] == [
        "Objection b: Bob takes it back, without saying why",
        "Objection b: Alice won’t pursue it, without saying more",
        "Objection a: Alice agrees",
    ]
    assert {each.id: str(each) for each in raised}.items() <= {e.id: str(e) for e in told}.items()
    assert [each.author for each in told] == ["Bob", "Alice", "Alice", "Bob", "Bob"]
    html = told[2].content[0].value
    assert told[2].link == f"{SITE}/posts/{essay.pk}/objections/1/" and a in html
    assert "<blockquote><p>I was &lt;wrong&gt; there.</p></blockquote>" in html
    assert "Where it stands after that: Author agrees." in html
    assert list(alternates(f"/posts/{essay.pk}/critique/")) == [url]


def test_what_raised_an_objection_is_told_as_long_as_it_can_be_read(
    essay: Post, reply: Reply, alice: User
) -> None:
    says = {"stance": "conceded", "text": "You are right."}
    click(alice, f"/posts/{essay.pk}/objections/1/position/", **says)
    url = f"/feeds/posts/{essay.pk}/critique/"
    hide(moderator=moderator(), reply_id=reply.pk, reason="Rude")
    # As on its own page: that the author agreed, and not with which words of whom.
    (left,) = read(url).entries
    assert left.title == "Objection a: Alice agrees"
    assert "too many" not in Client().get(url).content.decode()
    Post.objects.filter(pk=essay.pk).update(state="hidden", version=essay.version + 99)
    assert Client().get(url).status_code == 404


def click(who: User, path: str, **said: str) -> None:
    response = browser_of(who).post(path, said)
    assert response.status_code == 302, text_of(response)


def test_whatever_can_be_said_of_objections_is_told(whole: Post) -> None:
    titles = [each.title for each in read(f"/feeds/posts/{whole.pk}/critique/").entries]
    assert len(titles) == 13 and titles[0] == "Objection a: Bob still disputes it"
    assert "Objection d: A moderator removed it" in titles
    for begins, ends in (
        ("Question #7, asked by Bob: ", "?"),
        ("Objection c: ", " made it part of a"),
        ("Objection a, raised by Bob: ", "It does not follow"),
    ):
        assert any(each.startswith(begins) and each.endswith(ends) for each in titles), begins
    # What moderators removed is told of, and not what it said.
    assert not any(each.startswith("Objection d, raised") for each in titles)
