"""Nothing that people write becomes script, style, a form, or an id or class of ours."""

import re
from html.parser import HTMLParser

import pytest
import regex
from django.core.exceptions import ValidationError

from forum.actions.kinds import TITLE
from forum.markup.images import OF_IMAGES
from forum.markup.sanitise import finish, sanitise
from forum.sources import clean_line
from forum.text import render
from tests.examples import examples
from tests.xss import REFUSED, STORABLE

TAGS = frozenset(
    "a blockquote br code del details div em h2 h3 h4 h5 h6 hr li ol p pre section span strong"
    " summary sup table tbody td th thead tr ul".split()
)
# Only of images that are here; any other has no address.
PICTURES = frozenset("figcaption figure img picture source".split())
MATHS = frozenset(
    "math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow"
    " mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover".split()
)
OF_MATHS = frozenset(
    "accent alttext columnalign columnlines depth display displaystyle fence form height largeop"
    " linethickness lspace mathvariant maxsize minsize movablelimits notation rowlines rowspacing"
    " rspace scriptlevel separator stretchy voffset width".split()
)
ATTRIBUTES = frozenset("aria-label class dir href id rel role start tabindex title".split())
CLASSES = re.compile(
    r"point|footnotes|footnote-ref|footnote-backref|table-scroll|highlight|formula|fault|[a-z]\w{0,2}"
    r"|heading-link|cell-(?:left|center|right)"
)
# Many scripts write vowels as marks, which are no letters.
IDS = regex.compile(
    r"reply-5-[a-z]\d*|reply-5--[\p{L}\p{M}\p{N}-]+|fn:preply-5-\d+|fnref\d*:preply-5-\d+"
)
ADDRESSES = re.compile(r"https?://\S.*|mailto:.+|/(?![/\\]).*|#.*", re.IGNORECASE)
LEFT_OUT_BY_BROWSERS = re.compile(r"[\t\n\r]|^[\x00-\x20]+")


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


def is_safe(address: str) -> bool:
    return bool(ADDRESSES.fullmatch(LEFT_OUT_BY_BROWSERS.sub("", address)))


def check(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Everything()
    parser.feed(html)
    parser.close()
    assert parser.strange == [], html
    ids = []
    for tag, attributes in parser.found:
        assert tag in TAGS | MATHS
        assert set(attributes) <= (OF_MATHS if tag in MATHS else ATTRIBUTES)
        if tag in MATHS:
            continue
        assert attributes.get("dir", "ltr") in ("ltr", "rtl")
        if "class" in attributes:
            assert CLASSES.fullmatch(attributes["class"])
        if "id" in attributes:
            assert IDS.fullmatch(attributes["id"])
            ids.append(attributes["id"])
        if tag == "a" and "href" in attributes:
            assert is_safe(attributes["href"]), html
            assert attributes["rel"] == "nofollow ugc noopener"
        else:
            assert "href" not in attributes
    assert len(ids) == len(set(ids))
    return parser.found


PLACES = (
    "{}",
    "before {} after",
    "> {}",
    "- {}",
    "a) {}\nb) x",
    "x[^1]\n\n[^1]: {}",
    "/// details | T\n{}\n///",
    "**{}**",
    "[{}](/x)",
    "$$\\text{{}}$$ \\(x\\mbox{{}}\\)",
    "| {} | b |\n|---|---|\n| {} | d |",
)
# A short run tries each attack in every third place.
SOME = examples(3, 1)


@pytest.mark.parametrize(("n", "place"), list(enumerate(PLACES)), ids=PLACES)
def test_security_16_no_attack_survives_rendering_wherever_it_stands(n: int, place: str) -> None:
    for vector in STORABLE[n % SOME :: SOME]:
        check(render(place.replace("{}", vector), "reply-5"))


@pytest.mark.parametrize("vector", REFUSED)
def test_security_16_what_cannot_be_stored_is_refused(vector: str) -> None:
    with pytest.raises(ValidationError, match="cannot be stored"):
        render(vector, "reply-5")
    with pytest.raises(ValidationError, match="cannot be stored"):
        clean_line(vector, limit=200, what=TITLE)


@pytest.mark.parametrize("one_pass", [sanitise, finish])
def test_security_16_each_pass_alone_lets_no_script_through(one_pass) -> None:
    for vector in STORABLE:
        parser = Everything()
        parser.feed(one_pass(f"<p>{vector}</p>", "reply-5"))
        for tag, attributes in parser.found:
            if tag in PICTURES:
                assert set(attributes) <= {*OF_IMAGES, "alt", "dir", "title"}, vector
                own = attributes.keys() & OF_IMAGES.keys()
                assert all(OF_IMAGES[name].fullmatch(attributes[name]) for name in own), vector
                continue
            assert tag in TAGS | (MATHS if one_pass is finish else set()), vector
            assert set(attributes) <= (OF_MATHS if tag in MATHS else ATTRIBUTES), vector
            assert is_safe(attributes.get("href", "/")), vector


@pytest.mark.parametrize("one_pass", [sanitise, finish])
@pytest.mark.parametrize(
    "html",
    [
        '<section id="other">x</section>',
        '<section id="reply-55-a">x</section>',
        '<section class="card">x</section>',
        '<p id="reply-5-a" class="point">x</p>',
        '<li id="reply-5-a">x</li>',
        '<h2 id="reply-5-a">x</h2>',
        '<p id="reply-5--a">x</p>',
        '<td class="cell">x</td>',
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
