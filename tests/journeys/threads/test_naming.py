"""While somebody types, the site offers whom and what they may name where the text will stand."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.actions.leaving import leave
from forum.models import Post
from moderation.actions.removals import hide
from tests.cast import answer, browser_of, moderator, person, place, publish
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(kept_db):
    """Alice’s essay, what Bob objects; who wrote: Nadia, hidden Nell, and Nora, who left."""
    names = ("alice", "bob", "carol", "nadia", "nell", "nora", "nathan")
    people = {name: person(name) for name in names}
    essay = publish(people["alice"], "Twenty checks")
    said = answer(people["bob"], essay, "a) Too few.\nb) Too slow.")
    place(people["bob"], said)
    for name in ("nadia", "nell", "nora"):
        reply = answer(people[name], essay, "Hm.")
        if name == "nell":
            hide(moderator=moderator(), reply_id=reply.pk, reason="Rude")
    leave(user=people["nora"], withdraw=False)
    browser_of(people["alice"]).post("/posts/new/", {"title": "B", "body": "B", "draft": "1"})
    begun = Post.objects.get(state="draft")
    return {"essay": essay, "said": said, "begun": begun, "people": people}


essay, said, begun, people = parts("essay said begun people")


def offered(client: Client, where: Any, what: str) -> list[str]:
    found = client.get(f"/drafts/{where}/{what}").json()["found"]
    return [each.get("name") or f"{each['address']} {each['claim']}" for each in found]


def test_who_writes_in_the_thread_comes_first_then_others_by_their_names(
    essay, said, people, django_assert_max_num_queries
) -> None:
    carol = browser_of(people["carol"])
    for where in (f"essay-{essay.pk}-reply", f"reply-{said.pk}-reply"):
        assert offered(carol, where, "people/") == ["nadia", "bob", "alice"]
    where = f"essay-{essay.pk}-reply"
    assert offered(carol, where, "people/?begins=Na") == ["nadia", "nathan"]
    assert offered(carol, where, "people/?begins=no") == [], "she left"
    assert offered(carol, where, "people/?begins=n") == [], "one letter is nobody’s name"
    assert offered(carol, where, "people/?begins=%25%00") == []
    assert offered(carol, f"new-{uuid4()}", "people/?begins=na") == ["nadia", "nathan"]
    assert "carol" not in offered(carol, where, "people/")
    with django_assert_max_num_queries(5):
        offered(carol, where, "people/")


def test_objections_are_offered_where_a_reply_is_written(essay, said, people) -> None:
    bob = browser_of(people["bob"])
    both = ["a Too few", "b Too slow"]
    for where in (f"essay-{essay.pk}-reply", f"reply-{said.pk}-reply", f"reply-{said.pk}"):
        assert offered(bob, where, "objections/") == both
    for where in (f"essay-{essay.pk}", f"new-{uuid4()}"):
        assert offered(bob, where, "objections/") == []


def test_nothing_is_told_of_what_one_may_not_know(essay, begun, people) -> None:
    for what in ("people/", "objections/"):
        url = f"/drafts/essay-{begun.pk}-reply/{what}"
        assert browser_of(people["bob"]).get(url).status_code == 404
        assert browser_of(people["bob"]).get(f"/drafts/reply-999/{what}").status_code == 404
        assert Client().get(f"/drafts/essay-{essay.pk}-reply/{what}").status_code == 302
        assert browser_of(people["bob"]).post(url).status_code == 405
