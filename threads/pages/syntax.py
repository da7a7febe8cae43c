"""All that can be written in a text: each thing as it is written, and as the site shows it."""

from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import NamedTuple, Self

from django.utils.safestring import SafeString, mark_safe

from forum.text import render
from threads.mentions import link_mentions

# What each part is called, and in it: what a thing is, how it is written.
PARTS = {
    "In a line": [
        ("Bold, italic, both", "**bold**, *italic*, ***both***"),
        ("Struck through", "~~no longer so~~"),
        ("A link", "[the words](https://example.org/)"),
        ("An address is a link by itself", "https://example.org/"),
        ("Code", "`print(1)`"),
        ("A formula", "$e^{i\\pi} + 1 = 0$"),
        ("A footnote: its text stands on a line of its own", "As was said.[^1]\n\n[^1]: In 1906."),
        ("A sign that means nothing here", "\\*no stars\\*, \\$5"),
    ],
    "Lines and paragraphs": [
        ("A new line, and after an empty one a new paragraph", "One line,\nanother.\n\nNext."),
        ("Headings", "## A part\n\n### A smaller one"),
        ("A quotation", "> What she said,\n> in her words.\n\nWhat I say."),
        ("A list", "- one\n- two\n    - beneath it"),
        ("A numbered list", "1. first\n2. second"),
        ("A line across", "Before.\n\n---\n\nAfter."),
        ("A box that folds", "/// details | How I counted\nBy hand, twice.\n///"),
        ("Code on lines of its own", "```python\nprint(1)\n```"),
        ("A formula on a line of its own", "$$\\sum_{n=1}^{N} n = \\frac{N(N+1)}{2}$$"),
        (
            "A table; colons set a column right or centred",
            "| month | rain | days |\n|---|--:|:-:|\n| May | 54 mm | 9 |",
        ),
    ],
    "Only here": [
        ("Lettered points, each on a new line", "a) It is too long.\nb) It is too dear."),
        ("An objection by its letter, in a reply", "As [b] says. Or: objection b."),
        ("One of the second round, or one without a letter", "See [2b] and [#6]."),
        ("The letter alone", "\\[b]"),
    ],
}
# Where the objections are of which the examples speak.
HERE = "#only-here"


class Example(NamedTuple):
    """One thing as it is written, and what comes of it."""

    words: str
    source: str
    html: SafeString


class Pointed(NamedTuple):
    """What an objection is to a text that names it."""

    url: str


@dataclass(frozen=True)
class SyntaxPage:
    """The whole syntax. No query."""

    parts: list[tuple[str, list[Example]]]

    @classmethod
    @cache
    def load(cls) -> Self:
        """Return it, rendered once in each process."""
        numbers = count(1)
        return cls(
            [
                (part, [_example(next(numbers), *each) for each in examples])
                for part, examples in PARTS.items()
            ]
        )


def _example(number: int, words: str, source: str) -> Example:
    html = render(source, f"example-{number}")
    html = link_mentions(html, {each: Pointed(HERE) for each in ("b", "2b", "#6")})
    # Made safe by the renderer.
    return Example(words, source, mark_safe(html))  # noqa: S308
