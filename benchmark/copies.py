"""Replies by the hundred thousand, which the database copies by itself."""

from collections.abc import Mapping

from django.db import connection, transaction
from django.db.models import Max, Model

from forum.actions.posts import publish, save_draft
from forum.models import Post, Reply
from search.models import IndexEntry


@transaction.atomic
def multiply(post: Post, *, times: int) -> int:
    """Write a post’s thread beneath so many other essays; return how many replies there are now.

    For reading alone: PostgreSQL’s sequences do not know the new numbers.
    """
    highest = Reply.objects.aggregate(pk=Max("pk"), tree=Max("tree_id"))
    step = max(highest.values()) + 1
    for turn in range(1, times + 1):
        title = f"A copy, number {turn}"
        draft = save_draft(author=post.author, title=title, body="As before.", topics=[])
        essay, moved = publish(author=post.author, post_id=draft.pk), turn * step
        shifted = {name: f"{name} + {moved}" for name in ("id", "parent_id", "tree_id")}
        _copy(
            Reply,
            f"post_id = {post.pk}",
            {**shifted, "post_id": str(essay.pk), "token": "NULL"},
        )
        within = f"(SELECT id FROM forum_reply WHERE post_id = {post.pk})"  # noqa: S608 (numbers)
        _copy(
            IndexEntry,
            f"kind = 'reply' AND of IN {within}",
            {"id": "", "of": f"of + {moved}"},
        )
    return Reply.objects.count()


def _copy(model: type[Model], which: str, changes: Mapping[str, str]) -> None:
    """Copy rows, with what is changed of them; a column with nothing for it is left out."""
    every = [field.column for field in model._meta.concrete_fields]
    columns = {name: changes.get(name, name) for name in every if changes.get(name) != ""}
    table = model._meta.db_table
    copied = f"SELECT {', '.join(columns.values())} FROM {table} WHERE {which}"  # noqa: S608 (ours)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) {copied}")
