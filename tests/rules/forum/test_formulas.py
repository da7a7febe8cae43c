"""Formulas become MathML or say what is wrong with them; money and markers stay what they are."""

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.actions.kinds import REPLY
from forum.lettered import find_points
from forum.text import (
    MarkedPassage,
    excerpt,
    plain,
    render,
    render_shown,
    repeatable,
    shows_nothing,
    with_passages,
)
from tests.examples import examples
from tests.rules.forum.test_text_safety import check

HAND = r"""
x | x^2 | x_i | x_i^2 | x^{10} | {}_a^b X | a+b | a - b = c | a<b>c | a \le b \ge c \ne d
\frac{a}{b} | \frac12 | \dfrac{1}{x} | \tfrac{1}{x} | \binom{n}{k} | \sqrt{2} | \sqrt[3]{x+1}
\sum_{i=1}^n i | \prod_{k} a_k | \int_0^1 f(x)\,dx | \oint F \cdot ds
\lim_{x\to 0} \frac{\sin x}{x}
\alpha\beta\gamma\Delta\Omega | \mathbb{R}^n | \mathcal{L} | \mathbf{v} | \mathfrak{g} | \mathrm{d}x
\hat{x} | \bar{x} | \vec{v} | \tilde{x} | \dot{x} | \overline{AB} | \underline{x}
\overbrace{a+b}^n
\left( \frac{a}{b} \right) | \left[ x \right] | \left\{ x \mid x > 0 \right\} | \lvert x \rvert
\|v\|
\begin{matrix} a & b \\ c & d \end{matrix} | \begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}
f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases} | \begin{array}{lc} a & b \end{array}
\begin{aligned} a &= b \\ &= c \end{aligned} | \forall x \exists y : x \in A \cup B \setminus C
A \Rightarrow B \iff \neg C \land D \lor E | P(A \mid B) = \frac{P(B \mid A)P(A)}{P(B)}
x \equiv 1 \pmod 7 | \text{for all } x | \log_2 n | \max_{x} f | \operatorname{rank} A | n! | 50\%
x' | x'' | \ldots \cdots \vdots | \infty | \partial_t u | \nabla \times B | \emptyset | \aleph_0
3.14 | 2\times 3 \div 4 \pm 5 | \langle \psi | \xrightarrow{f} | \stackrel{!}{=} | \pi r^2 | \quad x
\underbrace{x}_{n} | \boxed{x} | \not= | a \bmod b | \ell \hbar \Re \Im | ä + 字 | \{1, 2\}
"""
FORMULAS = [each.strip() for each in re.split(r" \| |\n", HAND) if each.strip()]
FAULT = re.compile(r'<code>([^<]*)</code><span class="fault"> formula: ([^<]+)</span>')


@pytest.mark.parametrize("latex", FORMULAS)
def test_formulas_by_hand(latex: str) -> None:
    html = render(f"So ${latex}$, and\n\n$${latex}$$", "reply-5")
    check(html)
    assert html.count("<math ") == 2 and "fault" not in html, html
    assert html.count('display="block"') == html.count('class="formula"') == 1
    assert plain(html) == f"So ${latex}$, and $${latex}$$"


ATOMS = st.sampled_from(
    r"a b x 1 23 4.5 + - = < > , ! ' \alpha \Omega \infty \cdot \le \in \sum \int \lim \sin \dots"
    r" \, \quad \% \{ \} \hbar \forall \to".split()
)
TREES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(" ".join),
        st.builds(r"\frac{{{}}}{{{}}}".format, inner, inner),
        st.builds(r"\sqrt{{{}}}".format, inner),
        st.builds(r"\sqrt[{}]{{{}}}".format, st.sampled_from("3n"), inner),
        st.builds(r"{{{}}}^{{{}}}".format, inner, inner),
        st.builds(r"{{{}}}_{{{}}}^{{{}}}".format, inner, inner, inner),
        st.builds(r"\left({}\right]".format, inner),
        st.builds(r"\mathbb{{{}}}".format, inner),
        st.builds(r"\hat{{{}}}".format, inner),
        st.builds(r"\text{{{}}}".format, st.text("ab <&'é字\"", max_size=6)),
        st.builds(r"\begin{{pmatrix}} {} & {} \\ {} \end{{pmatrix}}".format, inner, inner, inner),
        # What is broken somewhere.
        st.builds(
            "{}{}".format,
            inner,
            st.sampled_from(["^", "_", "{", "}", r"\foo", r"\left(", r"\end{x}", "&", "\\", "#"]),
        ),
    ),
    max_leaves=12,
)


@settings(max_examples=examples(60, 3000))
@given(TREES)
def test_whatever_is_put_together_is_shown_or_says_what_is_wrong(latex: str) -> None:
    html = render(f"a \\[ {latex} \\] b", "reply-5")
    check(html)
    shown, faults = html.count("<math "), FAULT.findall(html)
    if "\\[" not in plain(html).replace(r"\sqrt[", ""):
        assert not shown
    else:
        assert shown + len(faults) <= 1


@pytest.mark.parametrize(
    "source",
    [
        "$5 and $10",
        "$5-$10",
        "$5–$10, or $7/$8",
        "US$ 3",
        "US$5 or CA$6",
        "$5 each, or 6$ for two",
        "10$ and 20$",
        "$ x $",
        "a $ b",
        "$100k–$200k, R$ 5, NT$30",
        "$HOME and $PATH",
        "$$$",
        "$5.",
        "价格是$5和$10",
        r"\$x\$",
        "`$x$`",
        "https://example.org/$x$/a",
        "<https://example.org/$x$>",
        "[y](/$x$)",
        "[the $x$ of it](/y)",
        "[a]: https://example.org/$x$\n\n[a]",
        "```\n$x$\n```",
        "    $x$",
        "$x",
        r"\(x",
        "$x\n\ny$",
        "a) one\nb) two",
        "$AAPL/$TSLA, $PATH:$HOME or $A-$B",
        r"he said \[the king\] was, \[Smith\] not \[国王\]",
        r"\[emphasis mine\] \(see above\) \(or not\) \[to be, or not\]",
    ],
)
def test_what_is_no_formula(source: str) -> None:
    html = render(source, "reply-5")
    assert "<math" not in html and "fault" not in html
    if source.startswith(("$", "US", "10", "a $", "价", "he", r"\[e")):
        assert plain(html) == " ".join(re.sub(r"\\([][()])", r"\1", source).split())


@pytest.mark.parametrize(
    "source", [r"\(x y z\)", r"\[ab\ c\]", r"\(\sin x\)", r"\(or_2\)", "$n$th", "$x$-axis", "$a/$."]
)
def test_what_is_a_formula_beside_these(source: str) -> None:
    assert "<math" in render(source, "reply-5")


UNSEEN = r"\, | \quad | \phantom{x} | \text{ } | {} | \hphantom{abc} | x^{}".split(" | ")[:-1]


@pytest.mark.parametrize("latex", UNSEEN)
def test_a_formula_of_which_nothing_is_seen_is_nothing(latex: str) -> None:
    assert shows_nothing(render(f"${latex}$\n\n$${latex}$$", "reply-5"))
    for more in (f"a ${latex}$", f"${latex}a$", rf"$\frac{{}}{{}}{latex}$", rf"$\sqrt{{{latex}}}$"):
        assert not shows_nothing(render(more, "reply-5"))
    with pytest.raises(ValidationError, match="nobody can see"):
        render_shown(f"${latex}$", "reply-5", what=REPLY)


@pytest.mark.parametrize(
    ("source", "points"),
    [
        (r"\(a\) one" + "\n" + r"\(b\) two", 2),
        (r"**\(a\)** one" + "\n" + r"**\(b\)** two", 2),
        ("a) $x$ holds\nb) $y$ too", 2),
        ("a) see\n\n$$\na)\n+ b\n$$\n\nb) two", 2),
    ],
)
def test_a_marker_is_no_formula_and_a_formula_moves_no_marker(source: str, points: int) -> None:
    html = render(source, "reply-5")
    assert len(find_points(source)) == html.count('class="point"') >= points


@pytest.mark.parametrize(
    ("latex", "says"),
    [
        (r"\foo", r"\foo is unknown"),
        (r"\frac{1}", "missing"),
        (r"\frac", "missing|nothing"),
        ("x^", "nothing stands behind"),
        ("x^2^3", "two ^"),
        ("x_1_2", "two _"),
        ("{x", "a { has no }"),
        ("x}", "a } has no {"),
        (r"\left( x", r"\left and \right"),
        (r"\begin{matrix} a", r"\end|cannot be read"),
        (r"\href{javascript:alert(1)}{x}", "not possible"),
        (r"\newcommand{\a}{\a\a}\a", "not possible"),
        (r"\class{x}{y}", "not possible"),
        ("{" * 50 + "}" * 50, "nested too deeply"),
        ("x" * 2_001, "nested|more than|2,000"),
    ],
)
def test_a_wrong_formula_shows_its_source_and_what_is_wrong(latex: str, says: str) -> None:
    html = render(f"So ${latex}$.", "reply-5")
    if len(latex) > 2_000:
        assert "<math" not in html
        return
    source, words = FAULT.findall(html)[0]
    assert re.search("|".join(map(re.escape, says.split("|"))), words), words
    assert plain(html) == f"So ${latex}$."
    assert source.startswith("$")


def test_formulas_of_several_lines_are_no_lists() -> None:
    html = render("So\n\n$$\na\n+ b\n- c\n> d\n$$\n\nand \\[\nx\n= y\n\\]", "reply-5")
    assert html.count('display="block"') == 2
    assert not re.search("<(ul|blockquote|h2|br)", html)


def test_too_many_formulas_show_their_source() -> None:
    html = render("$x^2 + y^2 = z^2$ " * 900, "reply-5")
    assert html.count("<math ") < 900 == html.count("$x^2 + y^2 = z^2$")
    assert "more formulas than can be shown" in html


def test_words_around_a_formula_and_passages_over_it() -> None:
    html = render("Let $x<y$ be, so\n\n$$a$$\n\nholds", "post-1")
    words = plain(html)
    assert words == "Let $x<y$ be, so $$a$$ holds"
    marked = with_passages(html, [MarkedPassage(0, words[:13], "p", "", "")])
    assert marked.startswith('<p><mark id="p">Let </mark><mark><math')
    assert "</math></mark><mark> be,</mark>" in marked
    inside = with_passages(html, [MarkedPassage(5, "x<y", "p", "", "")])
    assert inside.count("<mark") <= 1 and inside.count("<math") == 2
    assert excerpt(words, 12) == "Let $x<y$…"
    assert repeatable(html) == words


def test_formulas_stand_anywhere() -> None:
    source = "# On $x$\n\n> $a$\n\n- **$b$**\n\n| $c$ |\n|---|\n| $d$ |\n\nx[^1]\n\n[^1]: $e$"
    html = render(source + "\n\n/// details | $f$\n~~$g$~~\n///", "reply-5")
    assert html.count("<math ") == 8
    check(html)
