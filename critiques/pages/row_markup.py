"""A row of a summary, and it as HTML. A page has 25: by templates each takes ten times as long.

That it is what a template would print, character for character, is tested.
"""

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from critiques.pages.letters import sigil
from critiques.pages.questions import Question
from critiques.record.cards import ObjectionCard
from critiques.record.exchange import Voice
from critiques.words import Kind


@dataclass(frozen=True)
class SummaryRow:
    """One objection (or question) on the summary; `new` says what it is since the last visit.

    `more` people hold it than are named in `held_by`.
    """

    o: ObjectionCard
    note: str
    held_by: list[tuple[str, str]]
    more: int
    holders_are: str
    main_of: str
    parts: str
    similar: list[ObjectionCard]
    passage: str
    lost: bool
    voices: list[Voice]
    when: str
    # Whose question it is: the raiser first, then those who ask it too or did.
    asked_by: str
    question: Question | None
    new: str
    essay_url: str

    @property
    def head(self) -> SafeString:
        """The row up to what it asks."""
        o, folded = self.o, _is_folded(self.o)
        shape = 'class="row-obj row-obj--closed"' if folded else 'class="row-obj"'
        # What people wrote is escaped, here and below.
        return mark_safe(  # noqa: S308
            f'<li {shape} id="objection-{o.number}" '
            f'data-objection="{o.number}" data-letter="{o.letter}" data-round="{o.round}" '
            f'data-status="{o.status}">\n'
            f"  {_sigil(o, big=not folded)}\n"
            f'  <h3><a href="{o.url}">{escape(o.claim)}</a>'
            f"{' <b class=' + _NEW + f'>{self.new}</b>' if self.new else ''}</h3>\n"
            f'  <p class="row-obj__meta">{_meta(self)}\n</p>\n  '
        )

    @property
    def exchange(self) -> SafeString:
        """The rest of the row, folded where nothing is open."""
        fold = '<details class="fold"><summary>The exchange, in their words</summary>'
        opens, closes = (fold, "</details>") if _is_folded(self.o) else ("", "")
        return mark_safe(  # noqa: S308
            f"\n  {opens}\n  {_quoted(self) if self.passage else ''}\n"
            f'  <div class="voices">{"".join(map(_voice, self.voices))}</div>\n\n'
            f"  {closes}\n</li>\n"
        )


_NEW = '"new"'


def place_of(card: ObjectionCard) -> str:
    """Return in which part of the page it stands: “unresolved”, “resolved” or “questions”."""
    if card.kind == Kind.QUESTION:
        return "questions"
    return "unresolved" if card.unresolved else "resolved"


def _is_folded(card: ObjectionCard) -> bool:
    return place_of(card) == "resolved"


def _meta(row: SummaryRow) -> str:
    """Return where it stands, who holds it, if anybody, and what is alike."""
    o = row.o
    small = f" <small>{escape(row.note)}</small>" if row.note else ""
    letters = (
        f'<a class="letter" href="{each.url}" title="{escape(each.claim)}">{_sigil(each)}</a>'
        for each in row.similar
    )
    alike = ",\n".join(letters) + "\n"
    raiser = f' <span>Raised by <span class="names">{escape(o.raiser.shown_name)}</span></span>'
    main_of = f'<span class="names">{escape(row.main_of)}</span>'
    return (
        f'<span class="status" data-status="{o.status}"><svg class="shape" viewBox="0 0 16 16" '
        f'aria-hidden="true"><use href="#s-{o.status}"/></svg><span>{escape(o.words)}{small}'
        "</span></span>\n"
        + (_held(row) if row.held_by else raiser)
        + (f" <span>Main disagreement of {main_of}</span>" if row.main_of else "")
        + (f" <span>Similar to {alike}</span>" if row.similar else "")
    )


def _held(row: SummaryRow) -> str:
    """Return who holds it, and with what became part of it."""
    named = ", ".join(f'<a href="{url}">{escape(name)}</a>' for name, url in row.held_by)
    others = f' and <a href="{row.o.url}">{row.more} more</a>' if row.more else ""
    along = f"; with {escape(row.parts)}" if row.parts else ""
    return f' <span>{row.holders_are} <span class="names">{named}{others}</span>{along}\n</span>'


def _sigil(o: ObjectionCard, *, big: bool = False) -> str:
    """Return what people call it, as a sign."""
    return f"{sigil(o, big=big)}\n"


def _quoted(row: SummaryRow) -> str:
    o, cite = row.o, ""
    if o.anchor:
        cite = (
            f'<cite><a href="{row.essay_url}#{o.anchor.id}">In the essay<span class="vh">: '
            f"the passage of {o.address}</span></a></cite>"
        )
    elif row.lost:
        cite = "<cite>These words are no longer in the essay</cite>"
    return f'<p class="quoted">{escape(row.passage)}{cite}</p>'


def _voice(voice: Voice) -> str:
    when = f'<a href="{voice.url}">{voice.when}</a>' if voice.url else voice.when
    return (
        f'<div class="voice voice--{voice.kind}"><span class="voice__who">{escape(voice.who)}'
        f"{f', {when}' if voice.when else ''}</span><p>{escape(voice.text)}</p></div>"
    )
