"""A second opinion on status, written from the words of the design alone.

It looks at the whole story for each question instead of keeping running state. That somebody left
is an event of theirs, too: they hold nothing from then on, and what else they said stays said.
"""

from typing import NamedTuple


class Event(NamedTuple):
    """A holder's word (`who` is their name) or the author's position (`who` is empty).

    `of_part` says that it was said of what became part of it by merging.
    """

    who: str
    what: str
    of_part: bool = False


Story = list[Event]
HOLDING = ("hold", "reaffirm")


def status(story: Story, *, merged: bool = False, struck: bool = False) -> str:
    """Return the status after a story, told in order."""
    rules = {
        "merged": merged,
        "struck": struck,
        "conceded": _conceded(story),
        "withdrawn": _withdrawn(story),
        "settled": _settled(story),
        "contested": _contested(story, since=_first_position(story)),
        "declined": _last_position(story) == "declined",
        "answered": _last_position(story) in ("answered", "conceded_in_part"),
        "open": True,
    }
    return next(name for name, holds in rules.items() if holds)


def _conceded(story: Story) -> bool:
    """The last position is `conceded`, and no current holder reaffirmed after it."""
    if _last_position(story) != "conceded":
        return False
    places = [n for n, event in enumerate(story) if not event.who]
    return not _contested(story, since=places[-1])


def _withdrawn(story: Story) -> bool:
    """At least one holder withdrew and nobody holds or is satisfied."""
    last = _last_words(story)
    return "withdraw" in last and set(last) <= {"withdraw"}


def _settled(story: Story) -> bool:
    """Nobody holds any more, at least one is satisfied."""
    last = _last_words(story)
    return "satisfied" in last and set(last) <= {"satisfied", "withdraw"}


def _contested(story: Story, since: int | None) -> bool:
    """A current holder reaffirmed after it, and has been won over by nothing since.

    Holding after the author took a position is a reaffirmation; what one held of a part was not
    held after a position on the whole.
    """
    if since is None:
        return False
    for who in {event.who for event in story if event.who}:
        theirs = [(n, event.what) for n, event in enumerate(story) if event.who == who]
        won_over = max((n for n, what in theirs if what in ("satisfied", "withdraw")), default=-1)
        if "leaves" in (what for _, what in theirs):
            continue
        if any(n > since and n > won_over and _reaffirms(story, n) for n, _ in theirs):
            return True
    return False


def _reaffirms(story: Story, n: int) -> bool:
    first = _first_position(story)
    return story[n].what == "reaffirm" or (
        story[n].what == "hold" and not story[n].of_part and first is not None and first < n
    )


def _first_position(story: Story) -> int | None:
    return next((n for n, event in enumerate(story) if not event.who), None)


def _last_position(story: Story) -> str | None:
    return next((event.what for event in reversed(story) if not event.who), None)


def _last_words(story: Story) -> list[str]:
    """What each holder said last, but for what people who left held to the end."""
    gone = {event.who for event in story if event.what == "leaves"}
    said = [event for event in story if event.who and event.what != "leaves"]
    last = {event.who: event.what for event in said}
    return [what for who, what in last.items() if who not in gone or what not in HOLDING]
