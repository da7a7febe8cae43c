"""A card about a topic, shown beside its name."""

from dataclasses import dataclass
from typing import Self

from critiques.prose.excerpts import whole_sentences
from forum.text import plain
from threads.pages.lists.postlines import public_posts
from threads.pages.people.card import SHOWN, essays_in
from threads.pages.topics.topic import described_topic


@dataclass(frozen=True)
class TopicCard:
    """What a topic is about, and how much there is: the same for everybody. Two queries."""

    name: str
    about: str
    essays: str

    @classmethod
    def load(cls, *, topic: str) -> Self:
        """Load it; raises Topic.DoesNotExist where no essay that the public may read has it."""
        found = described_topic(topic)
        return cls(
            name=found.name,
            about=whole_sentences(plain(found.about), SHOWN) if found.about else "",
            essays=essays_in(public_posts(None).filter(topics=found)),
        )
