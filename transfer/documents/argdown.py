"""A critique as Argdown, for argument maps: objections attack the essay, answers attack them."""

import re
from collections.abc import Iterator, Mapping

from critiques.record.coverage import coverage_of
from critiques.record.favours import favours_of
from critiques.record.sayings.quotes import Quote
from critiques.words import Act, Stance, Status
from transfer.documents.critique import Critique
from transfer.documents.entries import Entry
from transfer.documents.plain import safe_line
from transfer.documents.reading import entries
from web.pieces import batches

# Signs that mean something in the middle of a line: mentions, tags, emphasis, links, data,
# comments, and two of “.” or “:” around a word.
_SIGNS = re.compile(r"[\\@#*_\[\]<>{}/=]|[.](?=\S+?[.])|:(?=\S+?:)")
# Replies in favour that are in memory together.
BATCH = 100
_LEFT_OUT = {Status.MERGED, Status.STRUCK}


def argdown(post_id: int, base: str) -> Iterator[str]:
    """Yield a post's critique as Argdown, line by line; see `Critique.load` for what it raises.

    Titles are the addresses of objections. Questions, merged and struck ones are named in the
    comment at the end. The queries are those of `Critique.load` and of `entries`, two for what
    the replies do, and one for each hundred in favour.
    """
    return (f"{line}\n" for line in _lines(post_id, base))


def escaped(text: str) -> str:
    """Return a text as one line that Argdown takes as text, after a title; “…” for none."""
    return _SIGNS.sub(r"\\\g<0>", safe_line(text) or "…")


def data(values: Mapping[str, str | int]) -> str:
    """Return a data element: YAML on one line."""
    said = (f"{key}: {yaml(v) if isinstance(v, str) else v}" for key, v in values.items())
    return f"{{{', '.join(said)}}}"


def yaml(text: str) -> str:
    """Return a text in YAML's double quotes, without what Argdown takes for an end."""
    plain = (c if c.isprintable() and c not in '"\\{}=' else f"\\U{ord(c):08x}" for c in text)
    return f'"{"".join(plain)}"'


def _lines(post_id: int, base: str) -> Iterator[str]:
    critique = Critique.load(post_id, base)
    shown = [card for card in critique.objections if card.status not in _LEFT_OUT]
    gone = [card for card in critique.objections if card.status in _LEFT_OUT]
    yield "==="
    yield f"title: {yaml(f'Critique of “{critique.title}”')}"
    yield f"author: {yaml(critique.author)}"
    yield f"source: {yaml(critique.url)}"
    yield "==="
    yield ""
    essay = critique.at(critique.post.get_absolute_url())
    text = f"“{critique.title}”, by {critique.author}"
    yield f"[Essay]: {escaped(text)} {data({'url': essay})}"
    for n, batch in enumerate(batches(coverage_of(critique.post).in_favour, BATCH)):
        for m, each in enumerate(favours_of(batch), n * BATCH + 1):
            said = data({"by": each.name, "url": critique.at(each.url)})
            yield f"  + <In favour {m}>: {escaped(each.text)} {said}"
    for entry in entries(critique, shown):
        yield from _argument(critique, entry)
    left = [f"{card.address} ({safe_line(card.words)})" for card in gone]
    left += [f"{card.address} (a question)" for card in critique.questions]
    if left:
        yield ""
        yield f"// Left out: {', '.join(left)}."


def _argument(critique: Critique, entry: Entry) -> Iterator[str]:
    card, stance = entry.card, entry.stance
    said: dict[str, str | int] = {"number": card.number, "status": card.words}
    if entry.raiser:
        said["raiser"] = entry.raiser
    said["holders"] = card.holder_count
    if stance:
        said["position"] = stance.position
    if stance and stance.text:
        said["author_says"] = stance.text
    said["url"] = critique.at(card.url)
    yield f"  - <{card.address}>: {escaped(card.claim)} #{card.status} {data(said)}"
    supports = [quote for quote in entry.record.tags if quote.act == Act.SUPPORT]
    for n, quote in enumerate(supports, 1):
        text = quote.wording or quote.text
        yield _line(critique, f"    + <Support {n} of {card.address}>", quote.name, quote.url, text)
    answers = _answers(entry)
    for n, quote in enumerate(answers, 1):
        yield _line(
            critique, f"    - <Answer {n} to {card.address}>", quote.name, quote.url, quote.text
        )
    stands = entry.record.stands
    if answers and stands and stands.words:
        title = f"      - <Why {card.address} still stands>"
        yield _line(critique, title, stands.name, stands.url, stands.words)


def _answers(entry: Entry) -> list[Quote]:
    """Return the answers of replies, then those that are a revision of the essay."""
    said = [quote for quote in entry.record.tags if quote.act == Act.ANSWER]
    stances = (each for each in entry.record.stances if each.position == Stance.ANSWERED)
    return said + [each.quote for each in stances if each.quote and each.quote not in said]


def _line(critique: Critique, title: str, by: str, url: str, text: str) -> str:
    said = data({"by": by} | ({"url": critique.at(url)} if url else {}))
    return f"{title}: {escaped(text)} {said}"
