"""Whatever is put together of Markdown's signs: it is rendered safely, or refused with a reason."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.renderer import Renderer
from tests.rules.forum.test_text_safety import check
from tests.xss import STORABLE

EXAMPLES = examples(80, 5000)

SIGNS = [
    *("*", "**", "***", "_", "__", "~", "~~", "`", "``", "\\", "<", ">", "&", '"', "'", "|", "#"),
    *("[", "]", "(", ")", "![", "[^", "]:", "](", "][", "[x](/y)", "[x][y]", "[^1]", "<!--", "-->"),
    *(
        "https://a.example/",
        "www.a.example",
        "x@a.example",
        "<https://a.example>",
        "&amp;",
        "&#60;",
    ),
    *(
        "<b>",
        "</b>",
        "<div>",
        "<![CDATA[",
        "<?",
        "{",
        "}",
        "{: #x }",
        "{.x}",
        "$",
        "$$",
        "^",
        "==",
        "\\(",
        "\\)",
        "\\[",
        "\\]",
        "\\frac{",
    ),
    *("a", "b c", "word", " ", "  ", "\u00a0", "\t", "\n", "a)", "b)", "(a)", "a.", "**a)**"),
    *(
        "\u200f",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\u0301",
        "\x02",
        "\x03",
        "\x0b",
        "\u2028",
        "😀",
        "ß",
    ),
]
STARTS = [
    *("- ", "* ", "+ ", "1. ", "2. ", "> ", ">", "# ", "###### ", "    ", "\t", "  ", "a) ", "b) "),
    *(
        "```",
        "~~~",
        "```python",
        "    ```",
        "/// details | T",
        "///",
        "//// details",
        "////",
        "---",
    ),
    *("===", "***", "[x]: /y 'z'", "[x]: <javascript:x>", "[^1]: x", "[^1]:", "|-|-|", "| a | b |"),
    *("a | b", "- | -", ":-: | :-", "term\n:   x", "*[x]: y", "<div>", "</div>", "<pre>", "", ""),
]
times = st.sampled_from([1, 1, 1, 1, 2, 3, 7, 60])


def repeated(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts, some of them many times over."""
    return st.builds(lambda text, count: text * count, texts, times)


def indented(text: str, before: str) -> str:
    """The text with the same signs before every line: a quote, an item, code."""
    return "\n".join(before + line for line in text.split("\n"))


spans = st.lists(
    repeated(st.sampled_from(SIGNS)) | st.text(max_size=4) | st.sampled_from(STORABLE), max_size=8
).map("".join)
lines = st.builds(str.__add__, st.sampled_from(STARTS), spans)
blocks = st.lists(repeated(lines.map("{}\n".format)), min_size=1, max_size=6).map("".join)
texts = st.recursive(
    blocks,
    lambda inner: st.one_of(
        st.builds(indented, inner, st.sampled_from(["> ", "    ", "- ", "  ", "a) ", "/", "| "])),
        st.builds("{1}\n{0}\n{1}".format, inner, st.sampled_from(["```", "~~~", "***", "---"])),
        st.builds("/// details | {1}\n{0}\n///".format, inner, spans),
        st.builds("x[^n]\n\n[^n]: {0}".format, inner.map(lambda text: indented(text, "    "))),
        st.builds("{1}{0}{1}".format, inner, st.sampled_from(["*", "**", "~~", "`", "[", "_"])),
        st.builds("[{0}]({1})".format, inner, spans),
        st.builds("{0}\n\n{1}".format, inner, inner),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    worker = Renderer()
    yield worker
    worker.close()


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(texts.map(lambda text: text.replace("\0", "").encode(errors="ignore").decode()))
def test_security_17_what_is_rendered_is_safe_and_what_is_not_says_why(
    renderer: Renderer, source: str
) -> None:
    done = renderer.render(source)
    if done.refusal:
        assert done.refusal.endswith(".") and not done.html
    check(done.html.replace("reply-1", "reply-5"))


def test_the_renderer_tells_what_goes_wrong(renderer: Renderer) -> None:
    """It is the guard of all others: here is a text on which it must raise."""
    renderer.process.kill()
    with pytest.raises(AssertionError, match="SIGKILL"):
        renderer.render("x")
    assert renderer.render("x").html == "<p>x</p>"
