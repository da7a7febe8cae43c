"""What a viewer is to each objection of a post, and what they may say of it in a reply."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from critiques.choices import Role, may_choose
from critiques.groups import Forest, speakers
from critiques.models import Holder, Position
from critiques.querysets.positions import answering
from critiques.record.cards import ObjectionCard
from critiques.words import CLOSED, Event
from forum.models import Post


@dataclass(frozen=True)
class Roles:
    """`held` are the objections in which the viewer has a part, `answered` those that the
    author answered, by their ids."""

    is_author: bool
    held: frozenset[int]
    answered: frozenset[int]

    @classmethod
    def of(cls, post: Post, viewer: Any, cards: Mapping[int, ObjectionCard]) -> Self:
        """Return them for somebody signed in; `cards` has all of the post. Two queries at most."""
        is_author = viewer.pk == post.author_id
        answers = Position.objects.filter(answering(), objection__post=post)
        return cls(
            is_author=is_author,
            held=frozenset() if is_author else parts_of(post, viewer, cards),
            answered=frozenset(answers.values_list("objection", flat=True)),
        )

    def may_say(self, card: ObjectionCard) -> tuple[str, ...]:
        """Return what the viewer may say of an objection, in the order of forms."""
        return may_choose(
            self.role(card),
            card.kind,
            closed=card.status in CLOSED,
            answered=card.pk in self.answered,
        )

    def role(self, card: ObjectionCard) -> Role:
        """Return what the viewer is to an objection."""
        if self.is_author:
            return Role.AUTHOR
        return Role.HOLDER if card.pk in self.held else Role.OTHER


def parts_of(post: Post, viewer: Any, cards: Mapping[int, ObjectionCard]) -> frozenset[int]:
    """Return the objections in which somebody signed in has a part. One query."""
    forest = Forest({pk: card.merged_into_id for pk, card in cards.items()})
    parts: dict[int, list[Holder]] = defaultdict(list)
    for part in Holder.objects.filter(post=post, user=viewer):
        parts[forest.ends.get(part.objection_id, part.objection_id)].append(part)
    last = {whole: speakers(theirs)[0] for whole, theirs in parts.items()}
    return frozenset(whole for whole, part in last.items() if part.state != Event.WITHDRAW)
