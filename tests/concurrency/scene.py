"""Sets the scene for writers, and tells how it ended: `scene.py set POSTS CRITICS | tell`."""

import json
import sys

import django

django.setup()

from django.contrib.auth.hashers import make_password
from django.core.management import call_command

from accounts.models import User
from critiques.models import Objection
from forum.actions.posts import publish, save_draft
from forum.models import Post, Reply, ReplyRevision
from moderation.models import LogEntry


def set_scene(posts: str, critics: str) -> None:
    """Make Alice and her posts, the moderators, and the critics c0, c1 …"""
    roles = dict.fromkeys(("mina", "max", "mo"), User.Role.MODERATOR)
    for name in ("alice", *roles, *(f"c{n}" for n in range(int(critics)))):
        user = User(username=name, email=f"{name}@example.org", password=make_password(None))
        user.role = roles.get(name, User.Role.MEMBER)
        user.save()
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    alice = User.objects.get(username="alice")
    for n in range(int(posts)):
        draft = save_draft(author=alice, title=f"Essay {n}", body="Text.", topics=[])
        publish(author=alice, post_id=draft.pk)


def tell() -> None:
    """Print what there is; fails where the checks find something."""
    for check in ("check_trees", "check_critiques"):
        call_command(check, stdout=sys.stderr)
    json.dump(
        {
            "replies": Reply.objects.count(),
            "revisions": ReplyRevision.objects.count(),
            "counted": sum(Post.objects.values_list("reply_count", flat=True)),
            "per_post": sorted(Post.objects.values_list("reply_count", flat=True)),
            "log": list(LogEntry.objects.order_by("pk").values_list("post", "act")),
            "objections": Objection.objects.count(),
            "numbers": list(Objection.objects.order_by("number").values_list("number", flat=True)),
        },
        sys.stdout,
    )


if __name__ == "__main__":
    {"set": set_scene, "tell": tell}[sys.argv[1]](*sys.argv[2:])
