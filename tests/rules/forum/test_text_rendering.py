"""What Markdown becomes on the page."""

import re

import pytest

from forum.text import render

LINK = 'rel="nofollow ugc noopener"'


def html_of(source: str) -> str:
    return re.sub(r"\n\s*", "", render(source, "reply-5"))


@pytest.mark.parametrize(
    "source, html",
    {
        "paragraphs": ("one\n\ntwo", "<p>one</p><p>two</p>"),
        "line breaks": ("one\ntwo", "<p>one<br>two</p>"),
        "emphasis": (
            "*a* **b** _c_ d_e_f",
            "<p><em>a</em> <strong>b</strong> <em>c</em> d_e_f</p>",
        ),
        "struck": ("~~a~~ b ~c~ d~~e~~f", "<p><del>a</del> b ~c~ d~~e~~f</p>"),
        "inline code": ("`a *b*`", "<p><code>a *b*</code></p>"),
        "escapes": (r"\*a\* a\)", "<p>*a* a)</p>"),
        "entities": ("&amp; & &lt; <", "<p>&amp; &amp; &lt; &lt;</p>"),
        "a hash word is no heading": ("#1 and\n#two", "<p>#1 and<br>#two</p>"),
        "a rule": ("a\n\n---\n\nb", "<p>a</p><hr><p>b</p>"),
        "a quote": ("> a\nb\n\nc", "<blockquote><p>a<br>b</p></blockquote><p>c</p>"),
        "a list after a line": ("a\n- b\n- c", "<p>a</p><ul><li>b</li><li>c</li></ul>"),
        "a numbered list": ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        "no list in a line that starts with a year": (
            "it was\n1984. Then",
            "<p>it was<br>1984. Then</p>",
        ),
        "a list nested by two": (
            "- a\n  - b\n    - c\n- d",
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>",
        ),
        "a list nested by four": (
            "1. a\n    - b\n2. c",
            "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
        ),
        "a list nested in a numbered one": (
            "3. a\n   - b",
            '<ol start="3"><li>a<ul><li>b</li></ul></li></ol>',
        ),
        "two kinds of list": ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        "paragraphs in an item": ("- a\n\n  b\n\nc", "<ul><li><p>a</p><p>b</p></li></ul><p>c</p>"),
        "a bare address": (
            "See https://example.org/a_(b), too.",
            f'<p>See <a href="https://example.org/a_(b)" {LINK}>https://example.org/a_(b)</a>,'
            " too.</p>",
        ),
        "an address in angle brackets": (
            "<https://example.org/>",
            f'<p><a href="https://example.org/" {LINK}>https://example.org/</a></p>',
        ),
        "a mail address": (
            "Ask bob@example.org.",
            f'<p>Ask <a href="mailto:bob@example.org" {LINK}>bob@example.org</a>.</p>',
        ),
        "a link with a title": (
            '[a *b*](/x "T")',
            f'<p><a href="/x" title="T" {LINK}>a <em>b</em></a></p>',
        ),
        "a reference": ("[a][b]\n\n[b]: /x", f'<p><a href="/x" {LINK}>a</a></p>'),
        "no mention and no shorthand": ("@bob foo/bar#1", "<p>@bob foo/bar#1</p>"),
        "a linked image": (
            "[![cat](/c.png)](/x)",
            f'<p><a href="/x" {LINK}>cat</a></p>',
        ),
        "an item behind one of paragraphs": (
            "- a\n  - b\n\n    c\n- d",
            "<ul><li><p>a</p><ul><li><p>b</p><p>c</p></li></ul></li><li><p>d</p></li></ul>",
        ),
        "a box": (
            "/// details | A *title*\none\n\n- two\n///\nthree",
            "<details><summary>A <em>title</em></summary><p>one</p><ul><li>two</li></ul></details>"
            "<p>three</p>",
        ),
        "a box in a box": (
            "/// details | A\n/// details | B\nx\n///\n///",
            "<details><summary>A</summary><details><summary>B</summary><p>x</p></details></details>",
        ),
        "a box without a title": (
            "/// details\nx\n///",
            "<details><summary>Details</summary><p>x</p></details>",
        ),
        "a box as in HTML": (
            "<details open>\n<summary><b>A</b> *t*</summary>\n\none\n\n</details>\ntwo",
            "<details><summary>A <em>t</em></summary><p>one</p></details><p>two</p>",
        ),
        "a box on one line": (
            "<details><summary>A</summary>one</details>",
            "<details><summary>A</summary><p>one</p></details>",
        ),
        "a box as in HTML in another, and in one of slashes": (
            "/// details | A\n<details><summary>B</summary>\n<details>\nx</details></details>\n///",
            "<details><summary>A</summary><details><summary>B</summary><details><summary>Details"
            "</summary><p>x</p></details></details></details>",
        ),
        "boxes as in HTML that are not closed, or not opened": (
            "<details>\n<details>x\n</details>\n\n</details>\n</details>\n<details>",
            "<details><summary>Details</summary><details><summary>Details</summary><p>x</p></details>"
            "</details><p>&lt;/details&gt;<br>&lt;details&gt;</p>",
        ),
        "no box in code, nor in a sentence": (
            "<details>\n\n    </details>\n\nSee `</details>` and <details>.",
            '<p>&lt;details&gt;</p><pre tabindex="0"><code>&lt;/details&gt;</code>'
            "</pre><p>See <code>&lt;/details&gt;</code> and &lt;details&gt;.</p>",
        ),
        "no points in a box as in HTML": (
            "a) x\n<details>\nb) y\n</details>\nb) z",
            '<section class="point" id="reply-5-a"><p>a) x</p><details><summary>Details</summary>'
            '<p>b) y</p></details></section><section class="point" id="reply-5-b"><p>b) z</p>'
            "</section>",
        ),
        "a box behind the letter of a point": (
            "a) <details><summary>A</summary>\nb) y\n</details>\nb) z",
            '<section class="point" id="reply-5-a"><p>a)</p><details><summary>A</summary>'
            '<p>b) y</p></details></section><section class="point" id="reply-5-b"><p>b) z</p>'
            "</section>",
        ),
        "a box as an item, and behind its number": (
            "- x\n- <details><summary>A</summary>\n  y\n  </details>\n\n2. <details>z</details>",
            "<ul><li>x</li></ul><details><summary>A</summary><p>y</p></details><p>2.</p>"
            "<details><summary>Details</summary><p>z</p></details>",
        ),
        "boxes of both kinds in a quote": (
            "> <details><summary>A</summary>\n> > /// details | B\n> > x\n> > ///\n"
            "> </details>\n\ny",
            "<blockquote><details><summary>A</summary><blockquote><details><summary>B</summary>"
            "<p>x</p></details></blockquote></details></blockquote><p>y</p>",
        ),
        "a point that starts with a quote": (
            "a) > x\n> y\n\nz",
            '<section class="point" id="reply-5-a"><p>a)</p><blockquote><p>x<br>y</p></blockquote>'
            "<p>z</p></section>",
        ),
        "points in a numbered list": (
            "1. a) x\n2. b) y",
            '<section class="point" id="reply-5-a"><ol><li>a) x</li></ol></section>'
            '<section class="point" id="reply-5-b"><ol start="2"><li>b) y</li></ol></section>',
        ),
        "a point ends a quote": (
            "> x\na) y",
            "<blockquote><p>x</p></blockquote>"
            '<section class="point" id="reply-5-a"><p>a) y</p></section>',
        ),
    }.values(),
)
def test_rendering(source: str, html: str) -> None:
    assert html_of(source) == html


def test_a_table_scrolls_and_aligns_without_style() -> None:
    html = html_of("Text\n| a | b |\n|:--|--:|\n| 1 | `2|3` |")
    assert html.startswith("<p>Text</p><div ")
    for part in (
        'class="table-scroll"',
        'tabindex="0"',
        'role="region"',
        'aria-label="Table: a, b"',
    ):
        assert part in html
    assert '<th class="cell-left">a</th><th class="cell-right">b</th>' in html
    assert '<td class="cell-left">1</td><td class="cell-right"><code>2|3</code></td>' in html


def test_code_is_highlighted_by_class() -> None:
    html = render("```python\nif x:\n    return\n```", "reply-5")
    assert html.startswith('<pre class="highlight" tabindex="0"><code><span class="k">if</span>')
    assert "\n    <span" in html
    assert "style" not in html


@pytest.mark.parametrize("language", ["", "nonsense", "text", "java"])
def test_other_code_is_plain(language: str) -> None:
    html = render(f"```{language}\nif <x>\n```", "reply-5")
    assert html == '<pre class="highlight" tabindex="0"><code>if &lt;x&gt;</code></pre>'


def test_code_in_lists_and_quotes() -> None:
    html = html_of("- a\n\n    ```\n    x\n\n    y\n    ```\n\n> ```\n> z\n> ```")
    pre = '<pre class="highlight" tabindex="0"><code>{}</code></pre>'
    assert html == (
        f"<ul><li><p>a</p>{pre.format('xy')}</li></ul><blockquote>{pre.format('z')}</blockquote>"
    )


def test_long_code_is_plain_but_whole() -> None:
    html = render("```python\n" + "x = 1\n" * 5000 + "```", "reply-5")
    assert html.count("x = 1") == 5000


NOTES = "x[^one] y[^two] x again[^one]\n\n[^two]: Second\n[^one]: First\n\n    More"


def test_footnotes_are_numbered_by_use_and_linked_both_ways() -> None:
    html = render(NOTES, "reply-5")
    assert re.findall(r'<sup id="([^"]+)"><a class="footnote-ref" href="([^"]+)"', html) == [
        ("fnref:preply-5-1", "#fn:preply-5-1"),
        ("fnref:preply-5-2", "#fn:preply-5-2"),
        ("fnref2:preply-5-1", "#fn:preply-5-1"),
    ]
    assert '<section aria-label="Footnotes" class="footnotes">' in html
    first, second = html.split("<li id=")[1:]
    assert first.startswith('"fn:preply-5-1">\n<p>First</p>\n<p>More')
    assert second.startswith('"fn:preply-5-2">\n<p>Second')
    back = re.findall(r'aria-label="([^"]+)" class="footnote-backref" href="([^"]+)"', html)
    assert back == [
        ("Back to footnote 1 in the text", "#fnref:preply-5-1"),
        ("Back to footnote 1 in the text, use 2", "#fnref2:preply-5-1"),
        ("Back to footnote 2 in the text", "#fnref:preply-5-2"),
    ]


def test_ids_of_two_texts_never_meet() -> None:
    source = NOTES + "\n\na) x\nb) y"
    ids = [re.findall(r' id="([^"]+)"', render(source, key)) for key in ("reply-5", "reply-57")]
    assert len(ids[0]) == len(set(ids[0])) == 7
    assert not set(ids[0]) & set(ids[1])


def test_a_note_in_a_note_in_a_quote() -> None:
    html = render("x[^1]\n\n[^1]: > [^2]: inner\n    y[^2]", "reply-5")
    assert html.count("<li id=") == 2


def test_rendering_twice_gives_the_same() -> None:
    source = f"{NOTES}\n\n```python\nx\n```"
    assert render(source, "reply-5") == render(source, "reply-5")


@pytest.mark.parametrize("sign, tag", [("**", "strong"), ("~~", "del"), ("*", "em")])
@pytest.mark.parametrize(
    "source",
    [
        "これは{}間違い{}です",
        "これは{}「強い」{}です。",
        "，{}不对{}。",
        "這{}不{}是",
        "한국어{}강조{}는",
        "นี่{}ผิด{}ครับ",
        "នេះ{}ខុស{}ទេ",
        "ဒါ{}မှား{}တယ်",
        "ו{}שגוי{}ים",
        "وال{}خطأ{}ُ",
        "यह {}गलत{}ही है",
        "ｗ{}ｘ{}ｙ",
        "({}wrong{})",
        "«{}неверно{}»",
    ],
)
def test_emphasis_in_scripts_without_spaces(source: str, sign: str, tag: str) -> None:
    expected = source.format(f"<{tag}>", f"</{tag}>")
    assert html_of(source.format(sign, sign)).replace(' dir="rtl"', "") == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    "source", ["~~100円~~80円", "価格~~100~~80元", "~~$5~~4", "~~間違い~~OK", "Web~~ページ~~サイト"]
)
def test_struck_beside_what_is_there_instead(source: str) -> None:
    _, struck, _ = source.split("~~")
    assert html_of(source) == f"<p>{source.replace(f'~~{struck}~~', f'<del>{struck}</del>')}</p>"


@pytest.mark.parametrize(
    "source",
    [
        "5~~10 and 20~~30",
        "a~~b~~c",
        "до~~б~~в",
        "α~~β~~γ",
        "~~ あ~~",
        "~~あ ~~",
        "あ~~~い~~~う",
        "a~b~c",
    ],
)
def test_what_is_not_struck(source: str) -> None:
    assert html_of(source) == f"<p>{source}</p>"


@pytest.mark.parametrize(
    "unseen", ["\ufeff", "\u200b", "\u200f", "\u200e ", " \u2060", "\ufeff\u200f"]
)
@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("{}> a", "<blockquote><p>{}a</p></blockquote>"),
        ("{}- a\n{}- b", "<ul><li>{}a</li><li>{}b</li></ul>"),
        ("{}7. a", '<ol start="7"><li>{}a</li></ol>'),
        ("> {}> a", "<blockquote><blockquote><p>{}a</p></blockquote></blockquote>"),
        ("a\n\n{}- b", "<p>a</p><ul><li>{}b</li></ul>"),
        ("{}-a", "<p>{}-a</p>"),
    ],
)
def test_what_nobody_sees_hides_no_block(unseen: str, source: str, html: str) -> None:
    found = html_of(source.replace("{}", unseen)).replace(' dir="rtl"', "")
    assert found.replace(" ", "") == html.replace("{}", unseen).replace(" ", "")


def test_white_space_of_every_kind_separates_words() -> None:
    source = "a\vb\fc\x85d\u2028e\u2029f\x1cg\x1dh\x1ei\x1fj"
    assert html_of(source) == "<p>a b c d e f g h i j</p>"
