"""The objections of a discussion file."""

from critiques.words import Act, Kind
from moderation.models import REASON_LIMIT
from transfer.fields import Reader
from transfer.objection_plan import ObjectionPlan
from transfer.parse.letters import letter_of, with_letters
from transfer.parse.passages import passage_of
from transfer.parse.sayings import Tagged, events_of, holding, positions_of
from transfer.parse.wordings import claim_of, holders_of, proposals_of, versions_of
from transfer.plan import ReplyPlan, TagPlan
from transfer.values import Json, name_of, wrong


def objections_of(
    reader: Reader, author: str, replies: list[ReplyPlan], revisions: int
) -> list[ObjectionPlan]:
    """Return the objections by number; raises ValidationError with the place.

    One that no reply in the file raises has "" as `raised_in`.
    """
    items = reader.objects("objections")
    former = _former_authors(items)
    tagged: dict[int, Tagged] = {}
    for reply in replies:
        for position, tag in enumerate(reply.tags):
            if (tag.objection, reply.author.lower()) not in former:
                _check_right(reply, tag, author, f"{reply.place}.tags[{position}]")
            tagged.setdefault(tag.objection, []).append((reply, tag))
    by_id = {reply.id: reply for reply in replies}
    found: dict[int, ObjectionPlan] = {}
    for position, item in enumerate(items, 1):
        number = item.number("number") or position
        if number in found:
            raise item.wrong("number", f"{number} is given twice.")
        found[number] = _objection(item, number, author, by_id, tagged.get(number, []), revisions)
    for number, pairs in tagged.items():
        if number not in found:
            raise wrong(f"{pairs[0][0].place}.tags", f"there is no objection {number}.")
    numbered = list(zip(items, found.values(), strict=True))
    for item, objection in numbered:
        check_links(item, objection, found)
    check_mains(numbered)
    unlettered = {o.number for i, o in numbered if not i.has("letter") and not i.has("round")}
    ordered = sorted(found.values(), key=lambda each: each.number)
    return with_letters(ordered, unlettered, rounds=len(reader.items("rounds")))


def _objection(
    item: Reader,
    number: int,
    author: str,
    replies: dict[str, ReplyPlan],
    tagged: Tagged,
    revisions: int,
) -> ObjectionPlan:
    tagged, raised = _raised(item, number, author, replies, tagged)
    kind = item.one_of("kind", Kind.values, default=Kind.OBJECTION)
    round_, letter = letter_of(item, kind)
    created = item.moment("created") or (raised[1].created if raised else None)
    if created is None:
        raise item.wrong("created", "expected a time with a zone; no reply here raises it.")
    positions = positions_of(item, replies, tagged, author, created, revisions)
    events = events_of(item, replies, tagged, author, positions, created)
    versions = versions_of(item)
    struck = item.object("struck") if item.raw("struck") else None
    return ObjectionPlan(
        number=number,
        kind=kind,
        round=round_,
        letter=letter,
        claim=claim_of(item, raised, versions, struck=struck is not None),
        created=created,
        raised_in=raised[0].id if raised else "",
        events=events,
        moved=raised is None and item.flag("moved"),
        positions=positions,
        main_of=tuple(name_of(value, place) for value, place in item.items("main_of")),
        merged_into=item.number("merged_into"),
        struck_at=(struck.moment("at") or created) if struck else None,
        struck_reason=struck.line("reason", limit=REASON_LIMIT) if struck else "",
        similar_to=tuple(_whole(value, place) for value, place in item.items("similar_to")),
        passage=passage_of(item, revisions),
        versions=versions,
        holders=holders_of(item, events, versions),
        proposals=proposals_of(item),
    )


def _raised(
    item: Reader, number: int, author: str, replies: dict[str, ReplyPlan], tagged: Tagged
) -> tuple[Tagged, tuple[ReplyPlan, TagPlan] | None]:
    """Return what is tagged, with what raises it; `raised_in` alone is a tag of its own."""
    raises = [(reply, tag) for reply, tag in tagged if tag.act == Act.RAISE]
    name = item.text("raised_in", limit=60, default=raises[0][0].id if raises else "")
    if not name and item.has("raised_in"):
        return tagged, None
    reply = replies.get(name)
    if reply is not None and not raises:
        tag = TagPlan(Act.RAISE, number, item.moment("created") or reply.created)
        _check_right(reply, tag, author, item.at("raised_in"))
        raises = [(reply, tag)]
        tagged = [*raises, *tagged]
    if len(raises) != 1 or raises[0][0].id != name:
        raise item.wrong("raised_in", "exactly one reply, this one, has to raise it.")
    return tagged, raises[0]


def _former_authors(items: list[Reader]) -> set[tuple[int, str]]:
    """Return who spoke as the author of an essay that became part of this one, and of which."""
    return {
        (item.number("number") or position, said.name("author").lower())
        for position, item in enumerate(items, 1)
        for said in item.objects("positions")
        if said.has("author")
    }


def _check_right(reply: ReplyPlan, tag: TagPlan, author: str, place: str) -> None:
    own = reply.author.lower() == author.lower()
    if own and tag.act in (Act.RAISE, Act.SUPPORT, Act.WITHDRAW):
        raise wrong(place, "the author can’t share an objection to their own post.")
    if not own and tag.act in (Act.CONCEDE, Act.DECLINE):
        raise wrong(place, f"only the post’s author can {tag.act}.")


def _whole(value: Json, place: str) -> int:
    if type(value) is not int:
        raise wrong(place, "expected the number of an objection.")
    return value


def check_links(item: Reader, objection: ObjectionPlan, found: dict[int, ObjectionPlan]) -> None:
    """Raise ValidationError where what an objection names is not there, or goes in a circle."""
    for other in objection.similar_to:
        if other not in found or other == objection.number:
            raise item.wrong("similar_to", f"there is no other objection {other}.")
    for proposal in objection.proposals:
        into = found.get(proposal.into or 0)
        if proposal.into and (into in (None, objection) or into.kind != objection.kind):
            raise item.wrong("proposals", f"it can’t become part of {proposal.into}.")
    seen, at = {objection.number}, objection.merged_into
    while at is not None:
        if at not in found or at in seen or found[at].kind != objection.kind:
            raise item.wrong("merged_into", f"it can’t be part of {at}.")
        seen.add(at)
        at = found[at].merged_into


def check_mains(numbered: list[tuple[Reader, ObjectionPlan]]) -> None:
    """Raise ValidationError where somebody’s main disagreement is not theirs, or is two."""
    chosen: set[str] = set()
    for item, objection in numbered:
        holders = {name.lower() for name in holding(objection.events)}
        for user in objection.main_of:
            if user.lower() not in holders:
                raise item.wrong("main_of", f"{user} does not share it.")
            if user.lower() in chosen:
                raise item.wrong("main_of", f"{user} has another main disagreement.")
            chosen.add(user.lower())
