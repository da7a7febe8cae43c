"""Writing a whole thread at once, as an import does; inside the caller's transaction."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from accounts.models import User
from forum.actions.posts import OPENING_LENGTH
from forum.actions.treeplaces import levels_of, places_of
from forum.models import Post, PostRevision, Reply, ReplyRevision, State
from forum.slugs import slug_for
from forum.text import RENDERER_VERSION, excerpt, plain, render

BATCH = 500
SAY_EVERY = 1_000


class RenderedThread(NamedTuple):
    """A planned thread's texts made safe, before anything has a number.

    `key` begins the ids in each HTML; `plains` are the post's revisions as plain text; `replies`
    are the HTML of each reply by its id.
    """

    key: str
    html: str
    plains: list[str]
    replies: dict[str, str]


def render_thread(plan: Any, progress: Callable[[str], None]) -> RenderedThread:
    """Return the texts of a planned discussion; done before anything is locked.

    Raises ValidationError, naming the place, where a text is refused.
    """
    key = f"k{uuid.uuid4().hex}"
    html = _rendered(plan.body, key, "post.body")
    plains = [
        plain(html if each.body == plan.body else _rendered(each.body, "p", f"post.revisions[{n}]"))
        for n, each in enumerate(plan.revisions)
    ]
    replies: dict[str, str] = {}
    for done, each in enumerate(plan.replies, 1):
        replies[each.id] = _rendered(each.body, key, each.place) if each.body else ""
        if done % SAY_EVERY == 0:
            progress(f"{done:,} of {len(plan.replies):,} replies read")
    return RenderedThread(key, html, plains, replies)


def import_post(plan: Any, people: Mapping[str, User], rendered: RenderedThread) -> Post:
    """Write the post of a planned discussion, with its revisions, and return it."""
    seen = [reply.created for reply in plan.replies if reply.state == State.VISIBLE]
    post = Post.objects.create(
        author=people[plan.author],
        title=plan.title,
        slug=slug_for(plan.title),
        body=plan.body,
        html=rendered.html,
        html_version=RENDERER_VERSION,
        opening=excerpt(plain(rendered.html), OPENING_LENGTH),
        revision=len(plan.revisions),
        state=State.VISIBLE,
        state_at=plan.published,
        created_at=plan.published,
        published_at=plan.published,
        edited_at=plan.revisions[-1].created if len(plan.revisions) > 1 else None,
        active_at=max([plan.published, *seen]),
        reply_count=len(seen),
        locked_at=plan.locked,
        pinned_at=plan.pinned,
    )
    post.html = rendered.html.replace(rendered.key, f"post-{post.pk}")
    post.save(update_fields=["html"])
    post.topics.set(plan.topics)
    PostRevision.objects.bulk_create(
        PostRevision(
            post=post,
            number=each.number,
            title=each.title,
            body=each.body,
            plain=words,
            note=each.note,
            substantive=each.substantive,
            created_at=each.created,
        )
        for each, words in zip(plan.revisions, rendered.plains, strict=True)
    )
    return post


def import_replies(
    post: Post, plans: Sequence[Any], people: Mapping[str, User], rendered: RenderedThread
) -> dict[str, Reply]:
    """Write the replies of a planned discussion, each after its parent; return them by their id.

    Their places in the trees are counted in one pass; nothing is inserted twice.
    """
    places = places_of(plans)
    roots = [plan.id for plan in plans if plan.parent is None]
    trees = dict(zip(roots, Reply.objects.next_tree_ids(len(roots)), strict=True))
    made: dict[str, Reply] = {}
    for level in levels_of(plans):
        for plan in level:
            parent = made[plan.parent] if plan.parent else None
            lft, rght, depth = places[plan.id]
            made[plan.id] = Reply(
                post=post,
                parent=parent,
                author=people[plan.author],
                body=plan.body or "",
                html=rendered.replies[plan.id],
                html_version=RENDERER_VERSION,
                state=plan.state,
                state_at=plan.edited or plan.created,
                created_at=plan.created,
                edited_at=plan.edited,
                lft=lft,
                rght=rght,
                level=depth,
                tree_id=parent.tree_id if parent else trees[plan.id],
            )
        Reply.objects.bulk_create([made[plan.id] for plan in level], batch_size=BATCH)
    _name_ids(made.values(), rendered.key)
    ReplyRevision.objects.bulk_create(
        (
            ReplyRevision(reply=reply, number=1, body=reply.body, created_at=reply.created_at)
            for reply in made.values()
        ),
        batch_size=BATCH,
    )
    return made


def link_reply(reply: Reply, body: str) -> None:
    """Give an imported reply a body that links to a place which exists only now."""
    reply.body, reply.html = body, render(body, f"reply-{reply.pk}")
    reply.save(update_fields=["body", "html"])
    reply.revisions.update(body=body)


def _name_ids(replies: Iterable[Reply], key: str) -> None:
    """Give the ids in each text the number that its reply has only now."""
    named = [reply for reply in replies if key in reply.html]
    for reply in named:
        reply.html = reply.html.replace(key, f"reply-{reply.pk}")
    Reply.objects.bulk_update(named, ["html"], batch_size=BATCH)


def _rendered(source: str, key: str, place: str) -> str:
    try:
        return render(source, key)
    except ValidationError as error:
        raise ValidationError(f"{place}: {error.messages[0]}") from error
