"""Writing a whole thread at once; inside the caller's transaction."""

from collections.abc import Iterable, Mapping, Sequence

from accounts.models import User
from forum.models import Post, Reply, ReplyRevision
from forum.text import RENDERER_VERSION, render
from forum.trees import numbered
from transfer.plan import ReplyPlan
from transfer.write.texts import SafeTexts

BATCH = 500


def import_replies(
    post: Post, plans: Sequence[ReplyPlan], people: Mapping[str, User], rendered: SafeTexts
) -> dict[str, Reply]:
    """Write the replies of a planned discussion, each after its parent; return them by their id.

    Their places in the trees are counted in one pass; nothing is inserted twice.
    """
    places = _places(plans)
    roots = [plan.id for plan in plans if plan.parent is None]
    trees = dict(zip(roots, Reply.objects.next_tree_ids(len(roots)), strict=True))
    made: dict[str, Reply] = {}
    for level in _levels(plans):
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
                among=plan.among,
                moved=plan.moved,
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
    _name_ids(made.values(), f"reply-{rendered.key}")
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


def _levels(plans: Sequence[ReplyPlan]) -> list[list[ReplyPlan]]:
    """Return the replies by how deep they are; each plan comes after its parent's."""
    depth: dict[str, int] = {}
    levels: list[list[ReplyPlan]] = []
    for plan in plans:
        depth[plan.id] = depth[plan.parent] + 1 if plan.parent else 0
        if depth[plan.id] == len(levels):
            levels.append([])
        levels[depth[plan.id]].append(plan)
    return levels


def _places(plans: Sequence[ReplyPlan]) -> dict[str, tuple[int, int, int]]:
    """Return lft, rght and level of each reply; each top level has a tree."""
    children: dict[str | None, list[str]] = {}
    for plan in plans:
        children.setdefault(plan.parent, []).append(plan.id)
    found: dict[str, tuple[int, int, int]] = {}
    for root in children.get(None, []):
        found |= numbered(root, children)
    return found
