"""The summary in Chromium: a visit is noted once it was read; pictures and paper can be read."""

import pytest
from playwright.sync_api import Browser, Page, expect

from forum.models import Post, Visit
from tests.browser.looks import be, complaints
from tests.cast import answer, person, place, publish
from tests.examples import examples
from transfer.demo.showcase import add_discussions, missing_discussions

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

CLOSED = ".row-obj--closed .move"


@pytest.fixture
def essay(live_server) -> str:
    """Alice's essay with two objections; the address of its critique."""
    post = publish(person("alice"), "Twenty checks", "An essay about checks.")
    bob = person("bob")
    place(bob, answer(bob, post, "a) A lean stays hidden.\nb) People tire."))
    return f"{live_server.url}/posts/{post.pk}/critique/"


def busiest() -> Post:
    """The demo's busiest discussion, with every status."""
    plans = {name: plan for name, plan in missing_discussions().items() if name == "twenty-checks"}
    add_discussions(plans, with_passwords=False)
    return Post.objects.earliest("pk")


@pytest.fixture
def demo(once, live_server) -> str:
    """The address of its critique."""
    return f"{live_server.url}/posts/{once(busiest).pk}/critique/"


def signed_in(browser: Browser, url: str, name: str) -> Page:
    page = browser.new_page()
    be(page, url, name)
    return page


def sent(page: Page) -> list[str]:
    """The requests that note a visit, as they will come."""
    found: list[str] = []
    page.on("request", lambda each: found.append(each.url) if "/seen/" in each.url else None)
    return found


def test_a_visit_is_noted_when_the_page_was_read_a_while(essay: str, browser: Browser) -> None:
    page = signed_in(browser, essay, "bob")
    page.clock.install()
    page.goto(essay)
    requests = sent(page)
    page.clock.run_for(3_000)
    page.wait_for_load_state("networkidle")
    assert requests == [], "a glance is no visit"
    with page.expect_response(lambda answer: answer.url.endswith("/seen/")) as noted:
        page.clock.run_for(2_000)
    assert noted.value.status == 302
    assert Visit.objects.get().user.username == "bob"
    assert page.url == essay
    page.close()


def test_whoever_leaves_at_once_has_not_read_it(essay: str, browser: Browser) -> None:
    page = signed_in(browser, essay, "bob")
    page.clock.install()
    page.goto(essay)
    page.evaluate("Object.defineProperty(document, 'hidden', {value: true, configurable: true})")
    requests = sent(page)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.clock.run_for(60_000)
    page.wait_for_load_state("networkidle")
    assert requests == []
    with page.expect_response(lambda answer: answer.url.endswith("/seen/")):
        page.evaluate("Object.defineProperty(document, 'hidden', {value: false})")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.clock.run_for(5_000)
    page.close()


@pytest.mark.parametrize("width", [1280, 360][examples(1, 0) :])
def test_the_pictures_are_legible(demo: str, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{demo}?since=2026-01-01")
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert complaints(page) == []
    drawings = page.locator(".picture svg[role=img]")
    assert drawings.count() >= 4
    for text in drawings.locator("text").all():
        box, drawing = text.bounding_box(), text.locator("xpath=ancestor::*[@role='img']")
        whole = drawing.bounding_box()
        assert box and whole
        assert box["height"] >= 10, "twelve pixels, hardly scaled"
        assert box["x"] >= whole["x"] - 1, text.text_content()
        assert box["x"] + box["width"] <= whole["x"] + whole["width"] + 1, text.text_content()
    context.close()


def test_on_paper_folded_parts_are_open_and_nothing_is_to_press(
    demo: str, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 794, "height": 1123})
    page.goto(demo)
    voice = page.locator(CLOSED).first
    expect(voice).not_to_be_visible()
    expect(page.locator(".printed")).not_to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".printed")).to_be_visible()
    expect(voice).to_be_visible()
    assert (voice.bounding_box() or {"height": 0})["height"] > 10
    for gone in (".masthead", ".footer", ".filters", ".looking", ".exports"):
        expect(page.locator(gone).first).not_to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 794
    page.close()


def test_a_phone_shows_where_things_stand_at_once(demo: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(demo)
    for what in (".sentence", ".bar", ".objections h3"):
        box = page.locator(what).first.bounding_box()
        assert box is not None and box["y"] + box["height"] <= 740, what
    closing = page.locator(".closing-word")
    expect(closing.locator("p").last).to_be_hidden()
    closing.get_by_label("All of it").check()
    expect(closing.locator("p").last).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 740})
    expect(closing.get_by_label("All of it")).to_be_hidden()
    expect(closing.locator("p").last).to_be_visible()


def test_in_colours_of_the_reader_letters_and_drawings_are_in_them(
    demo: str, browser: Browser
) -> None:
    page = browser.new_context(forced_colors="active").new_page()
    page.goto(demo)
    told = """what => { const style = getComputedStyle(document.querySelector(what));
        return [style.color, style.backgroundColor, style.fill] }"""
    ink, paper, _ = page.evaluate(told, "body")
    assert page.evaluate(told, ".objections [data-round='1'] .sigil")[:2] == [paper, ink]
    assert page.evaluate(told, ".picture .p-band")[2] == ink
    page.context.close()
