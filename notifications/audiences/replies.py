"""Who is told of a reply, and of an essay that names them."""

from django.db.models import Q

from critiques.models import HolderEvent, Position, Tag
from critiques.words import Act, Event
from forum.models import Post, Reply, State
from notifications.audiences.people import Audience, holders_of
from notifications.mentions import people_named_in
from notifications.models import Happening
from notifications.words import Reason, Thing

# What a holder says of an answer; that they share an objection is told as an objection.
WORDS = (Event.REAFFIRM, Event.SATISFIED, Event.WITHDRAW)
# Nobody but its writer and moderators has seen what waits.
UNSEEN = (State.DRAFT, State.PENDING, State.REJECTED)


def of_reply(happening: Happening) -> list[Audience]:
    """Return who is told of a reply, and of what it says of objections."""
    reply = _seen(happening.number)
    if reply is None:
        return []
    tags = Tag.objects.filter(reply=reply).order_by()
    against = tags.filter(act__in=(Act.RAISE, Act.SUPPORT))
    taken = Position.objects.filter(reply=reply).order_by()
    answered = tags.filter(act=Act.ANSWER).exclude(objection__post__author=reply.author_id)
    said = HolderEvent.objects.filter(reply=reply, event__in=WORDS).order_by()
    reasons = {
        Reason.OBJECTION: set(against.values_list("objection__post__author", flat=True)),
        Reason.POSITION: holders_of(set(taken.values_list("objection", flat=True))),
        Reason.WORD: answerers(said),
        Reason.ANSWER: holders_of(set(answered.values_list("objection", flat=True))),
        Reason.REPLY: [reply.parent.author_id if reply.parent else reply.post.author_id],
        Reason.MENTION: people_named_in(reply.html).values("pk"),
    }
    return [Audience(Thing.REPLY, reply.pk, *each) for each in reasons.items()]


def of_edit(happening: Happening) -> list[Audience]:
    """Return whom a reply names by now."""
    reply = _seen(happening.number)
    people = people_named_in(reply.html).values("pk") if reply else []
    return [Audience(Thing.REPLY, happening.number, Reason.MENTION, people)]


def of_essay(happening: Happening) -> list[Audience]:
    """Return whom an essay names."""
    post = Post.objects.exclude(state__in=UNSEEN).filter(pk=happening.number).first()
    people = people_named_in(post.html).values("pk") if post else []
    return [Audience(Thing.ESSAY, happening.number, Reason.MENTION, people)]


def answerers(said: object) -> set[int]:
    """Return whose answers these words of holders are about: the author’s, and who spoke for them.

    `said` is a query of holder events.
    """
    people = said.values_list("objection__post__author", "position__reply__author")
    return {pk for each in people for pk in each if pk is not None}


def _seen(reply_id: int) -> Reply | None:
    """Return a reply that others have seen; whether they may now is asked when it is shown."""
    found = Reply.objects.filter(~Q(state__in=UNSEEN), pk=reply_id)
    return found.select_related("parent", "post").first()
