"""Where an objection stood after each thing said: by random stories, and on real discussions."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from critiques.models import Objection
from critiques.record.cards import cards_for
from critiques.record.course.happenings import happenings_in, story_of
from critiques.record.course.timeline import (
    GAINED,
    LOST,
    MERGED,
    RAISED,
    RESTORED,
    SEPARATED,
    STRUCK,
    Deed,
    Told,
    own_deeds,
    timeline,
)
from critiques.status import Said, Word, status_of
from critiques.words import HOLDING, Event, Stance
from forum.models import Post
from tests.worlds.big_post import big_post
from transfer.demo.showcase import add_discussions, missing_discussions

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
BOB, CAROL, DAVE, ALICE = 1, 2, 3, 4


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


@st.composite
def stories(draw) -> dict[int, Told]:
    """Up to three objections, the second and the third perhaps part of another; some left."""
    minutes = draw(st.lists(st.integers(1, 30), unique=True, min_size=1, max_size=12).map(sorted))
    gone = draw(st.sets(st.sampled_from([BOB, CAROL, DAVE]), max_size=2))
    told = {pk: Told(raised=Deed(RAISED, START, BOB)) for pk in (1, 2, 3)}
    for minute in minutes:
        each = told[draw(st.sampled_from([1, 2, 3]))]
        user = draw(st.sampled_from([BOB, CAROL, DAVE]))
        event = draw(st.sampled_from(Event.values))
        each.said.append(Deed(event, at(minute), user, left=user in gone and event in HOLDING))
    for minute in sorted(draw(st.lists(st.integers(1, 30), max_size=4))):
        each = told[draw(st.sampled_from([1, 1, 2]))]
        each.words.append(Deed(draw(st.sampled_from(Stance.values)), at(minute), ALICE))
    for pk, whole in ((2, 1), (3, draw(st.sampled_from([1, 2])))):
        if draw(st.booleans()):
            told[pk].merged = Deed(MERGED, at(draw(st.integers(0, 40))), None, whole)
    if draw(st.booleans()):
        told[1].struck = Deed(STRUCK, at(draw(st.integers(0, 40))), None)
    return told


def group(pk: int, told: dict[int, Told]) -> set[int]:
    parts = [part for part, each in told.items() if each.merged and each.merged.other == pk]
    return {pk}.union(*(group(part, told) for part in parts))


def by_then(told: dict[int, Told], moment: datetime) -> dict[int, Told]:
    """What was told up to a moment."""
    return {
        pk: Told(
            raised=each.raised,
            said=[deed for deed in each.said if deed.at <= moment],
            words=[deed for deed in each.words if deed.at <= moment],
            merged=each.merged if each.merged and each.merged.at <= moment else None,
            struck=each.struck if each.struck and each.struck.at <= moment else None,
        )
        for pk, each in told.items()
    }


def status_at_once(pk: int, told: dict[int, Told]) -> str:
    """Where an objection stands, asked of everything together."""
    every = [Said(d.user or 0, d.counts, d.at, p) for p in group(pk, told) for d in told[p].said]
    return status_of(
        objection=pk,
        merged=told[pk].merged is not None,
        struck=told[pk].struck is not None,
        said=sorted(every, key=lambda each: (each.at, each.of)),
        words=[Word(deed.what, deed.at) for deed in told[pk].words],
    )


@given(stories())
def test_after_each_moment_it_stands_where_all_said_by_then_puts_it(told):
    for pk in told:
        steps = timeline(pk, told)
        assert steps[-1].after == status_at_once(pk, told)
        assert [step.before for step in steps] == [None, *(step.after for step in steps[:-1])]
        assert [step.at for step in steps] == sorted(step.at for step in steps)
        for step, following in pairwise(steps):
            if following.at > step.at:
                assert step.after == status_at_once(pk, by_then(told, step.at)), step


def told_simply(*said: tuple[str, int]) -> Told:
    deeds = [Deed(what, at(minute), user) for minute, (what, user) in enumerate(said)]
    return Told(
        raised=Deed(RAISED, START, BOB),
        said=[deed for deed in deeds if deed.what in Event.values],
        words=[deed for deed in deeds if deed.what in Stance.values],
    )


def test_a_story_is_told_step_by_step():
    story = told_simply(
        ("hold", BOB), ("hold", CAROL), ("answered", ALICE), ("reaffirm", BOB), ("answered", ALICE)
    )
    steps = timeline(7, {7: story})
    assert [(step.what, step.user, step.after, step.moved) for step in steps] == [
        ("raised", BOB, "open", True),
        ("hold", CAROL, "open", False),
        ("answered", ALICE, "answered", True),
        ("reaffirm", BOB, "contested", True),
        ("answered", ALICE, "contested", False),
    ]


def test_who_left_is_told_of_by_what_stays_said():
    """What Bob held is not; but that he held it anew tells why it is open again."""
    story = told_simply(
        ("hold", BOB), ("hold", CAROL), ("reaffirm", BOB), ("withdraw", CAROL), ("satisfied", BOB)
    )
    story.said.append(Deed("hold", at(9), BOB))
    story.said = [each._replace(left=each.user == BOB) for each in story.said]
    story.said[-2] = story.said[-2]._replace(left=False)
    steps = timeline(7, {7: story})
    assert [(step.what, step.user, step.after) for step in steps] == [
        ("raised", BOB, "open"),
        ("hold", CAROL, "open"),
        ("withdraw", CAROL, "withdrawn"),
        ("satisfied", BOB, "settled"),
        ("hold", BOB, "withdrawn"),
    ]
    assert [deed.what for deed in own_deeds(7, {7: story})] == [
        *("raised", "hold", "withdraw", "satisfied")
    ]


def test_what_was_said_of_a_part_counts_from_the_merge():
    whole = told_simply(("hold", BOB), ("answered", ALICE), ("satisfied", BOB))
    part = told_simply(("hold", CAROL))
    part.merged = Deed(MERGED, at(9), CAROL, 1)
    assert [(step.what, step.other, step.after) for step in timeline(1, {1: whole, 2: part})] == [
        ("raised", None, "open"),
        ("answered", None, "answered"),
        ("satisfied", None, "settled"),
        (GAINED, 2, "answered"),
    ]
    assert timeline(2, {1: whole, 2: part})[-1][:3] == (MERGED, at(9), CAROL)


def test_what_a_part_brought_goes_when_it_stands_by_itself_again():
    whole = told_simply(("hold", BOB), ("answered", ALICE), ("satisfied", BOB))
    part = told_simply(("hold", CAROL))
    part.said.append(Deed("reaffirm", at(12), CAROL))
    part.said.append(Deed("reaffirm", at(20), CAROL))
    part.undone = [(Deed(MERGED, at(9), None, 1), Deed(SEPARATED, at(15), None, 1))]
    told = {1: whole, 2: part}
    assert [(step.what, step.other, step.after) for step in timeline(1, told)][3:] == [
        (GAINED, 2, "answered"),
        ("reaffirm", None, "contested"),
        (LOST, 2, "settled"),
    ]
    assert [(step.what, step.after) for step in timeline(2, told)] == [
        ("raised", "open"),
        ("hold", "open"),
        (MERGED, "merged"),
        ("reaffirm", "merged"),
        (SEPARATED, "open"),
        ("reaffirm", "open"),
    ]


def test_what_was_put_back_stood_as_before():
    story = told_simply(("hold", BOB), ("hold", CAROL))
    story.undone = [(Deed(STRUCK, at(5), None), Deed(RESTORED, at(6), None))]
    assert [(step.what, step.before, step.after) for step in timeline(7, {7: story})][-2:] == [
        (STRUCK, "open", "struck"),
        (RESTORED, "struck", "open"),
    ]


def agrees_with_what_is_stored(post: Post) -> int:
    """Check every timeline of a post, and return how many steps there were."""
    cards = cards_for([post.pk], None)
    happenings = happenings_in(story_of(post, cards), cards)
    for each in Objection.objects.filter(post=post):
        assert happenings.steps[each.pk][-1].after == each.status, each
    return sum(map(len, happenings.steps.values()))


@pytest.mark.django_db
def test_the_last_step_is_the_stored_status(django_assert_num_queries):
    add_discussions(missing_discussions(), with_passwords=False)
    posts = [*Post.objects.all(), big_post(80, 400)]
    assert sum(map(agrees_with_what_is_stored, posts)) > 500
    cards = cards_for([posts[-1].pk], None)
    with django_assert_num_queries(4):
        happenings_in(story_of(posts[-1], cards), cards)
