"""A row of a summary as HTML. A page has 25: by templates each takes ten times as long.

That it is what the template prints, character for character, is tested; rows that ask something
are printed by that.
"""

from django.utils.html import escape

from critiques.record.cards import ObjectionCard
from critiques.record.exchange import Voice


def row_markup(
    o: ObjectionCard,
    *,
    folded: bool,
    new: str,
    meta: str,
    passage: str,
    lost: bool,
    voices: list[Voice],
    essay_url: str,
) -> str:
    """Return the row of an objection; `folded` where its exchange is. `meta` is safe HTML."""
    quoted = _quoted(o, passage, lost, essay_url) if passage else ""
    fold = '<details class="fold"><summary>The exchange, in their words</summary>'
    opens, closes = (fold, "</details>") if folded else ("", "")
    return (
        f'<li class="row-obj{" row-obj--closed" if folded else ""}" id="objection-{o.number}" '
        f'data-objection="{o.number}" data-letter="{o.letter}" data-round="{o.round}" '
        f'data-status="{o.status}">\n'
        f"  {sigil_markup(o, big=not folded)}\n"
        f'  <h3><a href="{o.url}">{escape(o.claim)}</a>'
        f"{' <b class=' + _NEW + f'>{new}</b>' if new else ''}</h3>\n"
        f'  <p class="row-obj__meta">{meta}\n</p>\n'
        f"  \n  {opens}\n  {quoted}\n"
        f'  <div class="voices">{"".join(map(_voice, voices))}</div>\n\n'
        f"  {closes}\n</li>\n"
    )


_NEW = '"new"'


def meta_markup(
    o: ObjectionCard,
    *,
    note: str,
    held: str,
    raiser: str,
    main_of: str,
    similar: list[ObjectionCard],
) -> str:
    """Return where it stands, who holds it, if anybody (`held` is safe HTML), and what is alike."""
    small = f" <small>{escape(note)}</small>" if note else ""
    letters = (f'<a class="letter" href="{o.url}">{sigil_markup(o)}</a>' for o in similar)
    alike = ",\n".join(letters) + "\n"
    return (
        f'<span class="status" data-status="{o.status}"><svg class="shape" viewBox="0 0 16 16" '
        f'aria-hidden="true"><use href="#s-{o.status}"/></svg><span>{escape(o.words)}{small}'
        "</span></span>\n"
        + (held or f' <span>Raised by <span class="names">{escape(raiser)}</span></span>')
        + (
            f' <span>Main disagreement of <span class="names">{escape(main_of)}</span></span>'
            if main_of
            else ""
        )
        + (f" <span>Similar to {alike}</span>" if similar else "")
    )


def held_markup(
    o: ObjectionCard, label: str, people: list[tuple[str, str]], more: int, parts: str
) -> str:
    """Return who holds it, under a label, and with what became part of it."""
    named = ", ".join(f'<a href="{url}">{escape(name)}</a>' for name, url in people)
    others = f' and <a href="{o.url}">{more} more</a>' if more else ""
    along = f"; with {escape(parts)}" if parts else ""
    return f' <span>{label} <span class="names">{named}{others}</span>{along}\n</span>'


def sigil_markup(o: ObjectionCard, *, big: bool = False) -> str:
    """Return what people call it, as a sign."""
    return (
        f'<span class="sigil{" sigil--big" if big else ""}" data-letter="{o.letter}" '
        f'data-round="{o.round}"><span class="vh">{o.kind} </span>{o.address}</span>\n'
    )


def _quoted(o: ObjectionCard, passage: str, lost: bool, essay_url: str) -> str:
    cite = ""
    if o.anchor:
        cite = (
            f'<cite><a href="{essay_url}#{o.anchor.id}">In the essay<span class="vh">: '
            f"the passage of {o.address}</span></a></cite>"
        )
    elif lost:
        cite = "<cite>These words are no longer in the essay</cite>"
    return f'<p class="quoted">{escape(passage)}{cite}</p>'


def _voice(voice: Voice) -> str:
    when = f'<a href="{voice.url}">{voice.when}</a>' if voice.url else voice.when
    return (
        f'<div class="voice voice--{voice.kind}"><span class="voice__who">{escape(voice.who)}'
        f"{f', {when}' if voice.when else ''}</span><p>{escape(voice.text)}</p></div>"
    )
