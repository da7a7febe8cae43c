"""Readers find their way in a long essay, and read a footnote where its mark stands."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import be
from tests.cast import person, publish

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

SECTION = "Twenty checks are enough, and nobody needs more of them than that. " * 20
TEXT = f"# Why\n\nOf checks.[^1]\n\n{SECTION}\n\n## How\n\n{SECTION}\n\n# The end\n\n{SECTION}"
NOTE = "\n\n[^1]: Give or take *one*.\n\n    And another."


def test_contents_lead_to_sections_and_notes_open_by_keys(live_server, page: Page) -> None:
    essay = publish(person("alice"), body=TEXT + NOTE)
    page.set_viewport_size({"width": 1280, "height": 700})
    # What opens notes is fetched where there are any.
    page.goto(f"{live_server.url}{essay.get_absolute_url()}", wait_until="networkidle")
    contents = page.get_by_role("navigation", name="Contents of the essay")
    contents.get_by_role("link", name="The end").click()
    heading = page.get_by_role("heading", name="The end")
    expect(heading).to_be_in_viewport()
    expect(contents.get_by_role("link", name="Why")).to_be_in_viewport()

    mark = page.locator("a.footnote-ref")
    mark.focus()
    page.keyboard.press("Enter")
    note = page.get_by_role("dialog", name="Footnote 1")
    expect(note).to_be_focused()
    expect(note).to_have_text("Give or take one.\nAnd another.")
    box, at = note.bounding_box(), mark.bounding_box()
    assert box and at and abs(box["y"] - at["y"]) < 200
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(mark).to_be_focused()

    page.set_viewport_size({"width": 360, "height": 700})
    link = contents.get_by_role("link", name="How")
    expect(link).to_be_hidden()
    contents.locator("summary").click()
    expect(link).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_fields_are_large_enough_for_phones_and_paper_has_nothing_to_press(
    live_server, page: Page
) -> None:
    essay = publish(person("alice"), body=TEXT + NOTE)
    page.set_viewport_size({"width": 360, "height": 700})
    small = (
        "[...document.querySelectorAll('main :is(input, select, textarea)')].filter("
        "each => each.offsetParent && !['checkbox', 'radio'].includes(each.type)"
        " && parseFloat(getComputedStyle(each).fontSize) < 16).map(each => each.name)"
    )
    be(page, live_server.url, "alice")
    for path in ("/posts/new/", f"/posts/{essay.pk}/reply/", "/account/"):
        page.goto(f"{live_server.url}{path}")
        assert page.evaluate(small) == [], path

    be(page, live_server.url, "")
    page.goto(f"{live_server.url}{essay.get_absolute_url()}")
    expect(page.get_by_text("to reply")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("to reply")).to_be_hidden()
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_role("region", name="Footnotes")).to_be_visible()
