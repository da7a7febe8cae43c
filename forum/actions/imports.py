"""Writing a whole thread at once, as an import does; inside the caller's transaction."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from forum.actions.posts import opening_of
from forum.models import Post, PostRevision, Reply, ReplyRevision, State
from forum.slugs import slug_for
from forum.text import RENDERER_VERSION, plain, render

BATCH = 500


def import_post(plan: Any, people: Mapping[str, User]) -> Post:
    """Write the post of a planned discussion, with its revisions, and return it.

    Raises ValidationError, naming the place, where a text is refused.
    """
    placeholder = f"p{uuid.uuid4().hex}"
    html = _rendered(plan.body, placeholder, "post.body")
    latest = max([plan.published, *(reply.created for reply in plan.replies)])
    post = Post.objects.create(
        author=people[plan.author],
        title=plan.title,
        slug=slug_for(plan.title),
        body=plan.body,
        html=html,
        html_version=RENDERER_VERSION,
        opening=opening_of(html),
        revision=len(plan.revisions),
        state=State.VISIBLE,
        state_at=plan.published,
        created_at=plan.published,
        published_at=plan.published,
        edited_at=plan.revisions[-1].created if len(plan.revisions) > 1 else None,
        active_at=latest,
        locked_at=plan.locked,
        pinned_at=plan.pinned,
    )
    post.html = html.replace(placeholder, f"post-{post.pk}")
    post.save(update_fields=["html"])
    post.topics.set(plan.topics)
    PostRevision.objects.bulk_create(
        PostRevision(
            post=post,
            number=each.number,
            title=each.title,
            body=each.body,
            plain=plain(_rendered(each.body, "p", f"post.revisions, number {each.number}")),
            note=each.note,
            substantive=each.substantive,
            created_at=each.created,
        )
        for each in plan.revisions
    )
    return post


def import_replies(
    post: Post,
    plans: Sequence[Any],
    people: Mapping[str, User],
    progress: Callable[[str], None],
) -> dict[str, Reply]:
    """Write the replies of a planned discussion, in tree order, and return them by their id.

    Their places in the trees are counted in one pass; nothing is inserted twice. Raises
    ValidationError, naming the place, where a text is refused.
    """
    levels = _levels(plans)
    places = _intervals(plans)
    roots = [plan.id for plan in plans if plan.parent is None]
    trees = dict(zip(roots, Reply.objects.next_tree_ids(len(roots)), strict=True))
    made: dict[str, Reply] = {}
    tops: dict[str, str] = {}
    keys: dict[str, str] = {}
    done = 0
    for level in levels:
        for plan in level:
            tops[plan.id] = tops[plan.parent] if plan.parent else plan.id
            keys[plan.id] = f"r{uuid.uuid4().hex}"
            lft, rght, depth = places[plan.id]
            made[plan.id] = Reply(
                post=post,
                parent=made[plan.parent] if plan.parent else None,
                author=people[plan.author],
                body=plan.body or "",
                html=_rendered(plan.body, keys[plan.id], plan.place) if plan.body else "",
                html_version=RENDERER_VERSION,
                state=plan.state,
                state_at=plan.edited or plan.created,
                created_at=plan.created,
                edited_at=plan.edited,
                lft=lft,
                rght=rght,
                level=depth,
                tree_id=trees[tops[plan.id]],
            )
            done += 1
            if done % 1000 == 0:
                progress(f"{done} of {len(plans)} replies")
        Reply.objects.bulk_create([made[plan.id] for plan in level], batch_size=BATCH)
    _name_ids(made, keys)
    ReplyRevision.objects.bulk_create(
        (
            ReplyRevision(reply=reply, number=1, body=reply.body, created_at=reply.created_at)
            for reply in made.values()
        ),
        batch_size=BATCH,
    )
    post.reply_count = sum(reply.state == State.VISIBLE for reply in made.values())
    post.save(update_fields=["reply_count"])
    return made


def link_reply(reply: Reply, body: str) -> None:
    """Give an imported reply a body that links to a place which exists only now."""
    reply.body, reply.html = body, render(body, f"reply-{reply.pk}")
    reply.save(update_fields=["body", "html"])
    reply.revisions.update(body=body)


def _name_ids(made: Mapping[str, Reply], keys: Mapping[str, str]) -> None:
    """Give the ids in each text the number that its reply has only now."""
    named = []
    for name, reply in made.items():
        if keys[name] in reply.html:
            reply.html = reply.html.replace(keys[name], f"reply-{reply.pk}")
            named.append(reply)
    Reply.objects.bulk_update(named, ["html"], batch_size=BATCH)


def _levels(plans: Sequence[Any]) -> list[list[Any]]:
    """Return the replies by how deep they are; parents come before their children."""
    depth: dict[str, int] = {}
    levels: list[list[Any]] = []
    for plan in plans:
        depth[plan.id] = depth[plan.parent] + 1 if plan.parent else 0
        if depth[plan.id] == len(levels):
            levels.append([])
        levels[depth[plan.id]].append(plan)
    return levels


def _intervals(plans: Sequence[Any]) -> dict[str, tuple[int, int, int]]:
    """Return lft, rght and level of each reply: preorder numbers, a tree to each top level."""
    children: dict[str | None, list[str]] = {}
    for plan in plans:
        children.setdefault(plan.parent, []).append(plan.id)
    left: dict[str, tuple[int, int]] = {}
    found: dict[str, tuple[int, int, int]] = {}
    for root in children.get(None, []):
        number, path = 1, [(root, 0, iter(children.get(root, [])))]
        left[root] = (number, 0)
        while path:
            name, level, rest = path[-1]
            child = next(rest, None)
            number += 1
            if child is None:
                found[name] = (left[name][0], number, level)
                path.pop()
            else:
                left[child] = (number, level + 1)
                path.append((child, level + 1, iter(children.get(child, []))))
    return found


def _rendered(source: str, key: str, place: str) -> str:
    try:
        return render(source, key)
    except ValidationError as error:
        raise ValidationError(f"{place}: {error.messages[0]}") from error
