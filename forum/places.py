"""Where somebody writes: each form has its place, which no other form shares."""

import re
import uuid
from typing import NamedTuple, Self

_NEW = r"new-(?P<token>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_OLD = r"(?P<kind>essay|reply)-(?P<pk>[1-9][0-9]{0,17})(?P<answers>-reply)?"
_PLACE = re.compile(f"{_NEW}|{_OLD}")
# The same for a route, which takes no groups.
PATTERN = re.sub(r"\?P<\w+>", "?:", _PLACE.pattern)
PLACE_LENGTH = 40


class WritingPlace(NamedTuple):
    """A new essay with a token of its own, or an essay or a reply that is changed or answered.

    Written out: `new-<token>`, `essay-7`, `essay-7-reply`, `reply-9`, `reply-9-reply`.
    """

    kind: str
    key: uuid.UUID | int
    answers: bool = False

    def __str__(self) -> str:
        return f"{self.kind}-{self.key}{'-reply' * self.answers}"

    @classmethod
    def read(cls, written: str) -> Self:
        """Return the place that is written so; raises ValueError for anything else."""
        found = _PLACE.fullmatch(written)
        if found is None:
            raise ValueError(f"“{written}” is no place.")
        if found["token"]:
            return cls("new", uuid.UUID(found["token"]))
        return cls(found["kind"], int(found["pk"]), found["answers"] is not None)

    @classmethod
    def of_new(cls, token: uuid.UUID) -> Self:
        """Return the place of a new essay."""
        return cls("new", token)

    @classmethod
    def of_essay(cls, post_id: int) -> Self:
        """Return the place where an essay or a draft of one is changed."""
        return cls("essay", post_id)

    @classmethod
    def of_essay_or_new(cls, post_id: int | None, token: uuid.UUID | None) -> Self | None:
        """Return the place of an essay, or of a new one; None for a form that has no token."""
        if post_id is not None:
            return cls.of_essay(post_id)
        return cls.of_new(token) if token is not None else None

    @classmethod
    def of_reply(cls, reply_id: int) -> Self:
        """Return the place where a reply is changed."""
        return cls("reply", reply_id)

    @classmethod
    def of_answer(cls, post_id: int, parent_id: int | None) -> Self:
        """Return the place where an essay is answered, or one of its replies."""
        return cls("reply", parent_id, True) if parent_id else cls("essay", post_id, True)

    @property
    def is_essay(self) -> bool:
        """Whether what is written there is an essay, and no reply."""
        return self.kind != "reply" and not self.answers
