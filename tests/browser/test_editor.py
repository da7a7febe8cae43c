"""The editor by keyboard alone: tools and their keys, lists, undoing; what it does is kept."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from forum.models import Draft, Post
from tests.browser.looks import be, complaints
from tests.cast import answer, person, place, publish

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

TEXT = "#composer [name=body]"
SHOWN = ".live .prose"


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
    # What a test refuses or cuts is said there, too.
    assert [each for each in said if "Failed to load" not in each] == []


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
    written = text.input_value()
    text.fill("\nBelow")
    keys.press("Control+Home")
    keys.press("Control+Shift+Digit9")
    keys.type("Above")
    expect(text).to_have_value("> Above\n\nBelow")
    text.fill(written)

    # How to write stands in place; what was typed stays.
    keys.press("Shift+Tab")
    keys.press("End")
    keys.press("ArrowLeft")
    help_button = bob.get_by_role("button", name="How to write here")
    expect(help_button).to_be_focused()
    keys.press("Enter")
    sheet = bob.get_by_role("dialog", name="How to write here")
    expect(sheet.get_by_text("A box that folds")).to_be_visible()
    expect(sheet.get_by_role("heading", name="How to write here")).to_be_focused()
    expect(bob.locator("#composer [data-syntax]")).to_be_hidden()
    assert complaints(bob) == []
    keys.press("Escape")
    expect(sheet).to_be_hidden()
    expect(help_button).to_be_focused()

    # What AltGr types is nobody’s key; the site has kept what tools did.
    text.dispatch_event("keydown", {"key": "b", "ctrlKey": True, "altKey": True})
    expect(text).to_have_value(re.compile(r"> Her words$"))
    assert complaints(bob) == []
    sizes = bob.locator(".tool").evaluate_all("all => all.map(e => e.getBoundingClientRect())")
    assert all(each["width"] >= 24 and each["height"] >= 24 for each in sizes)
    expect(bob.locator("[name=sequence]")).not_to_have_value("")
    assert Draft.objects.get().fields["body"] == text.input_value()


def test_the_preview_follows_and_never_leads(bob: Page) -> None:
    keys, text, shown = bob.keyboard, bob.locator(TEXT), bob.locator(SHOWN)
    asked: list[str] = []
    bob.on("request", lambda each: asked.append(each.url) if "/preview/" in each.url else None)
    told = bob.locator(".live [role=status]")
    button = bob.get_by_role("button", name="Preview while you write")
    expect(bob.locator(".live")).to_be_hidden()
    button.click()
    expect(told).to_have_text("What you write is shown here.")
    text.focus()
    keys.type("a) **One**")
    expect(shown.locator("section strong")).to_have_text("One")
    expect(text).to_be_focused()
    assert text.evaluate("area => area.selectionStart") == 10
    # Nothing new, nothing asked: it was shown, hidden and shown again.
    button.click()
    button.click()
    assert len(asked) == 1 and asked[0].endswith("-reply/preview/")

    # The latest answer counts: an earlier one that never comes is given up.
    def keep_waiting(route: Route) -> None:
        bob.unroute("**/preview/")

    bob.route("**/preview/", keep_waiting)
    text.focus()
    keys.press("End")
    with bob.expect_request("**/preview/"):
        keys.type(" and")
    keys.type(" two")
    expect(shown).to_contain_text("One and two")

    bob.route("**/preview/", lambda route: route.abort())
    keys.type(" and")
    expect(told).to_contain_text("can’t be reached")
    expect(bob.locator(".length")).to_have_text("5 words, 1 min to read")
    expect(shown).to_contain_text("One and two")
    bob.unroute("**/preview/")
    bob.locator(TEXT).fill("\u200b")
    expect(told).to_contain_text("only signs that nobody can see")
    bob.locator(TEXT).fill("Short")
    expect(shown).to_have_text("Short")
    expect(told).to_be_hidden()
    field, pane = (bob.locator(each).bounding_box() for each in (TEXT, ".live"))
    assert field and pane and pane["y"] > field["y"] + field["height"]

    # Whether it is shown is remembered, of essays for themselves; these have it beside them.
    bob.reload()
    expect(bob.locator(".live")).to_be_visible()
    bob.set_viewport_size({"width": 1280, "height": 800})
    bob.goto(bob.url.partition("/posts/")[0] + "/posts/new/")
    expect(bob.locator(".live")).to_be_hidden()
    bob.get_by_role("button", name="Preview while you write").click()
    bob.locator("[name=body]").fill("\n\n".join(f"## Part {n}\n\nWords." for n in range(40)))
    expect(shown.locator("h3")).to_have_count(40)
    field, pane = (bob.locator(each).bounding_box() for each in ("[name=body]", ".live"))
    assert field and pane and pane["x"] >= field["x"] + field["width"]
    bob.locator(".live").evaluate("pane => pane.scrollTop = 700")
    bob.locator("[name=body]").press("Control+End")
    keys.type(" More.")
    expect(shown).to_contain_text("More.")
    assert bob.locator(".live").evaluate("pane => pane.scrollTop") == 700
    assert complaints(bob) == []


def test_names_are_offered_and_chosen_by_keys_and_by_touch(bob: Page) -> None:
    post = Post.objects.get()
    carol = person("carol")
    place(carol, answer(carol, post, "a) Too few checks.\nb) People tire."))
    keys, text = bob.keyboard, bob.locator(TEXT)
    offered = bob.get_by_role("option")
    text.focus()
    keys.type("As @c")
    expect(offered).to_have_text(["@carol Carol"])
    # They are for where they were offered.
    keys.press("Home")
    expect(offered).to_have_count(0)
    keys.press("End")
    keys.press("Backspace")
    keys.type("c")
    expect(offered).to_be_visible()
    keys.press("Enter")
    expect(text).to_have_value("As @carol ")
    expect(offered).to_have_count(0)
    keys.type("said in [")
    expect(offered).to_have_count(0)
    keys.type("b")
    expect(offered).to_have_text(["b People tire"])
    expect(text).to_have_attribute("aria-activedescendant", re.compile("names-1-0"))
    assert complaints(bob) == []
    keys.press("Escape")
    expect(offered).to_have_count(0)
    keys.press("Backspace")
    keys.type("a")
    offered.click()
    expect(text).to_have_value("As @carol said in [a]")
    expect(text).to_be_focused()
    keys.press("Control+z")
    expect(text).to_have_value("As @carol said in [a")
    # Of whom there is nobody, and in a word, nothing is offered, and Enter is Enter.
    keys.type("] me@c @zz")
    keys.press("Enter")
    expect(text).to_have_value("As @carol said in [a] me@c @zz\n")


def test_the_field_fills_the_screen_and_what_it_has_is_counted(bob: Page) -> None:
    keys, text = bob.keyboard, bob.locator(TEXT)
    length = bob.locator(".length")
    text.fill("One two three.\n\n[four](https://example.org/five)")
    expect(length).to_have_text("4 words, 1 min to read")
    text.focus()
    keys.press("Shift+Tab")
    keys.press("End")
    button = bob.get_by_role("button", name="Fill the screen")
    expect(button).to_be_focused()
    keys.press("Enter")
    expect(text).to_be_focused()
    expect(button).to_have_attribute("aria-pressed", "true")
    field = bob.locator(".field[data-full]")
    box, inner = field.bounding_box(), text.bounding_box()
    assert box == {"x": 0, "y": 0, "width": 360, "height": 740}
    assert inner and inner["y"] > 0 and inner["height"] > 500
    expect(length).to_be_in_viewport()
    assert complaints(bob) == []
    # The tools are there, and Escape leaves names that are offered before it leaves the screen.
    keys.press("Control+End")
    keys.type(" @al")
    expect(bob.get_by_role("option")).to_be_visible()
    keys.press("Escape")
    expect(bob.get_by_role("option")).to_have_count(0)
    expect(field).to_be_visible()
    keys.press("Escape")
    expect(field).to_have_count(0)
    expect(text).to_be_focused()
    expect(text).to_be_in_viewport()
    # The site counts what it shows.
    bob.get_by_role("button", name="Preview while you write").click()
    text.fill("# One\n\n$x^2$ and 日本")
    expect(length).to_have_text("5 words, 1 min to read")
