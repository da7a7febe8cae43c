"""Who is told of a reply, of thanks, and of an essay that names them."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.statements import Statement
from critiques.models import HolderEvent, Position, Tag
from critiques.words import Act, Event
from forum.models import Post, Reply, State, Thanks
from notifications.audiences.followers import (
    followers_of_author,
    followers_of_essay,
    followers_of_objections,
    followers_of_topics,
)
from notifications.audiences.people import Audience, People, holders_of
from notifications.mentions import people_named_in
from notifications.models import Happening
from notifications.words import STRONGEST_FIRST, Reason, Thing

# What a holder says of an answer; that they share an objection is told as an objection.
WORDS = (Event.REAFFIRM, Event.SATISFIED, Event.WITHDRAW)
# Nobody but its writer and moderators has seen what waits.
UNSEEN = (State.DRAFT, State.PENDING, State.REJECTED)


class SeenReply(NamedTuple):
    """Of a reply what tells whom it concerns: who wrote it, to whose reply, beneath whose essay."""

    pk: int
    html: str
    author: int
    answered: int | None
    post: int
    essayist: int
    public_at: datetime


def of_reply(happening: Happening) -> list[Audience]:
    """Return who is told of a reply, and of what it says of objections."""
    reply = _seen(happening.number)
    if reply is None:
        return []
    reasons: dict[Reason, People] = {
        Reason.REPLY: [reply.answered or reply.essayist],
        Reason.MENTION: people_named_in(reply.html),
        Reason.THREAD: followers_of_essay(reply.post, reply.public_at),
    }
    reasons |= _of_acts(reply, happening.at)
    return [
        Audience(Thing.REPLY, reply.pk, reason, reasons[reason])
        for reason in sorted(reasons, key=STRONGEST_FIRST.index)
    ]


def _of_acts(reply: SeenReply, at: datetime) -> dict[Reason, People]:
    """Return who is told of what it says of objections; nothing is said of one without a tag."""
    acts = _acts.rows(None, reply.pk)
    if not acts:
        return {}
    # Not the author's own word that somebody else's reply answers: they are told of that by itself.
    taken = Position.objects.filter(reply=reply.pk, author=reply.author).order_by()
    said = HolderEvent.objects.filter(reply=reply.pk, event__in=WORDS).order_by()
    answered = {of for act, of, author in acts if act == Act.ANSWER and author != reply.author}
    return {
        Reason.OBJECTION: {author for act, _, author in acts if act in (Act.RAISE, Act.SUPPORT)},
        Reason.POSITION: holders_of(set(taken.values_list("objection", flat=True))),
        Reason.WORD: answerers(said),
        Reason.ANSWER: holders_of(answered),
        # What is said about one, and takes no side, becomes nothing of it.
        Reason.FOLLOWED: followers_of_objections(
            {of for act, of, _ in acts if act != Act.DISCUSS}, at
        ),
    }


def of_edit(happening: Happening) -> list[Audience]:
    """Return whom a reply names by now."""
    reply = _seen(happening.number)
    people = people_named_in(reply.html) if reply else []
    return [Audience(Thing.REPLY, happening.number, Reason.MENTION, people)]


def of_publication(happening: Happening) -> list[Audience]:
    """Return who is told of a new essay: whom it names, and who follows its author or a topic."""
    post = Post.objects.exclude(state__in=UNSEEN).filter(pk=happening.number).first()
    if post is None:
        return []
    reasons: dict[Reason, People] = {
        Reason.MENTION: people_named_in(post.html),
        Reason.PERSON: followers_of_author(post, happening.at),
        Reason.TOPIC: followers_of_topics(post, happening.at),
    }
    return [Audience(Thing.ESSAY, post.pk, *each) for each in reasons.items()]


def of_essay(happening: Happening) -> list[Audience]:
    """Return whom an essay names by now."""
    post = Post.objects.exclude(state__in=UNSEEN).filter(pk=happening.number).first()
    people = people_named_in(post.html) if post else []
    return [Audience(Thing.ESSAY, happening.number, Reason.MENTION, people)]


def of_thanks(happening: Happening) -> list[Audience]:
    """Return who is thanked, unless that was taken back."""
    people = Thanks.objects.filter(pk=happening.number).values_list("writer", flat=True)
    return [Audience(Thing.THANKS, happening.number, Reason.THANKS, list(people))]


def answerers(said: object) -> set[int]:
    """Return whose answers these words of holders are about: the author’s, and who spoke for them.

    `said` is a query of holder events.
    """
    people = said.values_list("objection__post__author", "position__reply__author")
    return {pk for each in people for pk in each if pk is not None}


def _seen(reply_id: int) -> SeenReply | None:
    """Return a reply that others have seen; whether they may now is asked when it is shown."""
    return next((SeenReply(*row) for row in _seen_reply.rows(None, reply_id)), None)


@Statement
def _seen_reply(_: object, reply_id: int) -> QuerySet:
    found = Reply.objects.filter(pk=reply_id).exclude(state__in=UNSEEN).order_by()
    columns = ("pk", "html", "author", "parent__author", "post", "post__author", "state_at")
    return found.values_list(*columns)


@Statement
def _acts(_: object, reply_id: int) -> QuerySet:
    tags = Tag.objects.filter(reply=reply_id).order_by()
    return tags.values_list("act", "objection", "objection__post__author")
