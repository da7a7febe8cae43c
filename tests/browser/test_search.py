"""The field for searching, with JavaScript: a key leads there, topics and people are offered."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import be, complaints
from tests.cast import answer, person, place, publish

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)


@pytest.fixture
def site(live_server):
    """An essay with an objection; returns its address."""
    essay = publish(person("alice"), "Alignment", "A long essay of it.", topics="alignment")
    place(bob := person("bob"), answer(bob, essay, "a) It is no essay."))
    return live_server.url


def test_it_is_reached_by_a_key_and_offers_what_begins_so(page: Page, site: str) -> None:
    page.goto(f"{site}/posts/1/", wait_until="networkidle")
    page.keyboard.press("/")
    field = page.locator(".masthead input[name=q]")
    expect(field).to_be_focused()
    page.keyboard.type("essay al")
    offers = page.locator(".masthead [role=option]")
    expect(offers).to_have_text(["alignment topic", "Alice author"])
    expect(field).to_have_attribute("aria-expanded", "true")
    assert complaints(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(offers.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(field).to_have_value("essay author:alice ")
    expect(offers.first).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=essay+author%3Aalice+")
    expect(page.locator(".found")).to_have_count(1)
    # Whoever writes types a slash.
    be(page, site, "bob")
    page.goto(f"{site}/posts/1/reply/")
    page.locator("textarea[name=body]").press("/")
    expect(page.locator("textarea[name=body]")).to_have_value("/")


def test_its_page_is_usable_and_no_wider_than_a_phone(page: Page, site: str) -> None:
    for path in ("/search/", "/search/?q=essay", "/search/?q=essay&as=threads", "/search/?q=x"):
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(f"{site}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        assert complaints(page) == [], path
