"""What is measured: people, essays, threads with objections and answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.models import User
from benchmark import texts
from benchmark.threads import grow
from critiques.actions.holders.shares import say, share
from critiques.actions.positions import take_position
from critiques.actions.tags import tag_reply
from critiques.choices import Choice
from critiques.prose.claims import claim_from
from critiques.words import Event, Stance
from forum.actions.posts import publish, save_draft
from forum.actions.unsaved import Rendered, render_reply
from forum.models import Post, Reply, Visit

WRITERS = 24
TEXTS = 60
FEW = 5
# One reply in so many came since the last visit of who returns.
UNREAD = 20
OBJECTIONS = 12


@dataclass(frozen=True)
class Scene:
    """The posts to be measured, by how many replies they have; `member` wrote none of them.

    Nor did `returning`, who has read them all before some of their replies came.
    """

    member: User
    returning: User
    threads: dict[int, Post]


def build(sizes: Sequence[int], *, posts: int) -> Scene:
    """Write so many posts on an empty database: one for each of `sizes`, the rest with few replies.

    Every tenth reply, up to twelve, raises an objection; others share and answer it, and the
    author takes positions.
    """
    author, member, returning, *writers = _people(WRITERS)
    rendered = [render_reply(text) for text in texts.replies(TEXTS)]
    threads: dict[int, Post] = {}
    for size in [*sizes, *[FEW] * (posts - len(sizes))]:
        title = f"An essay with {size} replies"
        draft = save_draft(author=author, title=title, body=texts.essay(), topics=["reading"])
        post = publish(author=author, post_id=draft.pk)
        _discuss(post, size, writers, rendered)
        _read_before(post, returning)
        if size in sizes:
            threads.setdefault(size, Post.objects.get(pk=post.pk))
    return Scene(member, returning, threads)


def _people(count: int) -> list[User]:
    people = []
    for number in range(count):
        name = f"writer-{number}"
        user = User(username=name, display_name=f"Writer No. {number}", email=f"{name}@example.org")
        user.password = make_password(None)
        user.save()
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)
        people.append(user)
    return people


@transaction.atomic
def _discuss(post: Post, size: int, writers: list[User], rendered: list[Rendered]) -> None:
    grow(post, writers=[*writers, post.author], texts=rendered, count=size)
    raisers = post.replies.exclude(author=post.author).filter(level=0).order_by("pk")
    for number, reply in enumerate(raisers[: min(OBJECTIONS, -(-size // 10))], start=1):
        claim = claim_from(reply.body)
        choice = Choice("new", claim=claim)
        tag_reply(writer=reply.author, reply_id=reply.pk, choices=[choice], other=False)
        _answer(post, number, reply, iter(cycle(writers)))


def _answer(post: Post, number: int, raised_in: Reply, people: Iterator[User]) -> None:
    """Let people share, answer and keep up objection `number`: of every four, each differently."""
    where = {"post_id": post.pk, "number": number}
    for _ in range(number % 4):
        share(user=next(people), **where)
    for reply in raised_in.get_children()[:3]:
        does = "answer" if reply.author_id == post.author_id else "same"
        choice = Choice(does, number=number)
        tag_reply(writer=reply.author, reply_id=reply.pk, choices=[choice], other=False)
    if number % 4 == 1:
        take_position(author=post.author, stance=Stance.CONCEDED, text="You are right.", **where)
    elif number % 4 == 2:
        words = "That is for another essay."
        take_position(author=post.author, stance=Stance.DECLINED, text=words, **where)
        say(user=raised_in.author, event=Event.REAFFIRM, **where)


def _read_before(post: Post, reader: User) -> None:
    """Let `reader` have read the thread before its latest replies came."""
    latest = post.replies.order_by("-state_at").values_list("state_at", flat=True)
    at = latest[-(-len(latest) // UNREAD)] if len(latest) > 1 else post.published_at
    Visit.objects.create(post=post, user=reader, part=Visit.Part.THREAD, at=at, before=at)
