"""The entries of texts: made of their rows, and written.

A draft has none: nothing but its author's own list has to find it.
"""

from collections.abc import Callable, Iterable
from itertools import islice

from django.db.models import Model, QuerySet

from accounts.models import User
from critiques.models import Objection
from forum.models import Post, Reply, State
from forum.text import attributed_words
from search.models import IndexEntry
from search.words import indexed

BATCH = 500
COLUMNS = ("said_at", "text", "words")
KINDS: dict[type[Model], IndexEntry.Of] = {
    Post: IndexEntry.Of.ESSAY,
    Reply: IndexEntry.Of.REPLY,
    Objection: IndexEntry.Of.OBJECTION,
    User: IndexEntry.Of.PERSON,
}
# Whoever writes one of these writes the entry, too. A draft is published with its moment.
SOURCES: dict[type[Model], frozenset[str]] = {
    Post: frozenset(("title", "in_short", "body", "html", "created_at", "published_at")),
    Reply: frozenset(("body", "created_at")),
    Objection: frozenset(("claim",)),
    User: frozenset(("username", "display_name", "bio", "bio_hidden_at")),
}


def entry_of(row: Model) -> IndexEntry:
    """Return what the index has of a row, not written."""
    title, text, said_at = _MAKERS[type(row)](row)
    return IndexEntry(
        kind=KINDS[type(row)],
        of=row.pk,
        said_at=said_at,
        text=text,
        words=indexed(title, text),
    )


def write_entries(rows: Iterable[Model]) -> int:
    """Write the entries of these rows, in batches of one statement; return how many there are."""
    written, entries = 0, (entry_of(row) for row in rows if not _is_draft(row))
    while some := list(islice(entries, BATCH)):
        IndexEntry.objects.bulk_create(
            some, update_conflicts=True, unique_fields=["kind", "of"], update_fields=COLUMNS
        )
        written += len(some)
    return written


def texts_of(model: type[Model]) -> QuerySet:
    """Return the rows of this kind that have entries."""
    rows = model._default_manager.all()
    return rows.exclude(state=State.DRAFT) if model is Post else rows


def write_discussion(post: Post) -> None:
    """Write the entries of an essay and of all beneath it, which were written many at once."""
    write_entries([post])
    for model in (Reply, Objection):
        rows = texts_of(model).filter(post=post.pk).order_by("pk")
        write_entries(rows.iterator(chunk_size=BATCH))


def _is_draft(row: Model) -> bool:
    return isinstance(row, Post) and row.state == State.DRAFT


def _essay(post: Post) -> tuple:
    words = filter(None, (post.in_short, attributed_words(post.html)))
    return post.title, " ".join(words), post.created_at


def _reply(reply: Reply) -> tuple:
    return "", attributed_words(reply.html), reply.created_at


def _objection(objection: Objection) -> tuple:
    return objection.claim, "", objection.created_at


def _person(user: User) -> tuple:
    bio = "" if user.bio_hidden_at else user.bio
    return f"{user.username} {user.display_name}", bio, user.date_joined


_MAKERS: dict[type[Model], Callable] = {
    Post: _essay,
    Reply: _reply,
    Objection: _objection,
    User: _person,
}
