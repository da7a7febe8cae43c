"""The objections and rounds of a discussion file."""

from dataclasses import replace
from datetime import datetime

from critiques.discussion.plan import (
    ObjectionPlan,
    PassagePlan,
    ReplyPlan,
    TagPlan,
)
from critiques.discussion.reading import Reader, wrong
from critiques.discussion.sayings import Tagged, events_of, positions_of
from critiques.models.objections import CLAIM_LIMIT
from critiques.words import LETTERS, Act, Event, Kind
from forum.models.posts import BODY_LIMIT


def objections_of(
    reader: Reader, author: str, replies: list[ReplyPlan], revisions: int
) -> list[ObjectionPlan]:
    """Return the objections by number; raises ValidationError with the place."""
    tagged: dict[int, Tagged] = {}
    for reply in replies:
        for tag in reply.tags:
            tagged.setdefault(tag.objection, []).append((reply, tag))
    by_id = {reply.id: reply for reply in replies}
    items = reader.objects("objections")
    found: dict[int, ObjectionPlan] = {}
    for position, item in enumerate(items, 1):
        number = item.number("number", default=position) or position
        if number in found:
            raise wrong(item.at("number"), f"{number} is given twice.")
        found[number] = _objection(item, number, author, by_id, tagged.get(number, []), revisions)
    for number, pairs in tagged.items():
        if number not in found:
            raise wrong(f"{pairs[0][0].place}.tags", f"there is no objection {number}.")
    for item, objection in zip(items, found.values(), strict=True):
        _check_links(item, objection, found)
    _check_mains(found)
    return with_letters(
        sorted(found.values(), key=lambda each: each.number),
        {
            number
            for item, number in zip(items, found, strict=True)
            if not item.has("letter") and not item.has("round")
        },
    )


def with_letters(objections: list[ObjectionPlan], unlettered: set[int]) -> list[ObjectionPlan]:
    """Return the objections, with letters given by the rules to those whose number is named."""
    taken = {(each.round, each.letter) for each in objections if each.letter}
    current = max((round_ or 1 for round_, _ in taken), default=1)
    lettered = []
    for each in objections:
        if each.number in unlettered and each.kind == Kind.OBJECTION:
            letter = next((x for x in LETTERS if (current, x) not in taken), None)
            if letter:
                taken.add((current, letter))
                each = replace(each, round=current, letter=letter)
        lettered.append(each)
    return lettered


def rounds_of(reader: Reader, objections: list[ObjectionPlan]) -> list[tuple[int, datetime]]:
    """Return the rounds that are given, or that the letters imply."""
    given = []
    for expected, item in enumerate(reader.objects("rounds"), 1):
        opened = item.moment("opened")
        if item.number("number") != expected or opened is None:
            raise wrong(item.place, f"expected round {expected}, with the time when it opened.")
        given.append((expected, opened))
    last = max((each.round or 1 for each in objections if each.kind == Kind.OBJECTION), default=0)
    if given and last > len(given):
        raise wrong(reader.at("rounds"), f"an objection has a letter of round {last}.")
    begun = min((each.created for each in objections), default=None)
    implied: list[tuple[int, datetime]] = []
    for number in range(1, last + 1):
        begun = min((each.created for each in objections if each.round == number), default=begun)
        if begun:
            implied.append((number, begun))
    return given or implied


def _objection(
    item: Reader,
    number: int,
    author: str,
    replies: dict[str, ReplyPlan],
    tagged: Tagged,
    revisions: int,
) -> ObjectionPlan:
    kind = item.one_of("kind", Kind.values, default=Kind.OBJECTION)
    raises = [(reply, tag) for reply, tag in tagged if tag.act == Act.RAISE]
    raised_in = item.text("raised_in", limit=60, default=raises[0][0].id if raises else "")
    if len(raises) != 1 or raises[0][0].id != raised_in:
        raise wrong(item.at("raised_in"), "exactly one reply, this one, has to raise it.")
    raiser = raises[0][0]
    for reply, tag in tagged:
        _check_right(reply, tag, author)
    letter = item.raw("letter")
    round_ = item.number("round")
    if (letter is None) != (round_ is None) or (
        letter is not None and letter not in tuple(LETTERS)
    ):
        raise wrong(item.at("letter"), "expected a letter a to e with its round, or neither.")
    if letter is not None and kind == Kind.QUESTION:
        raise wrong(item.at("letter"), "a question has no letter.")
    created = item.moment("created", default=raises[0][1].created)
    hidden = item.raw("claim") is None and (raiser.body is None or item.raw("struck") is not None)
    struck = Reader(item.raw("struck"), item.at("struck")) if item.raw("struck") else None
    positions = positions_of(item, replies, tagged, author)
    return ObjectionPlan(
        number=number,
        kind=kind,
        round=round_,
        letter=letter,
        claim=None if hidden else item.line("claim", limit=CLAIM_LIMIT),
        created=created,
        raised_in=raised_in,
        events=events_of(item, replies, tagged, author, positions),
        positions=positions,
        main_of=tuple(_name(value, place) for value, place in item.items("main_of")),
        merged_into=item.number("merged_into"),
        struck_at=struck.moment("at", default=created) if struck else None,
        struck_reason=struck.line("reason", limit=500) if struck else "",
        similar_to=tuple(_whole(value, place) for value, place in item.items("similar_to")),
        passage=_passage(item, revisions),
    )


def _check_right(reply: ReplyPlan, tag: TagPlan, author: str) -> None:
    own = reply.author.lower() == author.lower()
    if own and tag.act in (Act.RAISE, Act.SUPPORT, Act.WITHDRAW):
        raise wrong(f"{reply.place}.tags", "the author can’t hold an objection to their own post.")
    if not own and tag.act in (Act.CONCEDE, Act.DECLINE):
        raise wrong(f"{reply.place}.tags", f"only the post’s author can {tag.act}.")


def _passage(item: Reader, revisions: int) -> PassagePlan | None:
    if item.raw("passage") is None:
        return None
    part = Reader(item.raw("passage"), item.at("passage"))
    revision = part.number("revision", default=revisions) or revisions
    if revision > revisions:
        raise wrong(part.at("revision"), f"the post has {revisions} revisions.")
    return PassagePlan(
        exact=part.text("exact", limit=BODY_LIMIT),
        prefix=(part.raw("prefix") and str(part.raw("prefix"))[:64]) or "",
        suffix=(part.raw("suffix") and str(part.raw("suffix"))[:64]) or "",
        start=part.number("start", default=0, least=0) or 0,
        revision=revision,
        state=part.one_of("state", ("exact", "lost"), default="exact"),
    )


def _check_links(item: Reader, objection: ObjectionPlan, found: dict[int, ObjectionPlan]) -> None:
    for other in objection.similar_to:
        if other not in found or other == objection.number:
            raise wrong(item.at("similar_to"), f"there is no other objection {other}.")
    seen, at = {objection.number}, objection.merged_into
    while at is not None:
        if at not in found or at in seen or found[at].kind != objection.kind:
            raise wrong(item.at("merged_into"), f"it can’t be part of {at}.")
        seen.add(at)
        at = found[at].merged_into


def _check_mains(found: dict[int, ObjectionPlan]) -> None:
    chosen: set[str] = set()
    for objection in found.values():
        holding = {}
        for event in objection.events:
            holding[event.user] = event.event in (Event.HOLD, Event.REAFFIRM)
        for user in objection.main_of:
            place = f"objections, number {objection.number}, main_of"
            if not holding.get(user):
                raise wrong(place, f"{user} does not hold it.")
            if user in chosen:
                raise wrong(place, f"{user} has another main disagreement.")
            chosen.add(user)


def _name(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise wrong(place, "expected a name.")
    return value


def _whole(value: object, place: str) -> int:
    if type(value) is not int:
        raise wrong(place, "expected the number of an objection.")
    return value
