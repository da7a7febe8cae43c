"""Carrying out what a writer chose for the points of a reply, under its post's lock."""

from collections.abc import Iterable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from accounts.models import User
from critiques.actions.holders.holders import check_live, hold, holder_of, is_answered, record
from critiques.actions.objections import clean_claim, raise_objection
from critiques.actions.positions import record_position
from critiques.actions.rounds import open_round_if_due
from critiques.choices import (
    ACTS,
    EVENTS,
    OF_ANSWERS,
    RAISES,
    STANCES,
    Choice,
    PointError,
    Role,
    check_agree,
)
from critiques.facts import refresh
from critiques.models import HolderEvent, Objection, Tag
from critiques.prose.passages import find_passage
from critiques.prose.points import hash_of
from critiques.rules import check_may_say
from critiques.words import Act, Event
from forum.lettered import find_points
from forum.limits import count_act
from forum.models import Reply


class Named(NamedTuple):
    """An objection of which something is said, and what the writer was to it before."""

    objection: Objection
    role: Role
    holds: bool


def apply_choices(reply: Reply, choices: Iterable[Choice]) -> None:
    """Do to objections what was chosen for points that were not tagged before.

    The post must be locked. Raises PermissionDenied, or ValidationError (PointError where it is
    about one of the points).
    """
    points = {point.label: point.text for point in find_points(reply.body, reply.among)}
    tagged = set(Tag.objects.filter(reply=reply).exclude(point="").values_list("point", flat=True))
    # What takes a side is said by the first tag on an objection.
    fresh = sorted(
        (choice for choice in choices if choice.label not in tagged),
        key=lambda choice: choice.does == "discuss",
    )
    check_agree(fresh)
    _count(reply, fresh)
    named = _all_named(reply, fresh)
    touched = []
    said: set[tuple[str, int | None]] = set()
    for choice in fresh:
        if choice.label and choice.label not in points:
            raise ValidationError(
                gettext("Your reply has no point %(point)s; it may have changed.")
                % {"point": choice.label}
            )
        source = points.get(choice.label, reply.body)
        try:
            if choice.does in RAISES:
                objection = _raise(reply, choice, source)
            else:
                again = (choice.does, choice.number) in said
                objection = _act(reply, choice, source, named, again=again)
        except ValidationError as error:
            raise PointError(choice.label, error) from error
        said.add((choice.does, choice.number))
        if objection is not None:
            touched.append(objection)
    if touched:
        refresh(reply.post, *touched)
        open_round_if_due(reply.post)


def check_may_choose(reply: Reply, does: str, objection: Objection) -> None:
    """Raise PermissionDenied or ValidationError unless a reply's writer may say this with it."""
    _check(reply.author, does, _named(reply, objection))


def _check(writer: User, does: str, named: Named) -> None:
    objection, role, holds = named
    answered = does in OF_ANSWERS and is_answered(objection)
    # To share it again is not offered, and says nothing new.
    if not (does == "same" and holds):
        check_may_say(writer, does, objection, role, answered=answered)


def _count(reply: Reply, choices: list[Choice]) -> None:
    """Count what the choices say of objections as if each were said by itself."""
    is_author = reply.author_id == reply.post.author_id
    acts = {
        "objections": sum(choice.does in RAISES for choice in choices),
        "holds": sum(choice.does == "same" or choice.does in EVENTS for choice in choices),
        "positions": sum(is_author and choice.does in STANCES for choice in choices),
    }
    for what, times in acts.items():
        if times:
            count_act(what, reply.author, times)


def _all_named(reply: Reply, choices: list[Choice]) -> dict[int | None, Named]:
    numbers = {choice.number for choice in choices if choice.does not in RAISES} - {None}
    found = Objection.objects.filter(post=reply.post, number__in=numbers)
    return {each.number: _named(reply, each) for each in found}


def _named(reply: Reply, objection: Objection) -> Named:
    objection.post = reply.post
    if reply.author_id == reply.post.author_id:
        return Named(objection, Role.AUTHOR, holds=False)
    holder = holder_of(reply.author, objection)
    # Who took it back has no part in it any more.
    role = Role.HOLDER if holder and holder.state != Event.WITHDRAW else Role.OTHER
    return Named(objection, role, holds=holder is not None and holder.holds)


def _raise(reply: Reply, choice: Choice, source: str) -> Objection | None:
    claim = clean_claim(choice.claim)
    if Tag.objects.filter(reply=reply, act=Act.RAISE, point="", objection__claim=claim).exists():
        return None
    plain = reply.post.revisions.get(number=reply.post.revision).plain
    passage = find_passage(source, plain) if choice.passage else None
    objection = raise_objection(reply=reply, claim=claim, kind=RAISES[choice.does], passage=passage)
    _tag(reply, objection, Act.RAISE, choice, source)
    return objection


def _act(
    reply: Reply,
    choice: Choice,
    source: str,
    named: dict[int | None, Named],
    *,
    again: bool,
) -> Objection | None:
    """Say it of one that is there; `again` if another point of the reply said just that."""
    if choice.number is None:
        raise ValidationError(
            gettext("Name the other objection by its letter or number."), code="of"
        )
    if choice.number not in named or choice.does not in ACTS:
        raise ValidationError(gettext("That objection is not one of this essay’s; choose another."))
    objection, role, _ = named[choice.number]
    does, writer, act = choice.does, reply.author, ACTS[choice.does]
    told = {"reply": reply, "objection": objection}
    tagged = Tag.objects.filter(**told, act=act, point=choice.label).exists()
    if tagged and not (does in OF_ANSWERS and not _has_said(**told, event=EVENTS[does])):
        return None
    check_live(objection)
    _check(writer, does, named[choice.number])
    wording = clean_claim(choice.claim) if act == Act.SUPPORT and choice.claim else ""
    if not tagged:
        _tag(reply, objection, act, choice, source, wording=wording)
    if act == Act.SUPPORT:
        hold(user=writer, objection=objection, reply=reply, wording=wording)
    elif does in EVENTS and not again:
        record(user=writer, **told, event=EVENTS[does], text=choice.text)
    elif role is Role.AUTHOR and does in STANCES and not again:
        stance = STANCES[does]
        record_position(
            author=writer, **told, stance=stance, text=choice.text, reason=choice.reason
        )
    return objection


def _has_said(reply: Reply, objection: Objection, event: Event) -> bool:
    said = HolderEvent.objects.filter(reply=reply, objection=objection, event=event)
    return said.exists()


def _tag(
    reply: Reply, objection: Objection, act: Act, choice: Choice, source: str, wording: str = ""
) -> None:
    Tag.objects.create(
        reply=reply,
        objection=objection,
        act=act,
        point=choice.label,
        wording=wording,
        reply_revision=reply.revision,
        point_hash=hash_of(source) if choice.label else "",
    )
