"""The index follows every write, inside its transaction.

Who writes a text saves its row, so that this is one statement more; what is written in bulk is told
of by the forum.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save
from django.dispatch import receiver

from accounts.models import User
from critiques.models import Objection
from forum.models import Post, Reply
from forum.signals import discussion_written, text_purged
from search.entries import SOURCES, texts_of, write_discussion, write_entries


@receiver(post_save, sender=Post)
@receiver(post_save, sender=Reply)
@receiver(post_save, sender=Objection)
@receiver(post_save, sender=User)
def follow(
    sender: type[Model], instance: Any, update_fields: Any, raw: bool = False, **_: Any
) -> None:
    """Write the entry of what was saved, where its words may have changed.

    What is loaded row by row from another database brings its entry along.
    """
    if not raw and (update_fields is None or SOURCES[sender] & set(update_fields)):
        write_entries([instance])


@receiver(discussion_written)
def follow_discussion(post: Post, **_: Any) -> None:
    """Write the entries of a discussion that was imported, or rendered anew."""
    write_discussion(post)


@receiver(text_purged)
def forget_claims(post: Post, reply: Reply | None, **_: Any) -> None:
    """What an erased reply raised has no words any more; the reply itself was saved without."""
    if reply is not None:
        write_entries(texts_of(Objection).filter(raised_in=reply))
