"""The editor by keyboard alone: tools and their keys, lists, undoing; what it does is kept."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from forum.models import Draft
from tests.browser.looks import be, complaints
from tests.cast import person, publish

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

TEXT = "#composer [name=body]"


@pytest.fixture
def bob(live_server, browser: Browser) -> Iterator[Page]:
    """Bob, about to reply to an essay of Alice's."""
    post = publish(person("alice"), "Twenty checks", "Twenty checks are enough.")
    person("bob")
    page = browser.new_page(viewport={"width": 360, "height": 740})
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    be(page, live_server.url, "bob")
    page.goto(f"{live_server.url}/posts/{post.pk}/reply/")
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.close()
    assert said == []


def test_by_keyboard_alone(bob: Page) -> None:
    keys, text = bob.keyboard, bob.locator(TEXT)
    text.focus()
    keys.type("Enough")
    keys.press("Shift+Home")
    keys.press("Control+b")
    expect(text).to_have_value("**Enough**")
    keys.press("Control+b")
    expect(text).to_have_value("Enough")
    keys.press("Control+i")
    keys.press("End")
    keys.type(" of it.\n\n- one")
    keys.press("Enter")
    keys.type("two")
    keys.press("Enter")
    keys.press("Enter")
    expect(text).to_have_value("*Enough* of it.\n\n- one\n- two\n")

    # One stop for Tab, and arrows from tool to tool.
    keys.press("Shift+Tab")
    expect(bob.get_by_role("button", name="Bold")).to_be_focused()
    for _ in range(4):
        keys.press("ArrowRight")
    expect(bob.get_by_role("button", name="Quotation")).to_be_focused()
    keys.press("Enter")
    expect(text).to_be_focused()
    keys.type("Her words")
    expect(text).to_have_value(re.compile(r"- two\n\n> Her words$"))
    keys.press("Shift+Tab")
    expect(bob.get_by_role("button", name="Quotation")).to_be_focused()
    keys.press("Tab")
    expect(text).to_be_focused()
    keys.press("Control+Shift+Digit9")
    expect(text).to_have_value(re.compile(r"- two\n\nHer words$"))
    keys.press("Control+z")
    expect(text).to_have_value(re.compile(r"- two\n\n> Her words$"))

    # What AltGr types is nobody’s key; the site has kept what tools did.
    text.dispatch_event("keydown", {"key": "b", "ctrlKey": True, "altKey": True})
    expect(text).to_have_value(re.compile(r"> Her words$"))
    assert complaints(bob) == []
    sizes = bob.locator(".tool").evaluate_all("all => all.map(e => e.getBoundingClientRect())")
    assert all(each["width"] >= 24 and each["height"] >= 24 for each in sizes)
    expect(bob.locator("[name=sequence]")).not_to_have_value("")
    assert Draft.objects.get().fields["body"] == text.input_value()
