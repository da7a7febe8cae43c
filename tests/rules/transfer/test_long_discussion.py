"""A long discussion comes in whole, goes out as it came, and stands where its readers say."""

import json
from collections import defaultdict
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from critiques.groups import group_of, speakers
from critiques.models import Holder, Objection, PointsDecision, Tag
from critiques.pages.essay import readable_post
from critiques.record.reading import reading_of
from critiques.words import HOLDING, Act, Event
from forum.models import Post, Reply
from tests.worlds.long_discussion.discussion import FILE, essay
from tests.worlds.long_discussion.standings import STANDINGS
from transfer.parse.discussion import parse
from transfer.write.discussion import write

pytestmark = pytest.mark.django_db
TEXT = FILE.read_text(encoding="utf-8")
# What files of before did not say.
LATER = {"among", "closing", "favours", "in_short"}


def take_out(post: Post) -> str:
    said = StringIO()
    call_command("export_discussion", str(post.pk), stdout=said)
    return said.getvalue()


def without(value: Any, keys: set[str]) -> Any:
    if isinstance(value, list):
        return [without(each, keys) for each in value]
    if isinstance(value, dict):
        return {key: without(each, keys) for key, each in value.items() if key not in keys}
    return value


def objections(post: Post) -> dict[int, Objection]:
    return {each.number: each for each in Objection.objects.filter(post=post)}


def people(objection: Objection) -> dict[str, set[str]]:
    """Return who says what of an objection and its parts."""
    holders = Holder.objects.filter(objection__in=group_of(objection)).select_related("user")
    found = defaultdict(set)
    for each in speakers(holders):
        state = Event.HOLD if each.state in HOLDING else each.state
        found[state].add(each.user.username)
    return found


def test_it_goes_out_as_it_came_in():
    assert take_out(write(parse(TEXT), attach=False)) == TEXT


def test_its_references_lead_to_its_replies():
    post = essay()
    linked = Reply.objects.filter(post=post, body__contains="](/")
    assert linked.count() == 3
    for reply in linked:
        address = reply.body.split("](")[1].split(")")[0]
        assert f'href="{address}"' in reply.html
        assert Reply.objects.get(pk=address.split("/")[2]).post_id == post.pk


def test_each_objection_stands_where_its_readers_say():
    found = objections(essay())
    assert found.keys() == STANDINGS.keys()
    for number, expected in STANDINGS.items():
        says = people(found[number])
        assert (found[number].address, found[number].status) == expected[:2]
        assert says[Event.HOLD] == set(expected.sharing.split()), number
        assert says[Event.SATISFIED] == set(expected.satisfied.split()), number
        assert says[Event.WITHDRAW] == set(expected.taken_back.split()), number


def test_it_is_the_move_of_whom_its_readers_say():
    post = essay()
    reading = reading_of(readable_post(None, post.pk), None)
    turns = {n: reading.turn(each.pk).whose for n, each in objections(post).items()}
    assert turns == {number: expected.turn for number, expected in STANDINGS.items()}


def test_what_is_stored_is_what_follows():
    essay()
    for command in ("check_critiques", "check_trees"):
        call_command(command, stdout=StringIO())


def test_its_replies_answer_by_letters_and_say_what_they_are():
    post = essay()
    replies = Reply.objects.filter(post=post)
    assert replies.count() == 140
    assert replies.exclude(among="").count() >= 10
    assert Tag.objects.filter(reply__post=post, act=Act.DISCUSS).count() >= 12
    assert PointsDecision.objects.filter(reply__post=post, favours=True).count() == 10


def test_a_file_of_before_stands_the_same():
    old = without(json.loads(TEXT), LATER)
    post = write(parse(json.dumps(old)), attach=False)
    assert {n: each.status for n, each in objections(post).items()} == {
        number: expected.status for number, expected in STANDINGS.items()
    }
    points = Tag.objects.filter(reply__post=post).exclude(point="")
    assert points.filter(text_changed=True).count() == 0
    assert points.count() == sum(
        bool(tag["point"]) for each in json.loads(TEXT)["replies"] for tag in each["tags"]
    )
