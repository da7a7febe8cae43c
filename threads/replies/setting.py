"""What the cards of one page share."""

from datetime import date, tzinfo
from typing import Any, NamedTuple

from forum.models import Post
from threads.branches import ReplyRow
from threads.marks import Marks
from threads.replies.chips import Chips
from threads.replies.moved import Pointers
from threads.replies.replycard import Rest


class Setting(NamedTuple):
    """What the cards of one page share.

    `marks` is what is the viewer’s own, `parts` are the objections in which they have a part, where
    a reply of theirs was posted just now, `posted` is a reply that was posted just now, and `rests`
    says, by the last reply of a branch that was cut, where the rest of it is.
    """

    post: Post
    viewer: Any
    chips: Chips
    marks: Marks
    parts: frozenset[int]
    rows: dict[int, ReplyRow]
    posted: int | None
    rests: dict[int, Rest]
    pointers: Pointers
    moderates: bool
    purges: bool
    profiles: dict[str, str]
    days: dict[date, str]
    zone: tzinfo
