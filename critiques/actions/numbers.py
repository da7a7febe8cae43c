"""Objections that go along when their essay is merged into another, and that come back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from critiques.actions.passages import COLUMNS, follow
from critiques.actions.rounds import current_round
from critiques.locks import next_number
from critiques.models import FormerNumber, Holder, Objection, Outcome, Proposal, Round, Similar
from critiques.words import HOLDING, Kind
from forum.models import Post
from moderation.models import LogEntry, Report, Snooze

KEPT = ["round", "letter", *COLUMNS]


def take_along(*, source: Post, target: Post, entry: LogEntry) -> list[Objection]:
    """Give all objections of `source` to `target`, with new numbers and without letters.

    Passages are looked for in the other essay; where their words are not, they are lost there.
    Both posts must be locked. Returns the objections, whose facts are to be computed anew once
    their replies are there.
    """
    objections = list(Objection.objects.filter(post=source).order_by("number", "pk"))
    if not objections:
        return []
    number, former, changed = next_number(target), [], {}
    mains = _put_down_mains(source, target)
    for each in objections:
        was: dict[str, Any] = {name: getattr(each, name) for name in KEPT}
        was["mains"] = mains.get(each.pk, [])
        former.append(
            FormerNumber(post=source, number=each.number, objection=each, entry=entry, was=was)
        )
        changed[each.number] = number
        each.post, each.number, each.round, each.letter = target, number, None, None
        number += 1
    FormerNumber.objects.bulk_create(former, batch_size=500)
    _name_wordings(source, objections)
    # Lost passages name a revision of the essay that they are shown with.
    for each in objections:
        if each.passage_state:
            each.passage_revision = target.revision
    anchored = [each for each in objections if each.passage_state == "exact"]
    follow(anchored, target.revisions.get(number=target.revision))
    _write(objections)
    Holder.objects.filter(objection__in=objections).update(post=target)
    _lead_reports(source, target, changed)
    if any(each.kind == Kind.OBJECTION for each in objections):
        current_round(target)
    return objections


def bring_back(*, source: Post, target: Post, entry: LogEntry) -> list[Objection]:
    """Undo the above: each gets back its number, its letter and its passage.

    Returns what `take_along` does. Raises ValidationError (code `conflict`) where one was merged
    with one of the other essay since, or is shared by the author whose essay it goes back to.
    """
    former = list(FormerNumber.objects.filter(entry=entry).select_related("objection"))
    objections = [each.objection for each in former]
    _check_apart(source, objections)
    _part(objections)
    FormerNumber.objects.filter(entry=entry).delete()
    FormerNumber.objects.bulk_create(
        [FormerNumber(post=target, number=o.number, objection=o) for o in objections],
        batch_size=500,
    )
    changed, mains = {}, []
    for each, objection in zip(former, objections, strict=True):
        changed[objection.number] = each.number
        objection.post, objection.number = source, each.number
        for name in KEPT:
            # Taken along before it was known of which wording passages are: it is of this essay.
            setattr(objection, name, each.was.get(name))
        mains += [(objection, user) for user in each.was["mains"]]
    _write(objections)
    Holder.objects.filter(objection__in=objections).update(post=source)
    _lead_reports(target, source, changed)
    if mains:
        _take_up_mains(source, mains)
    later = Round.objects.filter(post=target, number__gt=1)
    if not (Objection.objects.filter(post=target).exists() or later.exists()):
        Round.objects.filter(post=target, number=1, cause=Round.Cause.FIRST).delete()
    return objections


def _name_wordings(source: Post, objections: list[Objection]) -> None:
    """Keep of which wording each passage is: whether that is public is asked wherever it goes."""
    wordings = dict(source.revisions.values_list("number", "pk"))
    for each in objections:
        if each.passage_from_id is None:
            each.passage_from_id = wordings.get(each.passage_revision or 0)


def _write(objections: list[Objection]) -> None:
    Objection.objects.bulk_update(objections, ["post", "number", *KEPT], batch_size=500)


def _put_down_mains(source: Post, target: Post) -> dict[int, list[int]]:
    """Let who has a main disagreement with both essays keep that with `target`."""
    both = Holder.objects.filter(post=target, is_main=True).values("user")
    twice = Holder.objects.filter(post=source, is_main=True, user__in=both)
    mains: dict[int, list[int]] = {}
    for objection, user in twice.values_list("objection", "user"):
        mains.setdefault(objection, []).append(user)
    Holder.objects.filter(pk__in=list(twice.values_list("pk", flat=True))).update(is_main=False)
    return mains


def _take_up_mains(source: Post, mains: list[tuple[Objection, int]]) -> None:
    """Give back the main disagreements of who still shares them and has chosen no other."""
    users = {user for _, user in mains}
    found = Holder.objects.filter(post=source, user__in=users)
    others = set(found.filter(is_main=True).values_list("user", flat=True))
    wanted = {(objection.pk, user) for objection, user in mains if user not in others}
    holding = found.filter(state__in=HOLDING).values_list("objection", "user", "pk")
    again = [pk for objection, user, pk in holding if (objection, user) in wanted]
    Holder.objects.filter(pk__in=again).update(is_main=True)


def _check_apart(source: Post, objections: list[Objection]) -> None:
    inside = {each.pk for each in objections}
    out = [o for o in objections if o.merged_into_id and o.merged_into_id not in inside]
    into = Objection.objects.filter(merged_into__in=inside).exclude(pk__in=inside)
    if out or into.exists():
        raise ValidationError(
            gettext("Objections to both essays were merged since; separate them first."),
            code="conflict",
        )
    if Holder.objects.filter(objection__in=inside, user=source.author_id).exists():
        raise ValidationError(
            gettext(
                "The author of the essay shares some of these objections now; they can’t go back."
            ),
            code="conflict",
        )


def _part(objections: list[Objection]) -> None:
    """Take back links and proposals between these and others."""
    inside = {each.pk for each in objections}
    Similar.objects.filter(Q(first__in=inside) ^ Q(second__in=inside)).delete()
    crossing = Q(objection__in=inside) ^ Q(into__in=inside)
    waiting = Proposal.objects.filter(crossing, outcome="", into__isnull=False)
    waiting.update(outcome=Outcome.WITHDRAWN, decided_at=timezone.now())


def _lead_reports(source: Post, target: Post, changed: dict[int, int]) -> None:
    for waiting in (Report, Snooze):
        found = list(waiting.objects.filter(post=source, objection__in=changed))
        if waiting is Report:
            found = [each for each in found if each.decision_id is None]
        for each in found:
            each.post, each.objection = target, changed[each.objection]
        waiting.objects.bulk_update(found, ["post", "objection"], batch_size=500)
