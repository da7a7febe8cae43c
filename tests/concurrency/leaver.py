"""One of many who leave or stay at the same moment: `leaver.py ROOM HOW_MANY WHO`.

All wait for each other in the folder ROOM. Whose number is even leaves, and takes every text along
if it is divisible by four; the others share and answer meanwhile. Prints which it was.
"""

import json
import random
import sys
from pathlib import Path

import django

django.setup()

from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actions.leaving import leave
from accounts.models import User
from critiques.actions.holders.shares import share
from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from critiques.models import Objection
from forum.models import Post
from tests.concurrency.writer import wait_for_others


def prepare(user: User) -> None:
    """Raise an objection on every essay."""
    for post_id in Post.objects.values_list("pk", flat=True):
        choices = [Choice("new", claim=f"{user} disagrees with {post_id}")]
        reply_with_tags(author=user, post_id=post_id, parent_id=None, body="No.", choices=choices)


def stay(user: User) -> None:
    """Share what others raised, on all essays in any order, and answer."""
    places = list(Objection.objects.exclude(raiser=user).values_list("post_id", "number"))
    random.shuffle(places)
    for post_id, number in places:
        try:
            share(user=user, post_id=post_id, number=number)
        except (PermissionDenied, ValidationError):
            continue  # whoever raised it has just taken it along


if __name__ == "__main__":
    room, how_many, who = sys.argv[1:]
    person = User.objects.get(username=who)
    number = int(who.removeprefix("c"))
    random.seed(who)
    prepare(person)
    wait_for_others(Path(room), int(how_many))
    if number % 2:
        stay(person)
    else:
        leave(user=person, withdraw=number % 4 == 0)
    json.dump("stayed" if number % 2 else "left", sys.stdout)
