"""What a refused form of the queue had sent, so that nothing chosen or typed in it is lost."""

from typing import NamedTuple

from moderation.actions.snoozes import SNOOZES


class Sent(NamedTuple):
    """A refused form, and why it was refused; nothing where none was."""

    # What the form is about; empty for the one about all that are chosen.
    name: str = ""
    says: tuple[str, ...] = ()
    reason: str = ""
    answer: str = ""
    days: int = 0
    # The numbers of the objections to be struck too.
    strike: frozenset[int] = frozenset()
    branch: bool = False
    # The names of what was chosen.
    items: frozenset[str] = frozenset()

    @property
    def lacks_reason(self) -> bool:
        """Whether the reason is what has to be given now."""
        return bool(self.says) and not self.reason.strip()

    @property
    def has_more(self) -> bool:
        """Whether something was typed or chosen in the part that is folded."""
        return bool(self.answer) or self.days not in (0, next(iter(SNOOZES)))


NOTHING = Sent()
