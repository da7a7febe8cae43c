"""The points of a text, each with where it may go and what is preset."""

from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from critiques.models import Tag
from critiques.models.objections import MOST_IN_REPLY
from critiques.prose.speaking import named_barely
from critiques.record.cards import ObjectionCard, cards_for
from critiques.record.closings import closed
from critiques.record.selection import numbers_by_address
from critiques.words import CLOSED
from forum.actions.kinds import REPLY
from forum.answering import letters_above
from forum.lettered import find_points
from forum.models import Post, Reply
from forum.models.replies import REPLY_LIMIT
from forum.sources import clean_source
from threads.mentions import mentioned_in
from threads.pages.roles import Roles
from threads.points.pointline import Ground, PointLine, point_line
from threads.points.presets import parents_points, preset_for


class Lines(NamedTuple):
    """The points of a text; `others` are all objections to name one of, where not all are listed.

    `numbers` are the objections' by address; `may_say` has what the writer may say of each that is
    neither merged nor struck, by id.
    """

    points: list[PointLine]
    others: list[ObjectionCard]
    numbers: dict[str, int]
    may_say: dict[int, tuple[str, ...]]


# As many of the objections that a point names are offered first.
MOST_NAMED = 3
NONE = Lines([], [], {}, {})


def draft_lines(*, viewer: Any, post: Post, parent_id: int | None, body: str) -> Lines:
    """Return the lettered points of a reply that `viewer` is writing.

    None for a text without points, one that cannot be posted as it is, or one that will wait for
    a moderator. Nothing is written. Eight queries at most.
    """
    if getattr(viewer, "awaits_approval", False):
        return NONE
    try:
        source = clean_source(body, limit=REPLY_LIMIT, what=REPLY)
        among = letters_above(viewer=viewer, post_id=post.pk, parent_id=parent_id)
        if not find_points(source, among):
            return NONE
        parent = Reply.objects.readable_by(viewer).filter(post=post, pk=parent_id).first()
        reply = Reply(post=post, parent=parent, author=viewer, body=source, among=among)
        return lines_of(reply, viewer, cards_for([post.pk], viewer), [])
    except ValidationError:
        return NONE


def lines_of(reply: Reply, viewer: Any, cards: dict[int, ObjectionCard], tags: list[Tag]) -> Lines:
    """Return a line for each point of a reply, or one for the whole; `tags` are the reply’s.

    The first 26 points have one.
    """
    post = reply.post
    is_author = post.author_id == viewer.pk
    takes_new = closed(post) is None
    above = parents_points(reply, cards)
    roles = Roles.of(post, viewer, cards)
    answered = set(roles.answered)
    live = sorted((c for c in cards.values() if c.status not in CLOSED), key=lambda c: c.number)
    may_say = {card.pk: roles.may_say(card) for card in live}
    plain = post.revisions.get(number=post.revision).plain if post.revision else ""
    ground = Ground(plain, is_author, live, may_say, takes_new)
    points = find_points(reply.body, reply.among)[:MOST_IN_REPLY]
    found = [(p.label, p.text, reply.body[: p.start]) for p in points] or [("", reply.body, "")]
    placed = []
    for label, source, before in found:
        tagged = [cards[t.objection_id] for t in tags if t.point == label]
        preset = preset_for(reply, label, source, is_author, above, answered, takes_new)
        if preset.startswith("answer-"):
            # What one point answers, the next is only about.
            answered.add(above[label].pk)
        addresses = mentioned_in(source) | named_barely(source)
        about = [card for card in live if card.address in addresses]
        if (named := above.get(label)) is not None and named not in about:
            about.insert(0, named)
        placed.append(point_line(ground, label, source, before, preset, about[:MOST_NAMED], tagged))
    others = live if any(line.others for line in placed) else []
    return Lines(placed, others, numbers_by_address(live), may_say)
