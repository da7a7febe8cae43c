"""What was said and done of a post's objections, without the words: for timelines."""

from collections.abc import Callable, Mapping, Sequence
from itertools import starmap
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext

from accounts.models import User
from accounts.statements import Statement
from critiques.groups import Forest
from critiques.models import HolderEvent, Position
from critiques.people import Person, person_of
from critiques.querysets.positions import heard
from critiques.record.cards import ObjectionCard
from critiques.record.course.timeline import (
    MERGED,
    RAISED,
    RESTORED,
    SEPARATED,
    STRUCK,
    Deed,
    Family,
    Step,
    Told,
    own_deeds,
    timeline,
)
from critiques.record.course.undone import Undone, undone_of
from critiques.words import LAPSED
from forum.models import Post


class Happenings(NamedTuple):
    """What happened to each objection by its id, and the people in it by theirs.

    `deeds` are of it alone, `steps` with what was said of its parts. `members` are the ids of who
    raised each objection or shared it at some time, or a part of it; those of what is part of
    another are its own.
    """

    steps: Mapping[int, list[Step]]
    deeds: Mapping[int, list[Deed]]
    people: dict[int, Person]
    members: dict[int, set[int]]

    def name(self, user: int | None) -> str:
        """Return how readers know somebody: None is a moderator, 0 not known."""
        if user is None:
            return gettext("A moderator")
        return self.people[user].shown_name if user else gettext("Somebody")


@Statement
def _words(_: Any, objections: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    words = Position.objects.filter(heard(), objection__in=objections).order_by("created_at", "pk")
    return words.values_list("objection", "position", "created_at", "author")


@Statement
def _said(_: Any, objections: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    said = HolderEvent.objects.filter(objection__in=objections).as_counted()
    said = said.order_by("created_at", "pk")
    return said.values_list("objection", "event", "created_at", "user", "counts")


class Story(NamedTuple):
    """What is told of each objection by its id, of its people by theirs, and what was undone."""

    told: dict[int, Told]
    people: dict[int, Person]
    undone: list[Undone]


def happenings_in(story: Story, objections: Mapping[int, ObjectionCard]) -> Happenings:
    """Return what happened to these objections, of which `story` tells, with whatever became part
    of them. No query."""
    told = story.told
    family = Family.of(told)
    return Happenings(
        steps=Lazily(lambda pk: timeline(pk, told, family)),
        deeds=Lazily(lambda pk: own_deeds(pk, told)),
        people=story.people,
        members=_members(told, objections),
    )


def story_of(post: Post, objections: Mapping[int, ObjectionCard]) -> Story:
    """Return what is told of these objections of `post`. Four queries."""
    told = {pk: Told(raised=_raised(each)) for pk, each in objections.items()}
    people = {post.author_id} | {each.raiser.pk for each in objections.values()}
    for pk, what, at, user in _words.rows(None, list(told)):
        told[pk].words.append(Deed(what, at, user))
        # Not only the essay's author: it may come from another essay.
        people.add(user)
    for pk, what, at, user, counts in _said.rows(None, list(told)):
        told[pk].said.append(Deed(what, at, user, left=counts == LAPSED))
        people.add(user)
    by_number = {each.number or 0: pk for pk, each in objections.items()}
    undone = undone_of(post)
    for back in undone:
        if back.number in by_number:
            told[by_number[back.number]].undone.append(_taken_back(back, by_number))
    for pk, each in objections.items():
        told[pk].merged = _merged(each, told[pk])
        if each.struck_at:
            told[pk].struck = Deed(STRUCK, each.struck_at, None)
    people |= {each.merged.user for each in told.values() if each.merged and each.merged.user}
    found = starmap(person_of, _people.rows(None, sorted(people)))
    return Story(told, {each.pk: each for each in found}, undone)


@Statement
def _people(_: Any, ids: Sequence[int]) -> QuerySet[User, tuple[Any, ...]]:
    found: QuerySet[User] = User.objects.filter(pk__in=ids)
    return found.values_list("pk", "username", "display_name", "left_at")


class Lazily(dict[int, Any]):
    """What is computed of an objection when it is asked for, once: a page shows few of them."""

    def __init__(self, compute: Callable[[int], Any]) -> None:
        self._compute = compute

    def __missing__(self, pk: int) -> Any:
        self[pk] = self._compute(pk)
        return self[pk]


def _members(
    told: Mapping[int, Told], objections: Mapping[int, ObjectionCard]
) -> dict[int, set[int]]:
    ends = Forest({pk: each.merged_into_id for pk, each in objections.items()}).ends
    members: dict[int, set[int]] = {pk: set() for pk in told}
    for pk, each in told.items():
        own = {deed.user for deed in (each.raised, *each.said) if deed.user}
        members[pk] |= own
        members[ends[pk]] |= own
    return members


def _raised(objection: ObjectionCard) -> Deed:
    return Deed(RAISED, objection.created_at, objection.raiser.pk)


def _taken_back(each: Undone, by_number: Mapping[int, int]) -> tuple[Deed | None, Deed]:
    what, back = (MERGED, SEPARATED) if each.into else (STRUCK, RESTORED)
    other = by_number.get(each.into or 0)
    known = each.at is not None and (other is not None or not each.into)
    done = Deed(what, each.at, None, other) if each.at and known else None
    return done, Deed(back, each.back_at, None, other)


def _merged(objection: ObjectionCard, told: Told) -> Deed | None:
    """An import may not tell when; then it was after all that was said of it."""
    if not objection.merged_into_id:
        return None
    last = max(deed.at for deed in [told.raised, *told.said, *told.words])
    at = objection.merged_at or last
    return Deed(MERGED, at, objection.merger, objection.merged_into_id)
