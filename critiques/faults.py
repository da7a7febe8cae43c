"""What is wrong with the objections of a post, and with who holds them."""

from collections import defaultdict
from collections.abc import Iterator

from critiques.models import FormerNumber, Holder, HolderEvent, Objection, Round, Tag
from critiques.words import HOLDING, LETTERS, Act, Kind
from forum.models import Post


def faults_of_objections(post: Post, objections: list[Objection]) -> Iterator[str]:
    """Yield what is wrong with the objections of a post; none of it can be told from the events."""
    for check in (_numbers, _letters, _raises, _merges):
        yield from check(post, objections)


def name_of(objection: Objection) -> str:
    """Return how findings call an objection."""
    return f"objection {objection.number}" if objection.number else f"unnumbered {objection.pk}"


def _numbers(post: Post, objections: list[Objection]) -> Iterator[str]:
    former = FormerNumber.objects.filter(post=post).values_list("number", flat=True)
    numbers = sorted([*(each.number for each in objections if each.number is not None), *former])
    for expected, number in enumerate(numbers, start=1):
        if number != expected:
            yield f"its objections are numbered {number} where {expected} is due"
            return


def _letters(post: Post, objections: list[Objection]) -> Iterator[str]:
    rounds = list(Round.objects.filter(post=post).order_by("number").values_list("number", flat=1))
    if rounds != list(range(1, len(rounds) + 1)):
        yield f"its rounds are {rounds}"
    for objection in objections:
        if (objection.round, objection.letter) == (None, None):
            continue
        if objection.letter not in LETTERS or objection.round not in rounds:
            yield f"{name_of(objection)} has letter {objection.letter} of round {objection.round}"
        if objection.kind == Kind.QUESTION:
            yield f"{name_of(objection)} is a question with a letter"
        if objection.number is None:
            yield f"{name_of(objection)} has a letter but no number"


def _raises(post: Post, objections: list[Objection]) -> Iterator[str]:
    raises = defaultdict(list)
    for tag in Tag.objects.filter(objection__post=post, act=Act.RAISE).order_by("pk"):
        raises[tag.objection_id].append(tag.reply_id)
    for objection in objections:
        if raises[objection.pk] != [objection.raised_in_id]:
            yield (
                f"{name_of(objection)} was raised in reply {objection.raised_in_id}, "
                f"but the replies that say so are {raises[objection.pk]}"
            )


def _merges(post: Post, objections: list[Objection]) -> Iterator[str]:
    into = {each.pk: each.merged_into_id for each in objections}
    for objection in objections:
        seen: set[int] = set()
        at: int | None = objection.pk
        while at is not None and at in into and at not in seen:
            seen.add(at)
            at = into[at]
        if at == objection.pk:
            yield f"{name_of(objection)} is merged into itself, by way of others or not"
        elif at is not None and at not in into and objection.merged_into_id == at:
            yield f"{name_of(objection)} is merged into an objection to another post"


def faults_of_holders(post: Post) -> Iterator[tuple[str, bool]]:
    """Yield what is wrong with the holders of a post, and whether the events tell what is right."""
    last = last_events(post)
    holders = {
        (each.objection_id, each.user_id): each
        for each in Holder.objects.filter(objection__post=post).select_related("objection")
    }
    for (objection_id, user_id), event in last.items():
        if (objection_id, user_id) not in holders:
            what = (
                f"{name_of(event.objection)}: user {user_id} spoke of it but is not noted with it"
            )
            yield what, True
    for key, holder in sorted(holders.items()):
        who = f"{name_of(holder.objection)}: user {holder.user_id}"
        if holder.user_id == post.author_id:
            yield f"{who} shares it, but wrote the essay", False
        if key not in last:
            yield f"{who} shares it without an event", False
        elif holder.state != last[key].event:
            what = f"{who} is at {holder.state}, but said {last[key].event} last"
            yield what, True
        if holder.is_main and holder.state not in HOLDING:
            what = f"{who} has it as main disagreement, but does not share it"
            yield what, True
        if holder.post_id != post.pk:
            yield f"{who} is noted with post {holder.post_id}", True


def last_events(post: Post) -> dict[tuple[int, int], HolderEvent]:
    """Return the last event of each holder, by objection and user."""
    events = HolderEvent.objects.filter(objection__post=post).select_related("objection")
    events = events.order_by("created_at", "pk")
    return {(each.objection_id, each.user_id): each for each in events}
