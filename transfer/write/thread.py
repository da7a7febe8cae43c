"""Writing a whole thread at once, as an import does; inside the caller's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accounts.models import User
from forum.actions.wording import opening_of
from forum.models import Post, PostRevision, Reply, ReplyRevision, State
from forum.slugs import slug_for
from forum.text import RENDERER_VERSION, render
from transfer.write.rendering import RenderedThread
from transfer.write.treeplaces import levels_of, places_of

BATCH = 500


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
        opening=opening_of(rendered.html),
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
            body=each.body or "",
            hidden_at=each.created if each.body is None else None,
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
