"""What moderators said of a topic, and may say otherwise."""

from dataclasses import dataclass
from typing import Any, Self

from taggit.models import Tag as Topic

from forum.models import TopicWording
from forum.models.topics import topics_in_use
from moderation.actions.log import check_moderator
from moderation.models import LogEntry
from staff.log.lines import LogLine, log_lines
from web.dates import minute

SHOWN = 20


@dataclass(frozen=True)
class DescribingPage:
    """A topic with its last twenty wordings and the lines about them. Seven queries at most."""

    topic: Topic
    # The last wording: its number, 0 where there is none, and what it says.
    number: int
    body: str
    # Each with when it was written, the latest first.
    wordings: list[tuple[str, str]]
    lines: list[LogLine]

    @classmethod
    def load(cls, *, moderator: Any, topic: str) -> Self:
        """Load it; raises PermissionDenied, or Topic.DoesNotExist where no public essay has it."""
        check_moderator(moderator)
        found = topics_in_use().get(slug=topic.replace("\0", ""))
        wordings = list(TopicWording.objects.filter(topic=found).order_by("-number")[:SHOWN])
        last = wordings[0] if wordings else None
        return cls(
            topic=found,
            number=last.number if last else 0,
            body=last.body if last else "",
            wordings=[(minute(each.created_at), each.body) for each in wordings],
            lines=log_lines(LogEntry.objects.filter(topic_edit__topic=found), moderator, 0, SHOWN),
        )
