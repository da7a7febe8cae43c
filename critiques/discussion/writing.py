"""Writing a planned discussion into the database, whole or not at all."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User, username_is_plain
from critiques.actions.tags import hash_of
from critiques.discussion.anchors import anchored
from critiques.discussion.plan import DiscussionPlan
from critiques.discussion.values import wrong
from critiques.discussion.writing_sayings import wordings_of, write_sayings
from critiques.facts import compute
from critiques.models import (
    ClaimVersion,
    Objection,
    PointsDecision,
    Round,
    Similar,
    Tag,
)
from forum.actions.imports import import_post, import_replies, link_reply
from forum.actions.rendering import RenderedThread, render_thread
from forum.lettered import find_points
from forum.locks import lock_post
from forum.models import Post, Reply


def write(
    plan: DiscussionPlan, *, attach: bool, progress: Callable[[str], None] = lambda _: None
) -> Post:
    """Write a discussion and return its post.

    `attach` credits people who can sign in; without it their names are refused. Raises
    ValidationError with the place of what cannot be, and then nothing is left behind.
    """
    rendered = render_thread(plan, progress)
    with transaction.atomic():
        people = _people(plan.people, attach)
        post = import_post(plan, people, rendered)
        lock_post(viewer=post.author, post_id=post.pk)
        replies = import_replies(post, plan.replies, people, rendered)
        for each in plan.replies:
            if each.see:
                target: Reply | Post = replies.get(each.see) or post
                link_reply(replies[each.id], f"→ See [{each.see}]({target.get_absolute_url()})")
        _rounds(post, plan)
        objections = _objections(post, plan, replies, rendered)
        _tags(plan, replies, objections)
        wordings = wordings_of(plan)
        for each in plan.objections:
            write_sayings(post, each, objections[each.number], replies, people, wordings)
        for pk, facts in compute(post).items():
            Objection.objects.filter(pk=pk).update(**facts._asdict())
    return post


def _people(names: dict[str, str], attach: bool) -> dict[str, User]:
    found: dict[str, User] = {}
    for name, place in names.items():
        try:
            username_is_plain(name)
        except ValidationError as error:
            raise wrong(place, error.messages[0]) from error
        user = User.objects.filter(username__iexact=name).first()
        if user is None:
            user = User.objects.create_user(name)
        elif user.has_usable_password() and not attach:
            raise wrong(place, f"“{name}” can sign in here; --attach credits them nonetheless.")
        found[name] = user
    return found


def _rounds(post: Post, plan: DiscussionPlan) -> None:
    Round.objects.bulk_create(
        Round(
            post=post,
            number=number,
            opened_at=opened,
            cause=Round.Cause.FIRST if number == 1 else Round.Cause.AUTHOR,
        )
        for number, opened in plan.rounds
    )


def _objections(
    post: Post, plan: DiscussionPlan, replies: dict[str, Reply], rendered: RenderedThread
) -> dict[int, Objection]:
    made = {
        each.number: Objection(
            post=post,
            number=each.number,
            kind=each.kind,
            round=each.round,
            letter=each.letter,
            claim=each.claim or "",
            raised_in=replies[each.raised_in],
            raiser=replies[each.raised_in].author,
            created_at=each.created,
            struck_at=each.struck_at,
            struck_reason=each.struck_reason,
            **(anchored(each.passage, rendered) if each.passage else {}),
        )
        for each in plan.objections
    }
    Objection.objects.bulk_create(made.values())
    for each in plan.objections:
        objection = made[each.number]
        if each.merged_into:
            # When it was merged is not in the file.
            objection.merged_into = made[each.merged_into]
            objection.save(update_fields=["merged_into"])
    pairs = {
        (min(pair), max(pair)): objection.raiser
        for each in plan.objections
        for objection in [made[each.number]]
        for pair in ((objection.pk, made[number].pk) for number in each.similar_to)
    }
    Similar.objects.bulk_create(
        Similar(first_id=first, second_id=second, by=by) for (first, second), by in pairs.items()
    )
    ClaimVersion.objects.bulk_create(
        ClaimVersion(
            objection=objection,
            number=1,
            text=objection.claim,
            writer=objection.raiser,
            created_at=objection.created_at,
        )
        for objection in made.values()
    )
    return made


def _tags(
    plan: DiscussionPlan, replies: dict[str, Reply], objections: dict[int, Objection]
) -> None:
    tags, decisions = [], []
    for each in plan.replies:
        points = {p.label: p.text for p in find_points(each.body or "")} if each.tags else {}
        for tag in each.tags:
            tags.append(
                Tag(
                    reply=replies[each.id],
                    objection=objections[tag.objection],
                    act=tag.act,
                    point=tag.point,
                    point_hash=hash_of(points[tag.point]) if tag.point in points else "",
                    text_changed=bool(tag.point and each.body and tag.point not in points),
                    wording=tag.wording,
                    created_at=tag.created,
                )
            )
        if each.other or each.tags:
            decisions.append(
                PointsDecision(reply=replies[each.id], other=each.other, created_at=each.created)
            )
    Tag.objects.bulk_create(tags, batch_size=500)
    PointsDecision.objects.bulk_create(decisions, batch_size=500)
