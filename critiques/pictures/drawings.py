"""The pictures as SVG. They have hundreds of signs: by templates they take ten times as long.

That all of it is what templates would print, character for character, is tested.
"""

from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from critiques.pictures.grid import Cell, Sheet
from critiques.pictures.lane import Lane, LaneMark, Lanes
from critiques.pictures.places import WIDTH
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
    cells = "".join(_sign(f"{each.x} {each.y}", each, 15, knock=10) for each in sheet.cells)
    ids = f"grid-t{number}", f"grid-d{number}"
    return _svg(sheet, gettext("Person by letter"), ids, f"{columns}\n{lines}\n{cells}\n")


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
    lanes = "".join(map(_lane, picture.lanes))
    return _svg(
        picture, gettext("Rounds lane"), ("lane-t", "lane-d"), f"{rounds}\n{lanes}{ticks}\n"
    )


def draw_strip(strip: Strip) -> SafeString:
    """Return the essay as a bar, with its objections beside it."""
    headings = "".join(
        f'<path class="p-rule" d="M0 {each.y}H186"/><text class="p-soft" x="0" y="{each.y}" '
        f'dy="15">{escape(each.text)}</text>'
        for each in strip.headings
    )
    bar = f'<rect class="p-strip" x="160" y="10" width="26" height="{strip.bar}"/>'
    marks = "".join(map(_mark, strip.marks))
    return _svg(
        strip, gettext("Essay strip"), ("strip-t", "strip-d"), f"{headings}\n{bar}\n{marks}"
    )


def _svg(
    picture: Sheet | Lanes | Strip, title: str, ids: tuple[str, str], inside: str
) -> SafeString:
    """Return a picture with its title and what is told of it, which have these ids."""
    named, described = ids
    # What people wrote is escaped, here and above.
    return mark_safe(  # noqa: S308
        f'<svg viewBox="0 0 {WIDTH} {picture.height}" role="img" '
        f'aria-labelledby="{named} {described}">'
        f'<title id="{named}">{title}</title>'
        f'<desc id="{described}">{escape(picture.described)}</desc>\n{inside}</svg>\n'
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


def _sign(place: str, mark: Cell | LaneMark, size: int, *, knock: float) -> str:
    """Return a sign of this `size` at its place, on a disc of the paper’s colour."""
    status = f' data-status="{mark.status}"' if mark.status else ""
    return (
        f'<g transform="translate({place})"{status}><circle class="p-knock" r="{knock}"/>'
        f'<use href="#s-{mark.shape}" x="-{size / 2}" y="-{size / 2}" width="{size}" '
        f'height="{size}"/></g>'
    )


def _lane(lane: Lane) -> str:
    marks = "".join(_sign(f"{each.x}", each, 13, knock=8.5) for each in lane.marks)
    return (
        f'<g transform="translate(14 {lane.y})">{_sigil(lane.o)}</g>'
        f'<g transform="translate(0 {lane.y})">'
        f'<g data-letter="{lane.o.letter}" data-round="{lane.o.round}">'
        f'<path class="p-lane" d="M{lane.start} 0H{lane.end}"/></g>'
        f"{marks}</g>\n"
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
