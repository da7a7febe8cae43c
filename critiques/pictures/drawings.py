"""The pictures as SVG. They have hundreds of signs: by templates they take ten times as long.

That all of it is what templates would print, character for character, is tested.
"""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from critiques.pictures.grid import Cell, Sheet
from critiques.pictures.lane import Lane, LaneMark, Lanes
from critiques.pictures.strip import Strip, StripMark
from critiques.record.cards import ObjectionCard


def draw_sheet(sheet: Sheet, number: int) -> SafeString:
    """Return a sheet of people by objections, the `number`th on its page."""
    columns = "".join(
        f'<path class="p-rule" d="M{each.x} 30V{sheet.height}"/>'
        f'<g transform="translate({each.x} 16)">{_sigil(each.o)}</g>'
        for each in sheet.columns
    )
    lines = "".join(
        f'<path class="p-rule" d="M96 {each.y}H352"/>'
        f'<text{" class=" + _BOLD if each.is_author else ""} x="0" y="{each.y}" dy="4">'
        f"{escape(each.name)}</text>"
        for each in sheet.lines
    )
    # What people wrote is escaped, here and below.
    return mark_safe(  # noqa: S308
        f'<svg viewBox="0 0 360 {sheet.height}" role="img" aria-labelledby="grid-t{number} '
        f'grid-d{number}"><title id="grid-t{number}">Person by letter</title>'
        f'<desc id="grid-d{number}">{escape(sheet.described)}</desc>\n'
        f"{columns}\n{lines}\n{''.join(map(_cell, sheet.cells))}\n</svg>\n"
    )


def draw_lanes(picture: Lanes) -> SafeString:
    """Return what happened to each objection over time."""
    rounds = "".join(
        f'<path class="p-edge" d="M{each.x} 8V{picture.bottom}"/>'
        + (
            f'<text class="p-soft" x="{each.x}" dx="5" y="18">{escape(each.text)}</text>'
            if each.text
            else ""
        )
        for each in picture.rounds
    )
    ticks = "".join(
        f'<text {_ANCHORS[each.anchor]} x="{each.x}" y="{picture.height}" dy="-8">'
        f"{escape(each.text)}</text>"
        for each in picture.ticks
    )
    return mark_safe(  # noqa: S308
        f'<svg viewBox="0 0 360 {picture.height}" role="img" aria-labelledby="lane-t lane-d">'
        f'<title id="lane-t">Rounds lane</title><desc id="lane-d">{escape(picture.described)}'
        f"</desc>\n{rounds}\n{''.join(map(_lane, picture.lanes))}{ticks}\n</svg>\n"
    )


def draw_strip(strip: Strip) -> SafeString:
    """Return the essay as a bar, with its objections beside it."""
    headings = "".join(
        f'<path class="p-rule" d="M0 {each.y}H186"/><text class="p-soft" x="0" y="{each.y}" '
        f'dy="15">{escape(each.text)}</text>'
        for each in strip.headings
    )
    return mark_safe(  # noqa: S308
        f'<svg viewBox="0 0 360 {strip.height}" role="img" aria-labelledby="strip-t strip-d">'
        f'<title id="strip-t">Essay strip</title><desc id="strip-d">{escape(strip.described)}'
        f'</desc>\n{headings}\n<rect class="p-strip" x="160" y="10" width="26" '
        f'height="{strip.bar}"/>\n{"".join(map(_mark, strip.marks))}</svg>\n'
    )


_BOLD = '"p-bold"'
_ANCHORS = {
    "start": 'class="p-soft p-start"',
    "mid": 'class="p-soft p-mid"',
    "end": 'class="p-soft p-end"',
}


def _sigil(o: ObjectionCard) -> str:
    data = f'<g data-letter="{o.letter}" data-round="{o.round}">'
    if not o.letter:
        return f'{data}<text class="p-mid p-bold" y="4">{o.address}</text></g>\n'
    half = 11 if o.round == 1 else 16 if len(o.address) > 2 else 13
    return (
        f'{data}<rect class="p-sigil" x="-{half}" y="-9" width="{2 * half}" height="18" rx="3"/>'
        f'<text class="p-letter" y="4">{o.address}</text></g>\n'
    )


def _cell(cell: Cell) -> str:
    status = f' data-status="{cell.status}"' if cell.status else ""
    return (
        f'<g transform="translate({cell.x} {cell.y})"{status}><circle class="p-knock" r="10"/>'
        f'<use href="#s-{cell.shape}" x="-7.5" y="-7.5" width="15" height="15"/></g>'
    )


def _lane(lane: Lane) -> str:
    return (
        f'<g transform="translate(14 {lane.y})">{_sigil(lane.o)}</g>'
        f'<g transform="translate(0 {lane.y})">'
        f'<g data-letter="{lane.o.letter}" data-round="{lane.o.round}">'
        f'<path class="p-lane" d="M{lane.start} 0H{lane.end}"/></g>'
        f"{''.join(map(_lane_mark, lane.marks))}</g>\n"
    )


def _lane_mark(mark: LaneMark) -> str:
    status = f' data-status="{mark.status}"' if mark.status else ""
    return (
        f'<g transform="translate({mark.x})"{status}><circle class="p-knock" r="8.5"/>'
        f'<use href="#s-{mark.shape}" x="-6.5" y="-6.5" width="13" height="13"/></g>'
    )


def _mark(mark: StripMark) -> str:
    o = mark.o
    return (
        f'<g data-letter="{o.letter}" data-round="{o.round}"><rect class="p-band" x="160" '
        f'y="{mark.y}" width="26" height="{mark.height}"/><path class="p-lead" d="{mark.lead}"/>'
        f'</g><g transform="translate(214 {mark.label_y})">{_sigil(o)}</g>'
        f'<g data-status="{o.status}" transform="translate(232 {mark.label_y})">'
        f'<use href="#s-{o.status}" y="-6.5" width="13" height="13"/></g>'
        f'<text x="249" y="{mark.label_y}" dy="4">{escape(mark.status)}</text>\n'
    )
