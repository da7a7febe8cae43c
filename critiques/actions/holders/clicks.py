"""What holders said by clicks and may still change, so that back and forth is one change."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from critiques.models import ClaimVersion, HolderEvent, Position, Receipt, Tag
from critiques.querysets.positions import heard
from critiques.words import ANSWERING

A_DAY = timedelta(days=1)
NONE = Q(pk__in=())


class Clicks(NamedTuple):
    """What a holder said `before` last, and the `last`, which may still change."""

    before: HolderEvent
    last: HolderEvent


def clicks_of(
    user_id: int, objections: Collection[int], now: datetime, still: Q = NONE
) -> dict[int, Clicks]:
    """Return what somebody said of these objections and may still change, by objection.

    They may where what they said before last, and last, were one click each within a day and
    nothing can rest on either: no words came with them, no reply says them, and since the first
    the author has neither spoken, nor given a receipt, nor edited the answer, the claim got no
    other wording, and no reply spoke of the objection. So the record stays true: no words go, and
    nothing that was answered; what was said first stays, as does what is said now. Status and
    counts follow from each holder's last event alone, and are as if all had been kept. `still` are
    positions that readers could see then, though no longer. Three queries at most.
    """
    clicks = {
        pk: Clicks(before, last)
        for pk, (last, before) in _latest(user_id, objections).items()
        if is_bare(last) and is_bare(before) and before.created_at > now - A_DAY
    }
    said_of = {
        pk: {(each.position_id, each.answer_revision) for each in two if each.position_id}
        for pk, two in clicks.items()
    }
    answers = _answers([pk for pk, positions in said_of.items() if positions], still)
    clicks = {
        pk: two
        for pk, two in clicks.items()
        if not said_of[pk] or said_of[pk] == {answers.get(pk, (None, None))}
    }
    if not clicks:
        return {}
    later = (
        Exists(
            model.objects.filter(
                objection=OuterRef("objection"), created_at__gte=OuterRef("created_at")
            )
        )
        for model in (Position, Receipt, ClaimVersion, Tag)
    )
    firsts = HolderEvent.objects.filter(pk__in=[two.before.pk for two in clicks.values()])
    rested = set(firsts.filter(reduce(or_, later)).values_list("objection", flat=True))
    return {pk: two for pk, two in clicks.items() if pk not in rested}


def is_bare(said: HolderEvent) -> bool:
    """Whether it was one click: no reply says it, and no line."""
    return said.reply_id is None and not said.text


def _latest(user_id: int, objections: Collection[int]) -> dict[int, list[HolderEvent]]:
    """Return the last two things said of each objection of which two were said, latest first."""
    said = HolderEvent.objects.filter(user=user_id, objection__in=objections)
    latest = ("-created_at", "-pk")
    nth = Window(RowNumber(), partition_by=F("objection"), order_by=latest)
    found: dict[int, list[HolderEvent]] = defaultdict(list)
    for each in said.annotate(nth=nth).filter(nth__lte=2).order_by(*latest):
        found[each.objection_id].append(each)
    return {pk: two for pk, two in found.items() if len(two) == 2}


def _answers(objections: Collection[int], still: Q) -> dict[int, tuple[int, int | None]]:
    """Return the author's last answer to each, and the revision of the reply that says it."""
    if not objections:
        return {}
    seen = Position.objects.filter(heard() | still, objection__in=objections)
    answers = seen.filter(position__in=ANSWERING).order_by("created_at", "pk")
    rows = answers.values_list("objection", "pk", "reply__revision")
    return {of: (pk, revision) for of, pk, revision in rows}
