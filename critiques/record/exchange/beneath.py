"""How much was said beneath the moves on an objection, and what of it went unanswered."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from critiques.record.exchange.branches import Branches
from critiques.record.exchange.discussion import Discussion
from critiques.words import ANSWERS, Act


class Below(NamedTuple):
    """How many replies the public can read beneath those that speak of an objection, in how many
    levels, and by the reply of a move which of those directly beneath it are told."""

    replies: int
    levels: int
    told: dict[int, list[int]]


NOTHING = Below(0, 0, {})


def beneath(discussion: Discussion, ends: Mapping[int, int], author: int) -> dict[int, Below]:
    """Return it for the objections to a post by `author`, with what became part of them (`ends`
    says of which), by their ids.

    What is told is what went unanswered beneath an answer: neither who gave that nor the essay's
    author has written beneath it. Where nobody has answered yet, it is what stands beneath the
    reply that raised it. What is a move itself is told as one; and what stands beneath a reply that
    speaks of several objections is of those alone that it speaks of itself.
    """
    branches, said, tags, _ = discussion
    acts: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    about: dict[int, set[int]] = defaultdict(set)
    rows = [*((tag.reply, tag.objection, tag.act) for tag in tags), *((*each, "") for each in said)]
    for reply, of, act in rows:
        if reply in branches.place:
            about[reply].add(ends.get(of, of))
            # Who writes about it takes no side: that is no move.
            if act != Act.DISCUSS:
                acts[ends.get(of, of)][reply].add(act)
    return {of: _below(of, does, about, branches, author) for of, does in acts.items()}


def _below(
    of: int,
    acts: Mapping[int, set[str]],
    about: Mapping[int, set[int]],
    branches: Branches,
    author: int,
) -> Below:
    """Return it for an objection, of which each reply does these `acts`."""
    count, reached = 0, 0
    for start, end in sorted(map(branches.span, acts)):
        count += branches.count(max(start, reached), end) if end > reached else 0
        reached = max(reached, end)
    answers = [reply for reply, does in acts.items() if does & set(ANSWERS)]
    told = {}
    for reply in answers or acts:
        writer = branches.writer(reply)
        sides = {writer, author}
        children = [
            child.pk
            for child in branches.children(reply)
            if child.pk not in acts
            # Nobody goes unanswered by themselves, but where all stand in one name.
            and (child.writer != writer or branches.in_one_name)
            and (of in about[child.pk] if child.pk in about else len(about[reply]) == 1)
            and not (answers and branches.wrote_beneath(child.pk, sides - {child.writer}))
        ]
        if children:
            told[reply] = children
    return Below(count, max(map(branches.levels, acts), default=0), told)
