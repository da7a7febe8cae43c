"""What letters and names say where they are pointed at, and passages by colour, in Chromium."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from critiques.models import Objection
from forum.models import Post
from tests.browser.looks import complaints
from tests.cast import answer, person, place, publish
from tests.examples import examples

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

CLAIM = "Nobody who draws twenty sentences by lot learns which of the others lean the same way"
Opener = Callable[..., Page]


def lettered() -> Post:
    """An essay: a has a passage and is open, b one that is conceded, 2c and #4 have none."""
    alice, bob = person("alice"), person("bob")
    post = publish(alice, "Twenty", "Twenty drawn at random do speak. They speak for all the rest.")
    for words in (
        f"> Twenty drawn at random do speak\n\n{CLAIM}.",
        "> They speak for all the rest\n\nThey do not speak at all.",
        f"a) The third is this.\nb) {CLAIM}.",
    ):
        reply = answer(bob, post, words)
        labels = ("a", "b") if words.startswith("a)") else ("reply",)
        place(bob, reply, **{f"to_{label}": "new" for label in labels})
    answer(alice, post, "Yes.", **{"objection-2": "concede", "concede-2": "They do not."})
    Objection.objects.filter(number=3).update(round=2, letter="c")
    Objection.objects.filter(number=4).update(round=None, letter=None)
    # What is kept of the page is printed anew.
    answer(bob, post, "A plain reply.")
    return post


@pytest.fixture
def opened(once, live_server, browser: Browser) -> Iterator[Opener]:
    """Opens the essay, or another address, in a window of some width, without JavaScript."""
    post = once(lettered)
    pages: list[Page] = []

    def open_(path: str = post.get_absolute_url(), *, width: int = 1280, **options) -> Page:
        options = {"java_script_enabled": False, **options}
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        pages.append(context.new_page())
        pages[-1].goto(live_server.url + path)
        return pages[-1]

    yield open_
    for page in pages:
        page.context.close()


def is_seen(tip: Locator) -> bool:
    box = tip.bounding_box()
    return box is not None and box["width"] > 20


def style(of: Locator, name: str) -> str:
    return of.first.evaluate(f"each => getComputedStyle(each)['{name}']")


@pytest.mark.parametrize("width", [1280, 360][examples(1, 0) :])
@pytest.mark.parametrize("path", ["/", "/posts/1/twenty/"])
def test_each_letter_says_its_claim_to_mouse_and_keyboard(opened, width, path) -> None:
    page = opened(path, width=width)
    names = [
        f"objection a : {CLAIM}",
        "objection 2c : second round, c: The third is this",
        f"#4 : objection 4, without a letter: {CLAIM}",
    ]
    for name in names:
        link = page.locator(".chips").get_by_role("link", name=name, exact=True)
        tip = link.locator(".tip")
        assert not is_seen(tip)
        for show in (link.hover, link.focus):
            page.mouse.move(0, 0)
            if show == link.focus:
                page.keyboard.press("Tab")
            show()
            assert is_seen(tip), name
            box = tip.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator(".masthead__name").focus()
        assert not is_seen(tip)


@pytest.mark.parametrize("width", [1280, 360][examples(1, 0) :])
def test_a_sign_before_a_link_says_what_it_is_with_it(opened, width) -> None:
    page = opened("/u/bob/", width=width)
    sign = page.locator("li[data-objection='3'] .sigil")
    tip = sign.locator(".tip")
    assert not is_seen(tip)
    sign.hover()
    assert is_seen(tip) and tip.text_content() == "second round, c"
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    page.locator("li[data-objection='3'] h3 a").focus()
    assert is_seen(tip)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("width", "where", "claim"),
    [
        (1280, "#reply-2 .chip", "They do not speak at all"),
        (360, "#reply-3-a .chip", "The third is this"),
    ],
)
def test_what_a_reply_says_itself_is_one_line_beside_it(opened, width, where, claim) -> None:
    page = opened(width=width)
    raised = page.locator(where)
    line = float(style(raised, "lineHeight").removesuffix("px"))
    assert raised.bounding_box()["height"] < 2 * line
    assert claim in raised.text_content()
    assert not is_seen(raised.locator(".tip"))
    raised.hover()
    assert is_seen(raised.locator(".tip"))


def test_another_s_claim_is_cut_to_a_line_and_whole_when_asked_for(opened) -> None:
    carol = person("carol")
    opened()
    post = Objection.objects.get(number=1).post
    place(carol, answer(carol, post, "So it is."), to_reply="1")
    page = opened(width=360)
    claim = page.locator(".chip__claim").last
    inner = claim.locator("span")
    assert style(claim, "overflow") == "hidden"
    height = claim.bounding_box()["height"]
    assert inner.bounding_box()["height"] <= height + 4
    page.locator(".chip").last.hover()
    assert style(claim, "overflow") == "visible"
    assert inner.bounding_box()["height"] > height + 4
    assert claim.bounding_box()["height"] == height, "nothing moves"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_passage_has_one_thin_line_that_is_coloured_while_unresolved(opened) -> None:
    for scheme in ("light", "dark"):
        page = opened(color_scheme=scheme)
        open_, settled = page.locator("#passage-a"), page.locator("#passage-b")
        assert style(open_, "textDecorationStyle") == "solid"
        assert style(settled, "textDecorationStyle") == "dotted"
        assert float(style(open_, "textDecorationThickness").removesuffix("px")) <= 2
        sign, quiet = page.locator(".note[data-letter=a] .sigil, .note[data-letter=b] .sigil").all()
        assert style(open_, "textDecorationColor") == style(sign, "backgroundColor")
        assert style(settled, "textDecorationColor") != style(page.locator("body"), "color")
        assert style(quiet, "backgroundColor") == "rgba(0, 0, 0, 0)"


def test_nothing_is_told_by_colour_alone(opened) -> None:
    page = opened("/", forced_colors="active")
    bars = page.locator(".bar rect")
    assert {float(style(bar, "height").removesuffix("px")) for bar in bars.all()} == {1.0, 0.4}
    assert style(bars, "fill") != style(bars, "stroke")
    assert style(page.locator(".chips .sigil"), "borderTopStyle") != "none"
    page = opened(forced_colors="active")
    assert style(page.locator("#passage-a"), "textDecorationStyle") == "solid"
    assert style(page.locator("#passage-b"), "textDecorationStyle") == "dotted"
    expect(page.locator(".note .sigil")).to_have_text(["objection a", "objection b"])


@pytest.mark.parametrize("width", [1280, 360][examples(1, 0) :])
def test_what_letters_mean_opens_in_place_and_is_accessible(opened, width) -> None:
    page = opened(width=width, java_script_enabled=True, bypass_csp=True)
    page.locator(".letters summary").click()
    expect(page.get_by_text("Objection b of the second round.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints(page) == []


def test_a_card_comes_beside_a_name_and_goes_again(opened: Opener) -> None:
    page = opened(java_script_enabled=True)
    page.wait_for_load_state("networkidle")
    name = page.locator("main a[href='/u/bob/']").first
    card, height = page.locator(".card"), page.evaluate("document.body.scrollHeight")
    name.hover()
    expect(card).to_contain_text("bob, here since")
    assert page.evaluate("document.body.scrollHeight") == height, "nothing moves"
    card.hover()
    page.wait_for_timeout(500)
    expect(card).to_be_visible()
    assert complaints(page) == []
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    name.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(card).to_be_visible()
    expect(name).to_have_attribute("aria-describedby", "card")
    page.keyboard.press("Tab")
    expect(card).to_be_hidden()
    assert name.get_attribute("aria-describedby") is None
