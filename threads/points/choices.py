"""What was chosen for a point of a reply, read from the form that was sent."""

from collections.abc import Mapping
from dataclasses import replace

from critiques.choices import ACTS, RAISES, Choice, PointError
from critiques.record.selection import address_in
from threads.points.pointline import WHOLE, PointLine
from web.addresses import whole_number


def was_shown(line: PointLine, data: Mapping[str, str]) -> bool:
    """Whether the posted `data` have what was shown beside this very point."""
    starts = data.get(f"starts-{line.name}", "")
    return f"to-{line.name}" in data and line.source.startswith(starts)


def choice_of(
    line: PointLine, data: Mapping[str, str], numbers: Mapping[str, int]
) -> Choice | None:
    """Return what the posted `data` choose for a point, or None for “not an objection”.

    What is missing from the data is taken as preset. `numbers` are the objections' by address.
    """
    value = data.get(f"to-{line.name}", line.preset.value)
    if value.startswith("answer-") and value == data.get(f"offered-{line.name}"):
        # Nobody chose it: it was offered, and may be a first answer no longer.
        value = line.offered
    does, _, number = value.partition("-")
    if whole_number(value) is not None:
        does, number = "same", value
    if does not in ACTS and does not in RAISES:
        return None
    return Choice(
        does=does,
        label=line.label,
        number=whole_number(number)
        if number
        else numbers.get(address_in(data.get(f"of-{line.name}", ""))),
        claim=data.get(f"claim-{line.name}", line.claim),
        text=data.get(f"text-{line.name}", ""),
        # Not taken along only where it was offered and refused.
        passage=bool(data.get(f"passage-{line.name}")) or f"claim-{line.name}" not in data,
    )


def favours_of(data: Mapping[str, str]) -> bool | None:
    """Return whether the posted `data` say that a reply supports the essay.

    None where they were not asked.
    """
    if data.get(f"to-{WHOLE}") == "favour":
        return True
    return bool(data.get("favours")) if "favours-asked" in data else None


def typed_line(line: PointLine, data: Mapping[str, str], refused: PointError | None) -> PointLine:
    """Return the line with what was chosen and typed in place of what is preset.

    `refused` is shown where it is about this point.
    """
    mine = refused if refused is not None and refused.label == line.label else None
    value, of = data.get(f"to-{line.name}", line.preset.value), data.get(f"of-{line.name}", "")
    values = {option.value for option in line.options}
    if value not in values:
        # An objection that is not listed, chosen by its number.
        does, _, number = value.rpartition("-")
        if whole_number(number) is not None:
            value, of = does or "same", f"#{number}"
    if value not in values:
        # What was chosen can be chosen no more: nothing else is instead.
        value = "none"
    return replace(
        line,
        claim=data.get(f"claim-{line.name}", line.claim),
        text=data.get(f"text-{line.name}", ""),
        of=of,
        link=bool(data.get(f"passage-{line.name}")),
        error=mine.messages[0] if mine else "",
        wrong=_field(line, mine.part) if mine else "",
        options=[replace(option, checked=option.value == value) for option in line.options],
    )


def _field(line: PointLine, part: str) -> str:
    return "to" if part == "of" and not line.others else part
