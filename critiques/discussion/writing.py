"""Writing a planned discussion into the database, whole or not at all."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User, username_is_plain
from critiques.actions.tags import hash_of
from critiques.discussion.plan import DiscussionPlan, ObjectionPlan
from critiques.discussion.reading import wrong
from critiques.discussion.writing_sayings import write_sayings
from critiques.facts import refresh
from critiques.models import (
    Objection,
    PointsDecision,
    Round,
    Tag,
)
from forum.actions.imports import import_post, import_replies, link_reply, render_thread
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
        objections = _objections(post, plan, replies, people)
        _tags(plan, replies, objections)
        for objection in plan.objections:
            write_sayings(post, objection, objections[objection.number], replies, people, plan)
        refresh(post, *objections.values())
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
    post: Post, plan: DiscussionPlan, replies: dict[str, Reply], people: dict[str, User]
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
            **_passage(each),
        )
        for each in plan.objections
    }
    Objection.objects.bulk_create(made.values())
    for each in plan.objections:
        objection = made[each.number]
        if each.merged_into:
            objection.merged_into = made[each.merged_into]
            objection.merged_at = each.created
            objection.save(update_fields=["merged_into", "merged_at"])
        objection.similar_to.add(*(made[number] for number in each.similar_to))
    return made


def _passage(plan: ObjectionPlan) -> dict[str, object]:
    if plan.passage is None:
        return {}
    return {
        "passage": plan.passage.exact,
        "passage_prefix": plan.passage.prefix,
        "passage_suffix": plan.passage.suffix,
        "passage_start": plan.passage.start,
        "passage_revision": plan.passage.revision,
        "passage_state": plan.passage.state,
    }


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
                    wording=tag.wording,
                    created_at=tag.created,
                )
            )
        if each.other or any(tag.point for tag in each.tags):
            decisions.append(
                PointsDecision(reply=replies[each.id], other=each.other, created_at=each.created)
            )
    Tag.objects.bulk_create(tags, batch_size=500)
    PointsDecision.objects.bulk_create(decisions, batch_size=500)
