"""Placing things on a drawing so that none covers another."""

from collections.abc import Sequence

from django.utils.translation import pgettext_lazy

from critiques.record.cards import ObjectionCard

# Of a drawing, in its own units.
WIDTH = 360
# A status in as many letters as fit beside a mark.
STATUS = {
    "open": pgettext_lazy("beside a sign", "no answer yet"),
    "answered": pgettext_lazy("beside a sign", "author answered"),
    "contested": pgettext_lazy("beside a sign", "still disputed"),
    "settled": pgettext_lazy("beside a sign", "settled"),
    "conceded": pgettext_lazy("beside a sign", "author agrees"),
    "declined": pgettext_lazy("beside a sign", "won’t pursue"),
    "withdrawn": pgettext_lazy("beside a sign", "taken back"),
    "struck": pgettext_lazy("beside a sign", "removed"),
}
# The same, by the word of another essay's author: whose it was, there is no room to say.
BY_FORMER = {
    "answered": pgettext_lazy("beside a sign", "answered"),
    "conceded": pgettext_lazy("beside a sign", "agreed with"),
}


def apart(wanted: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Return places near `wanted`, in its order, at least `gap` apart and from `low` to `high`.

    `wanted` ascends. Where so many do not fit, they stand evenly, nearer to each other.
    """
    if not wanted:
        return []
    gap = min(gap, (high - low) / max(len(wanted) - 1, 1))
    placed: list[float] = []
    for place in wanted:
        placed.append(max(place, placed[-1] + gap if placed else low))
    ceiling = high
    for n in reversed(range(len(placed))):
        placed[n] = min(placed[n], ceiling)
        ceiling = placed[n] - gap
    return [round(place, 1) for place in placed]


def status_in_short(card: ObjectionCard) -> str:
    """Return where an objection stands, in 15 letters or so."""
    known = BY_FORMER if card.by_former else STATUS
    return str(known.get(card.status) or STATUS.get(card.status) or card.short)
