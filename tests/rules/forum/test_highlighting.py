"""Highlighting has a budget for all code of a text together, whatever the code and its language."""

from collections.abc import Iterator
from itertools import product

import pygments
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from critiques.prose.claims import claim_from
from critiques.prose.quotations import html_of, quotations
from forum.markup.code import highlighting
from forum.markup.code.highlighting import LANGUAGES
from forum.text import plain, render, render_words
from tests.renderer import Renderer

# What code begins with and goes on with where a lexer looks for an end that does not come.
OPENINGS = ["", '"', "'", '<a b="', "/*", "<!--", "(", "[[", 'r"""', "<<A "]
UNITS = ["\\", "\\'", '"', "(", "<", "a", " ", "a.", "{", "\n"]
ONES = [1, 200, 2_000, 4_999, 5_000, 5_001, 20_000]


@pytest.fixture
def lexed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to a lexer."""
    handed: list[str] = []

    def highlight(text: str, *rest: object) -> str:
        handed.append(text)
        return pygments.highlight(text, *rest)

    monkeypatch.setattr(highlighting, "highlight", highlight)
    return handed


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(ONES), st.integers(1, 600)), max_size=40))
def test_security_52_all_code_of_a_text_has_one_budget(
    monkeypatch: pytest.MonkeyPatch, blocks: list[tuple[int, int]]
) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(highlighting, "highlight", lambda text, *_: sizes.append(len(text)) or "")
    fences = []
    for size, width in blocks:
        text = ("x" * width + "\n") * (size // (width + 1) + 1)
        fences.append(f"```py\n{text[:size]}\n```\n")
    html = render("\n".join(fences)[:100_000], "reply-1")
    assert html.count("<pre") <= len(blocks)
    assert sum(sizes) <= 20_000
    assert sum(size**2 for size in sizes) <= 5_000**2


@pytest.mark.parametrize(
    ("fences", "marked"),
    [([5_000], 1), ([5_001], 0), ([2_500] * 9, 4), ([4_000, 4_000], 1), ([500] * 60, 40)],
)
def test_what_is_within_it_is_marked(fences: list[int], marked: int, lexed: list[str]) -> None:
    line = "x = 1\n"
    text = "\n".join(f"```py\n{(line * size)[:size]}\n```\n" for size in fences)
    html = render(text, "reply-1")
    assert len(lexed) == marked
    assert plain(html).count("x = 1") == sum(size // len(line) for size in fences)


def test_long_lines_are_handed_to_no_lexer(lexed: list[str]) -> None:
    for width in (500, 501):
        render(f"```py\n{'x' * width}\n```", "reply-1")
    assert [len(text) for text in lexed] == [500]


def test_who_reads_the_words_alone_hands_nothing_to_a_lexer(lexed: list[str]) -> None:
    """A reply is read point by point, each as a text of its own."""
    html_of.cache_clear()
    source = "a) It says\n\n> so it is, and for a long time\n\n```py\nif x: return\n```"
    assert claim_from(source) and list(quotations(source))
    assert lexed == []
    assert plain(render_words(source, "claim")) == plain(render(source, "claim"))
    assert len(lexed) == 1


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    worker = Renderer()
    yield worker
    worker.close()


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_language_is_read_without_end(renderer: Renderer, language: str) -> None:
    """Short code does: what takes exponential time would take for ever."""
    blocks = (f"{opening}{unit * 60}"[:66] for opening, unit in product(OPENINGS, UNITS))
    text = "\n\n".join(f"```{language}\n{block}\n```" for block in blocks)
    assert renderer.render(text).html.count("<pre") == len(OPENINGS) * len(UNITS)


@pytest.mark.parametrize(
    ("language", "opening", "unit"),
    [
        ("py", "", "  \n"),
        ("html", "", "<?"),
        ("lua", "", "[[a"),
        ("go", "a!", '|\\"'),
        ("js", "", 'A\\"'),
        ("prolog", "", '\\"='),
        ("r", 'R"(', "q{"),
        ("css", "m{", "a{b:"),
        ("rb", "", "<<A a::"),
    ],
)
@pytest.mark.parametrize("size", [490, 2_400])
def test_security_17_hostile_code(
    renderer: Renderer, language: str, opening: str, unit: str, size: int
) -> None:
    block = f"{opening}{unit * size}"[:size]
    if "\n" not in unit:
        block = "\n".join(block[at : at + 499] for at in range(0, size, 500))
    text = f"```{language}\n{block}\n```\n\n" * (99_000 // size)
    done = renderer.render("\n".join(text.split("\n")[:5_900]))
    assert done.html or done.refusal
