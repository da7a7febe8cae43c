"""Writing a planned discussion into the database, whole or not at all."""

from collections.abc import Callable, Iterable

from django.db import transaction

from accounts.models import User, username_is_plain
from critiques.facts import compute, store
from critiques.models import Round
from forum.actions.images import note_images, note_shown, shown_in
from forum.locks import lock_post
from forum.models import Post, PostRevision, Reply
from forum.signals import discussion_written
from images.actions import keep_image
from transfer.plan import DiscussionPlan
from transfer.values import refused_at, wrong
from transfer.write.objections import write_objections
from transfer.write.post import import_post, write_closings, write_receipts
from transfer.write.replies import import_replies, link_reply
from transfer.write.sayings import wordings_of, write_sayings
from transfer.write.tags import write_tags
from transfer.write.texts import SafeTexts, safe_texts


def write(
    plan: DiscussionPlan,
    *,
    attach: bool,
    again: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Post:
    """Write a discussion and return its post.

    `attach` credits people who can sign in; without it their names are refused. `again` writes one
    that is here already. Raises ValidationError with the place of what cannot be, and then nothing
    is left behind.
    """
    if plan.once and not again:
        _check_is_new(plan)
    rendered = safe_texts(plan, progress)
    with transaction.atomic():
        people = _people(plan.people, attach)
        post = import_post(plan, people, rendered)
        lock_post(viewer=post.author, post_id=post.pk)
        replies = import_replies(post, plan.replies, people, rendered)
        _images(plan, post, replies.values(), rendered)
        for reply in plan.replies:
            if reply.see:
                target: Reply | Post = replies.get(reply.see) or post
                link_reply(replies[reply.id], f"→ See [{reply.see}]({target.get_absolute_url()})")
        _rounds(post, plan)
        revisions = {each.number: each for each in post.revisions.all()}
        objections = write_objections(post, plan, replies, people, rendered)
        write_tags(plan, replies, objections)
        wordings = wordings_of(plan)
        for each in plan.objections:
            objection = objections[each.number]
            write_sayings(post, each, objection, replies, revisions, people, wordings)
        write_receipts(plan, objections, revisions)
        write_closings(post, plan, people)
        store(compute(post))
        discussion_written.send(Post, post=post)
    return post


def _check_is_new(plan: DiscussionPlan) -> None:
    """Raise ValidationError where a post began with this title and text, and the same people."""
    begun = PostRevision.objects.filter(number=1, title=plan.title, body=plan.body)
    writers = {each.author for each in plan.replies}
    for revision in begun.select_related("post").order_by("-pk"):
        there = revision.post.replies.filter(author__username__in=writers)
        if there.exists() or not writers:
            address = revision.post.get_absolute_url()
            raise wrong("the file", f"it is imported already: {address}; --again does it anew.")


def _images(
    plan: DiscussionPlan, post: Post, replies: Iterable[Reply], rendered: SafeTexts
) -> None:
    """Keep the images that came along, and note which texts show which."""
    named = set().union(*rendered.shown, *map(shown_in, rendered.replies.values()))
    for digest in sorted(named & plan.images.keys()):
        keep_image(plan.images[digest])
    for number, digests in enumerate(rendered.shown, 1):
        note_images(post, digests, number)
    for reply in replies:
        note_shown(reply)


def _people(names: dict[str, str], attach: bool) -> dict[str, User]:
    found: dict[str, User] = {}
    for name, place in names.items():
        with refused_at(place):
            username_is_plain(name)
        user = User.objects.named(name).first()
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
