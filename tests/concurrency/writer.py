"""One of many processes that write at the same time: `writer.py ACT ROOM HOW_MANY WHO [WHAT …]`.

All of them wait in the folder ROOM until HOW_MANY are there. Each then does ACT as the user WHO
and prints what came of it, as JSON. An exception ends it with exit code 1.
"""

import json
import os
import random
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from accounts.models import User
from critiques.actions.curation import merge, strike
from critiques.actions.holders.shares import choose_main, say, share
from critiques.actions.positions import take_position
from critiques.actions.rounds import open_round
from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from critiques.models import Objection
from critiques.terms import AUTHOR_BUTTONS
from critiques.words import Event
from forum.actions.changes import edit_reply, withdraw_reply
from forum.actions.drafts.drafts import save_typed
from forum.actions.replies import post_reply
from forum.models import Post, Reply, State
from forum.places import WritingPlace
from moderation.actions.removals import hide, restore


def grow(user: User, count: str) -> int:
    """Post replies at random places of random posts."""
    posts = list(Post.objects.values_list("pk", flat=True))
    for n in range(int(count)):
        post_id = random.choice(posts)
        places = list(Reply.objects.filter(post=post_id).values_list("pk", flat=True))
        parent_id = random.choice(places) if places and random.random() < 0.7 else None
        body = f"Reply {n} by {user}."
        post_reply(author=user, post_id=post_id, parent_id=parent_id, body=body)
    return int(count)


def raise_one(user: User) -> str:
    """Raise one objection and return its address."""
    reply = reply_with_tags(
        author=user,
        post_id=Post.objects.get().pk,
        parent_id=None,
        body="I disagree.",
        choices=[Choice("new", claim=f"{user} disagrees")],
    )
    return Objection.objects.get(raised_in=reply).address


def send_twice(user: User, token: str) -> int:
    """Send a form whose token everybody has, with an objection."""
    return reply_with_tags(
        author=user,
        post_id=Post.objects.get().pk,
        parent_id=None,
        body="Sent by an impatient finger.",
        choices=[Choice("new", claim="Sent twice")],
        token=uuid.UUID(token),
    ).pk


def edit(user: User) -> str:
    """Save another wording of the one reply there is."""
    try:
        body = f"Process {os.getpid()} was here."
        edit_reply(author=user, reply_id=Reply.objects.get().pk, body=body, base_revision=1)
    except ValidationError as error:
        return error.code
    return "saved"


def keep_typed(user: User, token: str) -> str:
    """Save what was typed in a form that nobody saved before, each in a tab of its own."""
    typed, place = (
        {"body": f"Process {os.getpid()} was here."},
        WritingPlace.of_new(uuid.UUID(token)),
    )
    try:
        save_typed(writer=user, place=place, typed=typed, sequence=0)
    except ValidationError as error:
        return error.code
    return "saved"


def everything(user: User, count: str) -> None:
    """Raise an objection, then do random things to the critique; refusals are polite."""
    raise_one(user)
    for _ in range(int(count)):
        with suppress(ValidationError):
            random.choice([_critique, _critique, _moderate, _speak])(user)


def _critique(user: User) -> None:
    post = Post.objects.get()
    numbers = list(post.objections.values_list("number", flat=True))
    act = random.choice([share, share, choose_main, say, say, raise_one, withdraw_reply])
    if act is raise_one or not numbers:
        raise_one(user)
    elif act is withdraw_reply:
        mine = post.replies.filter(author=user, state=State.VISIBLE).order_by("?").first()
        if mine is not None:
            withdraw_reply(author=user, reply_id=mine.pk)
    else:
        where = {"user": user, "post_id": post.pk, "number": random.choice(numbers)}
        if act is share:
            share(**where)
        elif Objection.objects.get(post=post, number=where["number"]).holders.filter(user=user):
            more = {"event": random.choice(list(Event)[1:])} if act is say else {}
            _if_holding(act, where | more)


def _if_holding(act: Callable[..., Any], arguments: dict[str, Any]) -> None:
    """Holding may have ended since it was looked up: then it is refused, as it should be."""
    try:
        act(**arguments)
    except PermissionDenied as error:
        raise ValidationError(str(error)) from error


def _moderate(_: User) -> None:
    post, mina = Post.objects.get(), User.objects.get(username="mina")
    numbers = list(post.objections.values_list("number", flat=True))
    reply = post.replies.order_by("?").first()
    if reply is None or len(numbers) < 2:
        return
    one, other = random.sample(numbers, 2)
    where = {"moderator": mina, "reason": "A reason."}
    act = random.choice([merge, strike, hide, restore])
    if act is merge:
        merge(post_id=post.pk, number=one, into=other, **where)
    elif act is strike:
        strike(post_id=post.pk, number=one, **where)
    else:
        act(reply_id=reply.pk, **where)


def _speak(_: User) -> None:
    post = Post.objects.get()
    numbers = list(post.objections.values_list("number", flat=True))
    if not numbers or random.random() < 0.1:
        open_round(actor=post.author, post_id=post.pk)
        return
    take_position(
        author=post.author,
        post_id=post.pk,
        number=random.choice(numbers),
        stance=random.choice(AUTHOR_BUTTONS)[0],
        text="A word.",
    )


ACTS = {act.__name__: act for act in (grow, raise_one, send_twice, edit, keep_typed, everything)}


def wait_for_others(room: Path, how_many: int) -> None:
    """Return when as many processes as that are in the folder `room`, this one among them."""
    connection.ensure_connection()
    (room / str(os.getpid())).touch()
    while len(list(room.iterdir())) < how_many:
        time.sleep(0.002)


if __name__ == "__main__":
    act, room, how_many, who, *what = sys.argv[1:]
    random.seed(who)
    user = User.objects.get(username=who)
    wait_for_others(Path(room), int(how_many))
    json.dump(ACTS[act](user, *what), sys.stdout)
