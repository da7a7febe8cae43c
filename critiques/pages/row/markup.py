"""A row of a summary as HTML. A page has 25: by templates each takes ten times as long.

That it is what a template would print, character for character, is tested.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from critiques.pages.letters import sigil
from critiques.pages.row.moves import print_runs
from critiques.pages.row.words import beneath, main_of, sharing, wish
from critiques.pages.sufficiency import Sufficiency
from critiques.record.cards import ObjectionCard
from critiques.record.exchange.folding import MoveRun
from critiques.words import Act, Kind, Status


@dataclass(frozen=True)
class SummaryRow:
    """One objection (or question) on the summary; `new` says what it is since the last visit.

    `held_by` names who shares it, or, where it is not `held` any more, whom it satisfied, and there
    are `more`. `move` is whose move it is, `turn` that in words; `replies` stand beneath what was
    said of it, in so many `levels`.
    """

    o: ObjectionCard
    note: str
    held_by: list[tuple[str, str]]
    more: int
    held: bool
    main_of: str
    parts: str
    similar: list[ObjectionCard]
    move: str
    turn: str
    replies: int
    levels: int
    passage: str
    lost: bool
    runs: list[MoveRun]
    wishes: list[tuple[str, str]]
    when: str
    # Whose question it is: the raiser first, then those who ask it too or did.
    asked_by: str
    suffices: Sufficiency | None
    new: str
    essay_url: str

    @property
    def raiser(self) -> tuple[str, str] | None:
        """The name and the address of who raised it, where the first of the moves does not say it;
        without the address of who does not hold it any more."""
        first = self.runs[0].moves[0] if self.runs else None
        if first and first.by and not _is_folded(self.o):
            return None
        raiser = self.o.raiser
        by = (raiser.shown_name, raiser.url)
        if self.held and by in self.held_by:
            return by
        return None if self.held_by else (raiser.shown_name, "")

    @property
    def sharers(self) -> list[tuple[str, str]]:
        """Who else shares it, the raiser where that is less than what they raised; or whom it
        satisfied, the raiser among them."""
        raiser = self.o.raiser
        mine = (raiser.shown_name, raiser.url) if self.held else None
        return [each for each in self.held_by if each != mine]

    @property
    def folded(self) -> bool:
        """Whether its exchange is to be opened."""
        return _is_folded(self.o) and bool(self.runs or self.passage)

    @property
    def head(self) -> SafeString:
        """The row up to what it asks."""
        o, folded = self.o, _is_folded(self.o)
        shape = 'class="row-obj row-obj--closed"' if folded else 'class="row-obj"'
        # What people wrote is escaped, in all that is printed here.
        return mark_safe(  # noqa: S308
            f'<li {shape} id="objection-{o.number}" '
            f'data-objection="{o.number}" data-letter="{o.letter}" data-round="{o.round}" '
            f'data-status="{o.status}" data-move="{self.move}">\n'
            f"  {_sigil(o, big=not folded)}\n"
            f'  <h3 dir="auto"><a href="{o.url}">{escape(o.claim)}</a>'
            f"{' <b class=' + _NEW + f'>{self.new}</b>' if self.new else ''}</h3>\n"
            f'  <p class="row-obj__meta">{_meta(self)}\n</p>\n  '
        )

    @property
    def exchange(self) -> SafeString:
        """The rest of the row, folded where nothing is open."""
        fold = f'<details class="fold"><summary>{gettext("The exchange")}</summary>'
        opens, closes = (fold, "</details>") if self.folded else ("", "")
        return mark_safe(  # noqa: S308 (as above)
            f"\n  {opens}\n  {_quoted(self) if self.passage else ''}\n  {self.told}\n"
            f"  {closes}\n</li>\n"
        )

    @property
    def clarified(self) -> SafeString:
        """What was said to a question, but for the question; folded once it is clarified."""
        first, *later = self.runs or [MoveRun(False, [])]
        asked = first.moves[0].act == Act.RAISE if first.moves else False
        runs = [MoveRun(first.folded, first.moves[asked:]), *later]
        if not any(run.moves for run in runs):
            return SafeString()
        fold = f'<details class="fold"><summary>{gettext("What was answered")}</summary>'
        opens, closes = ("", "") if self.o.unresolved else (fold, "</details>")
        return mark_safe(f"{opens}{print_runs(runs)}{closes}")  # noqa: S308 (as above)

    @property
    def told(self) -> SafeString:
        """The moves, and what would satisfy whom."""
        wishes = "".join(f'<p class="wish">{wish(*each)}</p>' for each in self.wishes)
        return mark_safe(f"{print_runs(self.runs)}{wishes}")  # noqa: S308 (as above)


_NEW = '"new"'


def place_of(card: ObjectionCard) -> str:
    """Return in which part of the page it stands: “unresolved”, “resolved” or “questions”."""
    if card.kind == Kind.QUESTION:
        return "questions"
    return "unresolved" if card.unresolved else "resolved"


def _is_folded(card: ObjectionCard) -> bool:
    return place_of(card) == "resolved"


def _meta(row: SummaryRow) -> str:
    """Return where it stands, whose it is and whose move, and what is alike."""
    o = row.o
    # Who disputes it is not who answered.
    comma = "," if o.status == Status.CONTESTED else ""
    small = f"{comma} <small>{escape(row.note)}</small>" if row.note else ""
    letters = (
        f'<a class="letter" href="{each.url}" title="{escape(each.claim)}">{_sigil(each)}</a>'
        for each in row.similar
    )
    alike = ",\n".join(letters) + "\n"
    return (
        f'<span class="status" data-status="{o.status}"><svg class="shape" viewBox="0 0 16 16" '
        f'aria-hidden="true"><use href="#s-{o.status}"/></svg><span>{escape(o.words)}{small}'
        "</span></span>\n"
        f"{''.join(f' <span>{each}</span>' for each in _whose(row))}"
        + (f" <span>{main_of(row.main_of)}</span>" if row.main_of else "")
        + (f' <span class="turn">{escape(row.turn)}</span>' if row.turn else "")
        + (f" <span>{beneath(row.replies, row.levels)}</span>" if row.replies else "")
        + (
            f" <span>{gettext('Similar to %(objections)s') % {'objections': alike}}</span>"
            if row.similar
            else ""
        )
    )


def _whose(row: SummaryRow) -> Iterator[str]:
    """Yield who raised and shares it, or whom it satisfied, and what became part of it."""
    if row.raiser:
        name, url = row.raiser
        by = f'<a href="{url}">{escape(name)}</a>' if url else escape(name)
        names = {"names": f'<span class="names" dir="auto">{by}</span>'}
        yield gettext("Raised by %(names)s") % names
    if row.sharers:
        label = row.o.terms.shared_by if row.held else gettext("Satisfied:")
        yield f'{label} <span class="names">{sharing(row.sharers, row.more, row.o.url)}</span>'
    if row.parts:
        yield gettext("With %(objections)s") % {"objections": escape(row.parts)}


def _sigil(o: ObjectionCard, *, big: bool = False) -> str:
    """Return what people call it, as a sign."""
    return f"{sigil(o, big=big)}\n"


def _quoted(row: SummaryRow) -> str:
    """Return the passage it is about, which leads to where it stands."""
    o, words, cite = row.o, escape(row.passage), ""
    if o.anchor:
        words = f'<a href="{row.essay_url}#{o.anchor.id}">{words}</a>'
    elif row.lost:
        cite = f"<cite>{gettext('These words are no longer in the essay')}</cite>"
    return f'<p class="quoted" dir="auto">{words}{cite}</p>'
