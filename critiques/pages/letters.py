"""The letter of an objection, and those that are unresolved, as every page shows them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple, Self

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from critiques.record.cards import ObjectionCard
from critiques.terms import SHORT
from critiques.words import Kind

SHOWN = 10


def sigil(o: ObjectionCard, *, claim: str = "", noun: str = "", big: bool = False) -> SafeString:
    """Return the sign of an objection: what parts/sigil.html prints, in a tenth of the time.

    Where it is pointed at, or a link that it stands in or before has the focus, it says what it is,
    unless that is plain, and the `claim`; to who only listens it says so at once, with its kind
    unless that `noun` stands before it.
    """
    if claim:
        kind = "" if noun or not o.letter else f'<span class="vh">{o.noun} </span>'
        said = f"{o.explained}: " if o.explained else ""
        tip = f'<span class="vh">: </span><span class="tip">{said}<bdi>{escape(claim)}</bdi></span>'
    else:
        hidden = "tip" if o.kind == Kind.QUESTION else "vh"
        kind = "" if noun else f'<span class="{hidden}">{o.noun} </span>'
        tip = o.aside and (
            f'<span class="vh"> (</span><span class="tip">{o.aside}</span><span class="vh">)</span>'
        )
    # What people wrote is escaped.
    return mark_safe(  # noqa: S308
        f'<span class="sigil{" sigil--big" if big else ""}" data-letter="{o.letter}" '
        f'data-round="{o.round}">{kind}{o.address}{tip}</span>'
    )


def letter(o: ObjectionCard) -> SafeString:
    """Return the sign of an objection as a link in a sentence, as critiques/parts/letter.html
    prints it, but for the ends of its lines.
    """
    return mark_safe(  # noqa: S308 (claims are escaped)
        f'<a class="letter" href="{o.url}" title="{escape(o.claim)}">{sigil(o)}</a>'
    )


def letters(cards: Iterable[ObjectionCard]) -> SafeString:
    """Return such links one beside the other, a space behind each."""
    return mark_safe("".join(f"{letter(o)} " for o in cards))  # noqa: S308 (each is safe)


class BarPart(NamedTuple):
    """The objections of one status: a part of a bar, which begins at `start` and leads to `url`."""

    status: str
    count: int
    start: int
    url: str


def bar_of(counts: Mapping[str, int], urls: Mapping[str, str]) -> list[BarPart]:
    """Return how many objections have which status as parts of a bar, the unresolved first."""
    parts: list[BarPart] = []
    start = 0
    for status in SHORT:
        if counts.get(status):
            parts.append(BarPart(status, counts[status], start, urls.get(status, "")))
            start += counts[status]
    return parts


class Waiting(NamedTuple):
    """How many objections are resolved and how many not, and the letters of the first of these.

    `words` say how many, with the questions; of `letters` there are ten or eleven, and so many
    `more`.
    """

    bar: list[BarPart]
    total: int
    words: str
    letters: list[ObjectionCard]
    more: int

    @property
    def chips(self) -> SafeString:
        """The letters as items of a list, each a link that is called by its claim."""
        # What people wrote is escaped.
        return mark_safe("".join(map(_chip, self.letters)))  # noqa: S308

    @classmethod
    def of(cls, cards: Iterable[ObjectionCard], *, questions: bool = False) -> Self:
        """Return it for the cards of one post."""
        objections, asked = [], 0
        for each in cards:
            if each.kind == Kind.OBJECTION:
                objections.append(each)
            else:
                asked += 1
        counts = Counter(each.status for each in objections)
        unresolved = sorted((each for each in objections if each.unresolved), key=_by_letter)
        resolved = len(objections) - len(unresolved)
        said = []
        if unresolved:
            waiting = len(unresolved)
            said.append(ngettext("%(n)d unresolved", "%(n)d unresolved", waiting) % {"n": waiting})
        if resolved:
            said.append(ngettext("%(n)d resolved", "%(n)d resolved", resolved) % {"n": resolved})
        if asked and questions:
            said.append(ngettext("%(n)d question", "%(n)d questions", asked) % {"n": asked})
        shown = unresolved if len(unresolved) <= SHOWN + 1 else unresolved[:SHOWN]
        return cls(
            bar=bar_of(counts, {}),
            total=len(objections),
            words=" · ".join(said),
            letters=shown,
            more=len(unresolved) - len(shown),
        )


def _chip(o: ObjectionCard) -> str:
    return (
        f'<li data-objection="{o.number}" data-letter="{o.letter}" data-round="{o.round}" '
        f'data-status="{o.status}"><a class="letter" href="{o.url}">{sigil(o, claim=o.claim)}</a>'
        "</li>"
    )


def _by_letter(o: ObjectionCard) -> tuple[bool, int, str, int]:
    """Sorts by letter, round after round, and by number what has none."""
    return (not o.letter, int(o.round or 0), o.letter, o.number)
