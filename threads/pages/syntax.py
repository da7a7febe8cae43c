"""All that can be written in a text: each thing as it is written, and as the site shows it."""

from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import NamedTuple, Self, TypeAlias

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy

from forum.markup.translations import translated
from forum.text import render
from threads.mentions import link_mentions

Words: TypeAlias = str | Promise

# Where each part stands, what it is called, and in it: what a thing is, how it is written.
PARTS: list[tuple[str, Words, list[tuple[Words, Words]]]] = [
    (
        "in-a-line",
        gettext_lazy("In a line"),
        [
            (
                gettext_lazy("Bold, italic, both"),
                gettext_lazy("**bold**, *italic*, ***both***"),
            ),
            (gettext_lazy("Struck through"), gettext_lazy("~~no longer so~~")),
            (gettext_lazy("A link"), gettext_lazy("[the words](https://example.org/)")),
            (gettext_lazy("An address is a link by itself"), "https://example.org/"),
            (gettext_lazy("Code"), "`print(1)`"),
            (gettext_lazy("A formula"), "$e^{i\\pi} + 1 = 0$"),
            (
                gettext_lazy("A footnote: its text stands on a line of its own"),
                gettext_lazy("As was said.[^1]\n\n[^1]: In 1906."),
            ),
            (
                gettext_lazy("A sign that means nothing here"),
                gettext_lazy("\\*no stars\\*, \\$5"),
            ),
        ],
    ),
    (
        "lines-and-paragraphs",
        gettext_lazy("Lines and paragraphs"),
        [
            (
                gettext_lazy("A new line, and after an empty one a new paragraph"),
                gettext_lazy("One line,\nanother.\n\nNext."),
            ),
            (gettext_lazy("Headings"), gettext_lazy("## A part\n\n### A smaller one")),
            (
                gettext_lazy("A quotation"),
                gettext_lazy("> What she said,\n> in her words.\n\nWhat I say."),
            ),
            (gettext_lazy("A list"), gettext_lazy("- one\n- two\n    - beneath it")),
            (gettext_lazy("A numbered list"), gettext_lazy("1. first\n2. second")),
            (gettext_lazy("A line across"), gettext_lazy("Before.\n\n---\n\nAfter.")),
            (
                gettext_lazy("A box that folds"),
                gettext_lazy("/// details | How I counted\nBy hand, twice.\n///"),
            ),
            (gettext_lazy("Code on lines of its own"), "```python\nprint(1)\n```"),
            (
                gettext_lazy("A formula on a line of its own"),
                "$$\\sum_{n=1}^{N} n = \\frac{N(N+1)}{2}$$",
            ),
            (
                gettext_lazy("A table; colons set a column right or centred"),
                gettext_lazy("| month | rain | days |\n|---|--:|:-:|\n| May | 54 mm | 9 |"),
            ),
        ],
    ),
    (
        "only-here",
        gettext_lazy("Only here"),
        [
            (
                gettext_lazy("Lettered points, each on a new line"),
                gettext_lazy("a) It is too long.\nb) It is too dear."),
            ),
            # Both are read, in every language.
            (
                gettext_lazy("An objection by its letter, in a reply"),
                gettext_lazy("As [b] says. Or: objection b."),
            ),
            (
                gettext_lazy("One of the second round, or one without a letter"),
                gettext_lazy("See [2b] and [#6]."),
            ),
            (gettext_lazy("The letter alone"), "\\[b]"),
        ],
    ),
]


# Where the objections are of which the examples speak.
HERE = "#only-here"


class Example(NamedTuple):
    """One thing as it is written, and what comes of it."""

    words: str
    source: str
    html: SafeString


class SyntaxPart(NamedTuple):
    """A part of the page, by its place on it."""

    key: str
    name: str
    examples: list[Example]


class Pointed(NamedTuple):
    """What an objection is to a text that names it."""

    url: str


@dataclass(frozen=True)
class SyntaxPage:
    """The whole syntax. No query."""

    parts: list[SyntaxPart]

    @classmethod
    def load(cls) -> Self:
        """Return it, rendered once in each process and language."""
        return cls(_parts_in(get_language()))


@cache
def _parts_in(language: str) -> list[SyntaxPart]:
    numbers = count(1)
    return [
        SyntaxPart(
            key,
            str(name),
            [_example(next(numbers), str(words), str(source)) for words, source in examples],
        )
        for key, name, examples in PARTS
    ]


def _example(number: int, words: str, source: str) -> Example:
    html = render(source, f"example-{number}")
    html = link_mentions(html, {each: Pointed(HERE) for each in ("b", "2b", "#6")})
    # Made safe by the renderer.
    return Example(words, source, mark_safe(translated(html)))  # noqa: S308
