"""Carrying out what a writer chose for the points of a reply, under its post's lock."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError

from critiques.actions.holders import check_live, hold, holder_of, record
from critiques.actions.objections import clean_claim, raise_objection
from critiques.actions.positions import record_position
from critiques.actions.rounds import open_round_if_due
from critiques.choices import ACTS, RAISES, STANCES, Choice, PointError
from critiques.facts import refresh
from critiques.models import Objection, Tag
from critiques.prose.passages import find_passage
from critiques.prose.points import hash_of
from critiques.words import Act, Event
from forum.lettered import find_points
from forum.limits import count_act
from forum.models import Reply


def apply_choices(reply: Reply, choices: Iterable[Choice]) -> None:
    """Do to objections what was chosen for points that were not tagged before.

    The post must be locked. Raises PermissionDenied, or ValidationError (PointError where it is
    about one of the points).
    """
    points = {point.label: point.text for point in find_points(reply.body, reply.among)}
    tagged = set(Tag.objects.filter(reply=reply).exclude(point="").values_list("point", flat=True))
    touched = []
    fresh = [choice for choice in choices if choice.label not in tagged]
    _count(reply, fresh)
    for choice in fresh:
        if choice.label and choice.label not in points:
            raise ValidationError(f"Your reply has no point {choice.label}; it may have changed.")
        source = points.get(choice.label, reply.body)
        try:
            objection = _raise(reply, choice, source) if choice.does in RAISES else None
            objection = objection or _act(reply, choice, source)
        except ValidationError as error:
            raise PointError(choice.label, error) from error
        if objection is not None:
            touched.append(objection)
    if touched:
        refresh(reply.post, *touched)
        open_round_if_due(reply.post)


def _count(reply: Reply, choices: list[Choice]) -> None:
    """Count what the choices say of objections as if each were said by itself."""
    is_author = reply.author_id == reply.post.author_id
    acts = {
        "objections": sum(choice.does in RAISES for choice in choices),
        "holds": sum(choice.does in ("same", "withdraw") for choice in choices),
        "positions": sum(is_author and choice.does in STANCES for choice in choices),
    }
    for what, times in acts.items():
        if times:
            count_act(what, reply.author, times)


def _raise(reply: Reply, choice: Choice, source: str) -> Objection | None:
    claim = clean_claim(choice.claim)
    if Tag.objects.filter(reply=reply, act=Act.RAISE, point="", objection__claim=claim).exists():
        return None
    plain = reply.post.revisions.get(number=reply.post.revision).plain
    passage = find_passage(source, plain) if choice.passage else None
    objection = raise_objection(reply=reply, claim=claim, kind=RAISES[choice.does], passage=passage)
    _tag(reply, objection, Act.RAISE, choice, source)
    return objection


def _act(reply: Reply, choice: Choice, source: str) -> Objection | None:
    if choice.does in RAISES:
        return None
    writer, post = reply.author, reply.post
    if choice.number is None:
        raise ValidationError("Name the other objection by its letter or number.", code="of")
    objection = Objection.objects.filter(post=post, number=choice.number).first()
    if objection is None:
        raise ValidationError("That objection is not one of this essay’s; choose another.")
    objection.post = post
    act = ACTS[choice.does]
    if Tag.objects.filter(reply=reply, objection=objection, act=act, point=choice.label).exists():
        return None
    check_live(objection)
    wording = clean_claim(choice.claim) if act == Act.SUPPORT and choice.claim else ""
    if act == Act.SUPPORT:
        hold(user=writer, objection=objection, reply=reply, wording=wording)
    elif act == Act.WITHDRAW:
        holder = holder_of(writer, objection)
        if holder is None or not holder.holds:
            raise PermissionDenied("Only people who share an objection can take it back.")
        record(user=writer, objection=objection, event=Event.WITHDRAW, reply=reply)
    elif act in (Act.CONCEDE, Act.DECLINE) or (act == Act.ANSWER and writer.pk == post.author_id):
        record_position(
            author=writer,
            objection=objection,
            stance=STANCES[choice.does],
            text=choice.text,
            reply=reply,
        )
    _tag(reply, objection, act, choice, source, wording=wording)
    return objection


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
