"""Nothing that people write becomes script, style, a form, or an id or class of ours."""

import re
from html.parser import HTMLParser

import pytest

from forum.markup.sanitise import finish, sanitise
from forum.text import render

TAGS = frozenset(
    "a blockquote br code del details div em h2 h3 h4 hr li ol p pre section span strong summary"
    " sup table tbody td th thead tr ul".split()
)
ATTRIBUTES = frozenset("align aria-label class href id rel role start tabindex title".split())
CLASSES = re.compile(
    r"point|footnotes|footnote-ref|footnote-backref|table-scroll|highlight|[a-z]\w?"
)
IDS = re.compile(r"reply-5-[a-z]\d*|fn:preply-5-\d+|fnref\d*:preply-5-\d+")
ADDRESSES = re.compile(r"https?://\S+|mailto:\S+|/(?![/\\])\S*|#\S*", re.IGNORECASE)

VECTORS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>@import url(//evil.example)</style>",
    "<form action=/account/leave/><button>x</button></form>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<a href=javascript:alert(1)>x</a>",
    "<details open ontoggle=alert(1)>x</details>",
    '<section class="point" id="reply-5-a">x</section>',
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php echo 1 ?><base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](\x01javascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "[x](ftp://example.org/)",
    "[x](//evil.example/)",
    "[x](/\\evil.example/)",
    "[x](/\t/evil.example/)",
    "[x](<\\\\evil.example>)",
    "[x](&#47;&#47;evil.example)",
    "[x](evil.html)",
    "[x](?a=b)",
    "[x](/ok \"' onmouseover='alert(1)\")",
    "[x](/ok '\" onmouseover=\"alert(1)')",
    '[x](/a"onmouseover="alert(1))',
    "[x][y]\n\n[y]: javascript:alert(1)",
    '[x][y]\n\n[y]: /ok "\\" onclick=alert(1) x=\\""',
    "[y]\n\n[y]: data:text/html,<script>alert(1)</script>",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    '!["onerror="alert(1)](https://evil.example/pixel.png)',
    "[![x](javascript:alert(1))](javascript:alert(2))",
    "<javascript:alert(1)>",
    '<https://example.org/"onmouseover="alert(1)>',
    '<x@example.org?"onclick=alert(1)>',
    'https://example.org/"onmouseover="alert(1)',
    "https://example.org/<script>alert(1)</script>",
    'www.example.org"><script>alert(1)</script>',
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "```{.x #reply-5-a onclick=alert(1)}\nx\n```",
    '```python hl_lines="1" id="reply-5-a"\n\'</span><script>\'\n```',
    "# <img src=x onerror=alert(1)> {#reply-5-a .point onclick=alert(1)}",
    "text {: #reply-5-a onclick=alert(1) }",
    "a | b {onclick=x}\n--|--\n<script>alert(1)</script> | `<script>`",
    "/// details | <img src=x onerror=alert(1)>\n    attrs: {id: reply-5-a, class: point}\nx\n///",
    "/// html | script\nalert(1)\n///",
    "/// details | T\n    open: true\n    type: point\n\nx\n///",
    "x[^<script>]\n\n[^<script>]: <script>alert(1)</script>",
    'x[^"onclick=]\n\n[^"onclick=]: y',
    'a) <section class="point" id="reply-5-b">\nb) <script>alert(1)</script>',
    "*<b onclick=alert(1)>* ~~<script>~~ **<style>**",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 \x02amp\x03 \x0260\x03script\x0262\x03",
    "\\<script>alert(1)\\</script>",
    "<<script>script>alert(1)<</script>/script>",
    "<scr\x00ipt>".replace("\x00", "\x01"),
    "<a href='/' style=color:red class=point id=reply-5-a>x</a>",
    "<input autofocus onfocus=alert(1)><select><textarea><object data=x><embed src=x>",
    '[x](https://example.org){: style="position:fixed" }',
    "$$\\href{javascript:alert(1)}{x}$$",
]


class Everything(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.strange: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_comment(self, data):
        self.strange.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def check(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Everything()
    parser.feed(html)
    parser.close()
    assert parser.strange == []
    ids = []
    for tag, attributes in parser.found:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES
        if "class" in attributes:
            assert CLASSES.fullmatch(attributes["class"])
        if "id" in attributes:
            assert IDS.fullmatch(attributes["id"])
            ids.append(attributes["id"])
        if tag == "a" and "href" in attributes:
            assert ADDRESSES.fullmatch(attributes["href"])
            assert attributes["rel"] == "nofollow ugc noopener"
        else:
            assert "href" not in attributes
    assert len(ids) == len(set(ids))
    return parser.found


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize(
    "place",
    [
        "{}",
        "before {} after",
        "> {}",
        "- {}",
        "a) {}\nb) x",
        "x[^1]\n\n[^1]: {}",
        "/// details | T\n{}\n///",
        "**{}**",
        "[{}](/x)",
        "| {} | b |\n|---|---|\n| {} | d |",
    ],
)
def test_vector(vector: str, place: str) -> None:
    check(render(place.replace("{}", vector), "reply-5"))


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize("one_pass", [sanitise, finish])
def test_each_pass_alone_lets_no_script_through(one_pass, vector: str) -> None:
    parser = Everything()
    parser.feed(one_pass(f"<p>{vector}</p>", "reply-5"))
    for tag, attributes in parser.found:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES
        assert ADDRESSES.fullmatch(attributes.get("href", "/"))


@pytest.mark.parametrize("one_pass", [sanitise, finish])
@pytest.mark.parametrize(
    "html",
    [
        '<section id="other">x</section>',
        '<section id="reply-55-a">x</section>',
        '<section class="card">x</section>',
        '<p id="reply-5-a" class="point">x</p>',
        '<li id="reply-5-a">x</li>',
        '<span class="objection-card">x</span>',
        '<a class="btn">x</a>',
    ],
)
def test_each_pass_alone_drops_ids_and_classes_that_are_not_the_renderers(one_pass, html) -> None:
    cleaned = one_pass(html, "reply-5")
    assert "id=" not in cleaned
    assert "class=" not in cleaned


def test_raw_html_is_shown_as_written() -> None:
    assert render("<b>x</b> <!-- y -->", "reply-5") == (
        "<p>&lt;b&gt;x&lt;/b&gt; &lt;!-- y --&gt;</p>"
    )


def test_only_points_are_sections_and_have_their_ids() -> None:
    forged = '<section class="point" id="reply-5-b">'
    found = check(render(f"a) {forged}\n\n```\n{forged}\n```\n\n{forged}", "reply-5"))
    sections = [attributes for tag, attributes in found if tag == "section"]
    assert sections == [{"class": "point", "id": "reply-5-a"}]


def test_a_link_that_may_not_stand_leaves_its_words() -> None:
    assert render("[x](javascript:alert(1))", "reply-5") == "<p><span>x</span></p>"


def test_an_image_is_a_link_that_asks_no_foreign_host() -> None:
    html = render("![a *cat*](https://example.org/cat.png)", "reply-5")
    found = check(html)
    assert [tag for tag, _ in found] == ["p", "a"]
    assert found[1][1]["href"] == "https://example.org/cat.png"
    assert ">a *cat*</a>" in html
