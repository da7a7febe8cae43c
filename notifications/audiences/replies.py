"""Who is told of a reply, of thanks, and of an essay that names them."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from accounts.statements import Statement
from critiques.models import HolderEvent, Position, Tag
from critiques.words import Act, Event
from forum.models import Post, Reply, State, Thanks
from notifications.audiences.followers import (
    followers_of_author,
    followers_of_objections,
    followers_of_topics,
)
from notifications.audiences.people import Audience, People, holders_of
from notifications.mentions import people_named_in
from notifications.models import Happening
from notifications.words import Reason, Thing

# What a holder says of an answer; that they share an objection is told as an objection.
WORDS = (Event.REAFFIRM, Event.SATISFIED, Event.WITHDRAW)
# Nobody but its writer and moderators has seen what waits.
UNSEEN = (State.DRAFT, State.PENDING, State.REJECTED)


class SeenReply(NamedTuple):
    """Of a reply what tells whom it concerns: who wrote it, to whose reply, beneath whose essay,
    whether moderators put it there, and whether it says anything of objections."""

    pk: int
    html: str
    author: int
    answered: int | None
    post: int
    essayist: int
    moved: bool
    has_tags: bool


def of_reply(happening: Happening) -> Audience | None:
    """Return who is told of a reply, and of what it says of objections."""
    reply = _seen(happening.number)
    if reply is None:
        return None
    people: list[tuple[Reason, People]] = [
        (Reason.REPLY, [] if reply.moved else [reply.answered or reply.essayist]),
        (Reason.MENTION, people_named_in(reply.html)),
    ]
    if reply.has_tags:
        people += _of_acts(reply, happening.at)
    return Audience(Thing.REPLY, reply.pk, people, thread=reply.post)


def _of_acts(reply: SeenReply, at: datetime) -> list[tuple[Reason, People]]:
    """Return who is told of what it says of objections."""
    acts = _acts.rows(None, reply.pk)
    # Not the author's own word that somebody else's reply answers: they are told of that by itself.
    taken = Position.objects.filter(reply=reply.pk, author=reply.author).order_by()
    said = HolderEvent.objects.filter(reply=reply.pk, event__in=WORDS).order_by()
    answered = {of for act, of, author in acts if act == Act.ANSWER and author != reply.author}
    raised = {author for act, _, author in acts if act in (Act.RAISE, Act.SUPPORT)}
    # What is said about one, and takes no side, becomes nothing of it.
    sided = {of for act, of, _ in acts if act != Act.DISCUSS}
    return [
        (Reason.OBJECTION, raised),
        (Reason.POSITION, holders_of(set(taken.values_list("objection", flat=True)))),
        (Reason.WORD, answerers(said)),
        (Reason.ANSWER, holders_of(answered)),
        (Reason.FOLLOWED, followers_of_objections(sided, at)),
    ]


def of_edit(happening: Happening) -> Audience:
    """Return whom a reply names by now."""
    reply = _seen(happening.number)
    people = people_named_in(reply.html) if reply else ()
    return Audience(Thing.REPLY, happening.number, [(Reason.MENTION, people)])


def of_publication(happening: Happening) -> Audience | None:
    """Return who is told of a new essay: whom it names, and who follows its author or a topic."""
    post = Post.objects.exclude(state__in=UNSEEN).filter(pk=happening.number).first()
    if post is None:
        return None
    people = [
        (Reason.MENTION, people_named_in(post.html)),
        (Reason.PERSON, followers_of_author(post, happening.at)),
        (Reason.TOPIC, followers_of_topics(post, happening.at)),
    ]
    return Audience(Thing.ESSAY, post.pk, people)


def of_essay(happening: Happening) -> Audience:
    """Return whom an essay names by now."""
    post = Post.objects.exclude(state__in=UNSEEN).filter(pk=happening.number).first()
    people = people_named_in(post.html) if post else ()
    return Audience(Thing.ESSAY, happening.number, [(Reason.MENTION, people)])


def of_thanks(happening: Happening) -> Audience:
    """Return who is thanked, unless that was taken back."""
    people = Thanks.objects.filter(pk=happening.number).values_list("writer", flat=True)
    return Audience(Thing.THANKS, happening.number, [(Reason.THANKS, list(people))])


def answerers(said: object) -> set[int]:
    """Return whose answers these words of holders are about: the author’s, who spoke for them, and
    who answered as the author of an essay that became part of this one.

    `said` is a query of holder events.
    """
    people = said.values_list(
        "objection__post__author", "position__author", "position__reply__author"
    )
    return {pk for each in people for pk in each if pk is not None}


def _seen(reply_id: int) -> SeenReply | None:
    """Return a reply that others have seen; whether they may now is asked when it is shown."""
    return next((SeenReply(*row) for row in _seen_reply.rows(None, reply_id)), None)


@Statement
def _seen_reply(_: object, reply_id: int) -> QuerySet:
    found = Reply.objects.filter(pk=reply_id).exclude(state__in=UNSEEN).order_by()
    columns = ("pk", "html", "author", "parent__author", "post", "post__author", "moved")
    return found.values_list(*columns, Exists(Tag.objects.filter(reply=OuterRef("pk"))))


@Statement
def _acts(_: object, reply_id: int) -> QuerySet:
    tags = Tag.objects.filter(reply=reply_id).order_by()
    return tags.values_list("act", "objection", "objection__post__author")
