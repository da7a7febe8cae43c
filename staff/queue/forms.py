"""What the forms of the queue send; where one is refused, nothing chosen or typed in it is lost."""

from typing import NamedTuple

from django.http import QueryDict

from moderation.actions.snoozes import SNOOZES
from staff.queue.buttons import REASONS
from staff.queue.keys import Key, parse_keys
from web.addresses import whole_number


class SentForm(NamedTuple):
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


NOTHING = SentForm()


def key_of(data: QueryDict) -> Key:
    """Return what a form about one thing is about."""
    post, reply, claim = (whole_number(data.get(name, "")) for name in Key._fields)
    return Key(post or 0, reply, claim)


def name_of(data: QueryDict, appeal_id: int | None = None) -> str:
    """Return by what name the queue has what a form is about; empty for the one about many."""
    if appeal_id is not None:
        return f"appeal-{appeal_id}"
    return str(key_of(data)) if "post" in data else ""


def reason_of(data: QueryDict) -> str:
    """Return the reason that was given, or what the decision says without one."""
    return data.get("reason", "").strip() or str(REASONS.get(data.get("decision", ""), ""))


def strikes_of(data: QueryDict) -> list[int]:
    """Return the numbers of the objections that a removal is to strike too."""
    return [n for n in map(whole_number, data.getlist("strike")) if n]


def sent_of(data: QueryDict, name: str, says: list[str]) -> SentForm:
    """Return what a refused form about `name` had sent; `says` is why it was refused."""
    return SentForm(
        name=name,
        says=tuple(says),
        reason=data.get("reason", ""),
        answer=data.get("answer", ""),
        days=whole_number(data.get("days", "")) or 0,
        strike=frozenset(strikes_of(data)),
        branch="branch" in data,
        items=frozenset(map(str, parse_keys(data.getlist("item")))),
    )
