"""The text of a reply with its chips, as HTML; templates would take twenty times as long."""

from collections.abc import Mapping
from functools import cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from critiques.pages.letters import sigil
from critiques.record.cards import ObjectionCard
from critiques.terms import NAMED
from forum.text import with_chips
from threads.mentions import link_mentions
from threads.replies.chips import Acts, Chip


def text_of(
    pk: int,
    html: str,
    labels: list[str],
    acts: Acts,
    addresses: Mapping[str, ObjectionCard],
    decided: bool,
) -> SafeString:
    """Return what is printed of a reply that may be read; `labels` are those of its points."""
    html = link_mentions(html, addresses)
    if labels:
        shown = {label: acts.points.get(label, []) for label in labels}
        if decided:
            shown = {k: v or [Chip(k, "", None)] for k, v in shown.items()}
        snippets = {
            k: f'<div class="point__chip">{printed(v)}</div>' for k, v in shown.items() if v
        }
        html = with_chips(html, snippets, f"reply-{pk}")
    # Made safe when it was written; the chips by their template.
    return mark_safe(html)  # noqa: S308


def printed(chips: list[Chip], *, in_favour: bool = False) -> SafeString:
    """Return the chips as HTML.

    Before those of a whole reply stands whether it is in favour of the essay.
    """
    words = _words_in(get_language())
    first = f'<p class="chip" data-favours>{words.in_favour}</p>\n' if in_favour else ""
    # Each escapes people's words.
    return mark_safe(first + "".join(_printed(chip, words) for chip in chips))  # noqa: S308


class ChipWords:
    """What chips say in one language, as HTML; `named` by kind, with `%(address)s`."""

    def __init__(self) -> None:
        self.in_favour = escape(gettext("In favour of the essay"))
        self.goes_to = escape(gettext("goes to"))
        self.remark = escape(gettext("no objection, a remark"))
        self.lost = escape(gettext("its point is gone since an edit"))
        self.changed = escape(gettext("text changed since"))
        self.old = escape(gettext("the old text"))
        self.named = {kind: escape(str(words)) for kind, words in NAMED.items()}


@cache
def _words_in(language: str) -> ChipWords:
    return ChipWords()


def _printed(chip: Chip, words: ChipWords) -> str:
    local = (
        f'<span class="chip__local">{chip.local}</span> <span aria-hidden="true">→</span>'
        f'<span class="vh">{words.goes_to}</span> '
    )
    o = chip.o
    if o is None:
        return f'<p class="chip">{local}{words.remark}</p>\n'
    data = f'data-letter="{o.letter}" data-round="{o.round}"'
    claim = (
        ""
        if chip.own
        else '<span class="vh">: </span>'
        f'<span class="chip__claim"><span dir="auto">{escape(o.claim)}</span></span>'
    )
    lost = words.lost if chip.lost else words.changed
    changed = f' <b class="new">{lost}</b>' if chip.changed else ""
    status = (
        '<span class="vh"> · </span><span class="status"><svg class="shape" viewBox="0 0 16 16" '
        f'aria-hidden="true"><use href="#s-{o.status}"/></svg><span>{escape(o.short)}</span></span>'
        if chip.with_status
        else ""
    )
    sign = sigil(o, noun=o.kind, claim=o.claim if chip.own else "")
    named = words.named[o.kind] % {"address": sign}
    old = f' <a class="chip__old" href="{chip.old_url}">{words.old}</a>' if chip.old_url else ""
    return (
        f'<a class="chip" href="{o.url}" data-objection="{o.number}" {data} '
        f'data-status="{o.status}">{local if chip.local else ""}{escape(chip.verb)}'
        f'{" " if chip.verb else ""}<span class="keep">{named}\n</span>'
        f"{claim}{status}{changed}</a>{old}\n"
    )
