"""From the lines of a mail to what its writer says, as Markdown."""

import re
from collections.abc import Collection, Sequence

from inbox.prose.attributions import attribution_at, block_at, is_sent_from
from inbox.prose.quotations import blocks, content, is_quoted, kept, letters, marked

_SIGNATURE = re.compile(r"--[ ]?")
# More lines beneath such a mark are no signature, but what somebody parted by a line.
SHORT = 12


def own_words(text: str, *, answered: str, ours: Collection[str], title: str = "") -> str:
    """Return what the writer of a mail says, with the quotations that they answer between.

    `text` is that of the mail as plain text or Markdown, `answered` what it may quote, `title` what
    our mail says above that, `ours` this site’s addresses. What is quoted at the end goes, and so
    does all that follows the head of a message, as nobody can tell whose it is. It is "" where the
    writer says nothing.
    """
    lines = _unsigned(_without_heads(text.split("\n"), ours))
    said, above = letters(answered), letters(title)
    lines = kept(_ended(marked(lines, said + above)), said, above)
    if not any(line.strip() and not is_quoted(line) for line in lines):
        return ""
    return _spaced(lines)


def _without_heads(lines: Sequence[str], ours: Collection[str]) -> list[str]:
    """Return the lines without those that say who wrote what is quoted.

    What follows one and is not marked as quoted is another’s, to the end.
    """
    found: list[str] = []
    place = 0
    inner = [content(line) for line in lines]
    while place < len(lines):
        # Within a quotation the marks are no part of it.
        looked_at = inner if is_quoted(lines[place]) else lines
        count = block_at(looked_at, place, ours) or attribution_at(looked_at, place, ours)
        if not count:
            found.append(lines[place])
            place += 1
            continue
        rest = place + count
        while rest < len(lines) and not lines[rest].strip():
            rest += 1
        was_quoted = is_quoted(lines[place])
        if not was_quoted and rest < len(lines) and not is_quoted(lines[rest]):
            break
        place += count
    return found


def _unsigned(lines: Sequence[str]) -> list[str]:
    """Return the lines without signatures: from their mark on, up to what is quoted."""
    found: list[str] = []
    for block in blocks(lines):
        said = [place for place, line in enumerate(block) if line.strip()]
        marks = [n for n in said if _SIGNATURE.fullmatch(block[n]) and _is_short(said, n)]
        found += block[: marks[0]] if marks else block
    return found


def _is_short(said: Sequence[int], mark: int) -> bool:
    return sum(place > mark for place in said) <= SHORT


def _ended(lines: list[str]) -> list[str]:
    """Return the lines up to the last one of the writer’s own."""
    before: list[str] = []
    while lines != before:
        before = lines
        last = max(
            (n for n, line in enumerate(lines) if line.strip() and not is_quoted(line)), default=-1
        )
        lines = _unsent(lines[: last + 1])
    return lines


def _unsent(lines: Sequence[str]) -> list[str]:
    """Return the lines without one that tells by what it was sent, at the end or above a quote."""
    found: list[str] = []
    for block in blocks(lines):
        said = [place for place, line in enumerate(block) if line.strip()]
        sent = said and not is_quoted(block[0]) and is_sent_from(block[said[-1]])
        found += block[: said[-1]] if sent else block
    return found


def _spaced(lines: Sequence[str]) -> str:
    """Return the lines with an empty one around each quotation, and never two in a row."""
    runs = [
        re.sub(r"\n{3,}", "\n\n", "\n".join(block)).strip("\n")
        if not is_quoted(block[0])
        else "\n".join(f"> {line.lstrip()[1:].lstrip()}".rstrip() for line in block)
        for block in blocks(lines)
    ]
    return "\n\n".join(run for run in runs if run.strip()).strip()
