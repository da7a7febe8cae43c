"""The text of a reply with chips beside its points and links at its mentions of objections."""

from collections.abc import Mapping

from django.utils.safestring import SafeString, mark_safe

from critiques.record.cards import ObjectionCard
from forum.text import with_chips
from threads.chips import Acts, Chip, printed
from threads.mentions import link_mentions


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
            shown = {k: v or [Chip(k, "", "objection", None)] for k, v in shown.items()}
        snippets = {
            k: f'<div class="point__chip">{printed(v)}</div>' for k, v in shown.items() if v
        }
        html = with_chips(html, snippets, f"reply-{pk}")
    # Made safe when it was written; the chips by their template.
    return mark_safe(html)  # noqa: S308
