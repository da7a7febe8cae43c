"""A critique as Markdown: a document to read by itself."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC

from django.urls import reverse
from django.utils import timezone

from critiques.people import Holding
from critiques.record.closings import closing_words
from critiques.record.coverage import KINDS, Coverage, coverage_of, words_of
from critiques.record.exchange.moves import ToldMove
from critiques.record.exchange.notes import note_of
from critiques.record.favours import favours_of
from critiques.record.sentences import names
from critiques.words import Kind
from transfer.documents.critique import Critique
from transfer.documents.entries import Entry, shown_names
from transfer.documents.plain import safe_line
from transfer.documents.reading import entries
from web.dates import day
from web.pieces import batches

# Replies in favour that are in memory together.
BATCH = 100

# What could open or close something within a line of CommonMark, of tables or of formulas.
_INLINE = re.compile(r"[\\`*_\[\]<>&|~#$]")
# What could open a block where a line begins: in “1.” it is the stop.
_OPENING = re.compile(r"^(\d*)([-+=:%.)])")


def markdown(post_id: int, base: str) -> Iterator[str]:
    """Yield a post's critique as CommonMark in pieces; see `Critique.load` for what it raises.

    Days are those of UTC, and have no year where it is the present one, which the head names. Three
    queries more than those of `Critique.load` and of `entries`, and one for each hundred replies in
    favour.
    """
    between = ""
    for block in _dated_in_utc(_blocks(post_id, base)):
        yield f"{between}{block}"
        between = "\n\n"
    yield "\n"


def _dated_in_utc(blocks: Iterator[str]) -> Iterator[str]:
    """Let days be those of UTC while each is written, whoever reads them."""
    while True:
        with timezone.override(UTC):
            block = next(blocks, None)
        if block is None:
            return
        yield block


def escaped(text: str) -> str:
    """Return a text as one line that CommonMark prints as it is, anywhere; “…” for none."""
    line = _INLINE.sub(r"\\\g<0>", safe_line(text) or "…")
    return _OPENING.sub(r"\1\\\2", line)


def _blocks(post_id: int, base: str) -> Iterator[str]:
    critique = Critique.load(post_id, base)
    essay = _link(critique.at(critique.post.get_absolute_url()), "The essay and its thread")
    summary = _link(critique.url, "this summary as it is now")
    today = timezone.localtime()
    yield f"# Critique of “{escaped(critique.title)}”"
    yield f"By {escaped(critique.author)}. {essay}; {summary}. As of {day(today)} {today.year}."
    if critique.in_short:
        yield f"**In short**: {escaped(critique.in_short)}"
    yield escaped(critique.sentence)
    if word := closing_words(critique.post, insider=False).last:
        title = f"{critique.author}’s closing word, {word.when}"
        yield f"**{escaped(title)}**: {escaped(word.text)}"
    unresolved = [card for card in critique.objections if card.unresolved]
    resolved = [card for card in critique.objections if not card.unresolved]
    listed = [*unresolved, *resolved, *critique.questions]
    sections = ("Unresolved", unresolved), ("Resolved", resolved), ("Questions", critique.questions)
    headings = {cards[0].pk: heading for heading, cards in sections if cards}
    for entry in entries(critique, listed, exchange=True):
        if entry.card.pk in headings:
            yield f"## {headings[entry.card.pk]}"
        yield from _entry(critique, entry)
    coverage = coverage_of(critique.post)
    if coverage.in_favour:
        yield "## In favour"
    for batch in batches(coverage.in_favour, BATCH):
        said = (
            f"- **{escaped(each.name)}**, {_link(critique.at(each.url), each.when)}: "
            f"{escaped(each.text)}"
            for each in favours_of(batch)
        )
        yield "\n".join(said)
    yield "## What this covers"
    yield _coverage(critique, coverage)


def _entry(critique: Critique, entry: Entry) -> Iterator[str]:
    card = entry.card
    yield f"### {escaped(card.address)}: {escaped(card.claim)}"
    note = note_of(card, entry.record)
    status = f"**{escaped(card.words)}**" + (f" – {escaped(note)}" if note else "")
    stop = "" if (note or card.words).endswith(".") else "."
    if card.status == "asked":
        # Who asked it says so.
        status, stop = "**Open**", "."
    said = [f"{status}{stop}", _people(entry), f"{_link(critique.at(card.url), 'Read it all')}."]
    yield " ".join(filter(None, said))
    if entry.passage:
        yield f"> {escaped(entry.passage.words)}"
    lines = [line for move in entry.moves for line in _lines(critique, move)]
    yield "\n".join([*lines, *(f"- {wish}" for wish in _wishes(entry))])


def _people(entry: Entry) -> str:
    question = entry.card.kind == Kind.QUESTION
    said = []
    if entry.raiser:
        by = f"{'Asked' if question else 'Raised'} by {entry.raiser}, {day(entry.card.created_at)}."
        said.append(by)
    if entry.holding and (not question or shown_names(entry.holding) != [entry.raiser]):
        parts = f" (with {names(entry.parts)})" if entry.parts else ""
        verb = "Wanting to know:" if question else "Shared by"
        said.append(f"{verb} {names(_names(entry, entry.holding))}{parts}.")
    elif entry.satisfied and not entry.holding:
        said.append(f"Satisfied: {names(_names(entry, entry.satisfied))}.")
    if entry.mains:
        said.append(f"Main disagreement of {names(shown_names(entry.mains))}.")
    return escaped(" ".join(said))


def _names(entry: Entry, holders: Iterable[Holding]) -> list[str]:
    """Return their names, each person once, as they stand beside the claim."""
    return list({each.user.pk: entry.record.name_of(each) for each in holders}.values())


def _lines(critique: Critique, move: ToldMove) -> Iterator[str]:
    space = "" if move.says.startswith(",") or not move.name else " "
    who = f"**{escaped(move.name)}**{space}" if move.name else ""
    said = f"{who}{escaped(move.says)}, {_said(critique, move)}"
    yield f"- {said}" + (f"; also put as “{escaped(move.wording)}”" if move.wording else "")
    for each in move.beneath:
        who = f"**{escaped(each.name)}**" + (escaped(each.says) if each.says else "")
        yield f"  - {escaped(move.leads_in)}: {who}, {_said(critique, each)}"


def _said(critique: Critique, move: ToldMove) -> str:
    """Return when it was said, and in which words, if any."""
    when = _link(critique.at(move.url), move.when) if move.url else escaped(move.when)
    words = f"{when}: {escaped(move.text)}" if move.text else when
    target = move.points_to
    return f"{words} ({escaped(target.name)}, {_said(critique, target)})" if target else words


def _wishes(entry: Entry) -> Iterator[str]:
    for holder in entry.wishes:
        wish = escaped(holder.would_satisfy)
        yield f"**What would satisfy {escaped(holder.user.shown_name)}**: {wish}"


def _coverage(critique: Critique, coverage: Coverage) -> str:
    counted = f"{coverage.total} {'reply' if coverage.total == 1 else 'replies'}"
    if not coverage.total:
        return f"{counted}."
    links = []
    for kind in KINDS:
        count = len(getattr(coverage, kind))
        address = critique.at(reverse("coverage", args=[critique.post.pk, kind]))
        links.append(_link(address, f"{count} {words_of(kind, count)}"))
    return f"{counted}: {', '.join(links)}."


def _link(address: str, words: str) -> str:
    return f"[{escaped(words)}](<{address}>)"
