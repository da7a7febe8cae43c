"""One of several who move things or write at the same time: `mover.py ROOM HOW_MANY WHO COUNT`.

First each critic replies to the first essay. Then, all at once, each moderator moves one of these
replies to the second essay, while critics reply. Then moderators move, split, merge and take back
at random; everybody else replies, objects, withdraws. An exception ends it with exit code 1.
"""

import random
import sys
from contextlib import suppress
from pathlib import Path

import django

django.setup()

from django.core.exceptions import (
    ObjectDoesNotExist,
    PermissionDenied,
    ValidationError,
)

from accounts.models import User
from critiques.actions.holders.shares import share
from critiques.actions.joins import join
from critiques.actions.positions import take_position
from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from critiques.models import Objection
from critiques.words import Stance
from forum.actions.changes import edit_reply, withdraw_reply
from forum.models import Post, Reply
from moderation.actions.moves import move, split
from moderation.actions.removals import hide, restore
from moderation.models import LogEntry
from staff.actions.undo import undo
from tests.concurrency.writer import wait_for_others

REFUSALS = (ObjectDoesNotExist, PermissionDenied, ValidationError)


def one_of(found) -> int | None:
    ids = list(found.values_list("pk", flat=True))
    return random.choice(ids) if ids else None


def shift(mina: User) -> None:
    """Do one thing that moderators do to a thread."""
    by = {"moderator": mina, "reason": "Shuffled"}
    reply, post = one_of(Reply.objects.all()), one_of(Post.objects.all())
    parent = one_of(Reply.objects.filter(post=post)) if random.random() < 0.6 else None
    what = random.choice(["move", "move", "move", "undo", "undo", "split", "join", "hide", "post"])
    if what == "undo":
        undo(moderator=mina, entry_id=one_of(LogEntry.objects.all()) or 0, reason="Back")
    elif what == "join":
        join(post_id=post, into=one_of(Post.objects.all()), **by)
    elif what == "post":
        hide(post_id=post, **by)
        restore(post_id=post, **by)
    elif reply is None:
        return
    elif what == "move":
        move(reply_id=reply, post_id=post, parent_id=parent, **by)
    elif what == "split":
        split(reply_id=reply, title="Split off", **by)
    else:
        hide(reply_id=reply, **by)


def write(critic: User) -> None:
    """Do one thing that writers do."""
    post = one_of(Post.objects.all())
    reply = one_of(Reply.objects.filter(author=critic))
    what = random.choice(["reply", "reply", "object", "edit", "withdraw", "share", "answer"])
    if what in ("reply", "object"):
        parent = one_of(Reply.objects.filter(post=post)) if random.random() < 0.7 else None
        choices = [Choice("new", claim=f"{critic} disagrees")] if what == "object" else []
        reply_with_tags(
            author=critic, post_id=post, parent_id=parent, body="I disagree.", choices=choices
        )
    elif what == "edit":
        revision = Reply.objects.get(pk=reply).revision
        edit_reply(author=critic, reply_id=reply, body=f"Edited {revision}", base_revision=revision)
    elif what == "withdraw":
        withdraw_reply(author=critic, reply_id=reply or 0)
    else:
        objection = Objection.objects.filter(pk=one_of(Objection.objects.all())).get()
        where = {"post_id": objection.post_id, "number": objection.number}
        if what == "share":
            share(user=critic, **where)
        else:
            alice = User.objects.get(username="alice")
            answer = one_of(Reply.objects.filter(post=objection.post_id))
            take_position(
                author=alice, stance=Stance.ANSWERED, text="", adopt_reply_id=answer, **where
            )


def begin(user: User, room: Path, how_many: int) -> None:
    """Do what is never refused, in two steps that all begin together."""
    essay, other = Post.objects.order_by("pk")
    step = {"author": user, "post_id": essay.pk, "parent_id": None, "choices": []}
    wait_for_others(room / "replies", how_many)
    if not user.is_moderator:
        reply_with_tags(body="To be moved.", **step)
    wait_for_others(room / "moves", how_many)
    if user.is_moderator:
        number = ("mina", "max", "mo").index(user.username)
        reply = Reply.objects.get(author__username=f"c{number}", body="To be moved.")
        move(reply_id=reply.pk, post_id=other.pk, parent_id=None, moderator=user, reason="There")
    else:
        reply_with_tags(body="Meanwhile.", **step)
    wait_for_others(room / "everything", how_many)


if __name__ == "__main__":
    room, how_many, who, count = sys.argv[1:]
    user = User.objects.get(username=who)
    random.seed(who)
    begin(user, Path(room), int(how_many))
    for _ in range(int(count)):
        with suppress(*REFUSALS):
            (shift if user.is_moderator else write)(user)
