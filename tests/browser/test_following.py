"""Following and muting by the buttons of a thread, in Chromium: in place, and with the keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from forum.models import Follow, Mute, Post
from tests.browser.looks import be, complaints
from tests.cast import answer, person, publish

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)


def discussed() -> Post:
    """Alice’s essay, with a reply of Carol’s and Dave’s answer to it; Bob reads."""
    person("bob")
    post = publish(person("alice"), "Twenty checks", "Twenty checks are enough for any summary.")
    first = answer(person("carol"), post, "Too few checks.")
    answer(person("dave"), post, "Too many.", parent=first)
    return post


@pytest.fixture
def essay(once) -> Post:
    return once(discussed)


@pytest.fixture
def page(essay: Post, live_server, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    be(page, live_server.url, "bob")
    page.goto(live_server.url + essay.get_absolute_url())
    yield page
    assert said == []
    page.close()


def test_an_essay_is_followed_and_no_longer_without_leaving_the_page(page: Page) -> None:
    page.evaluate("window.stayed = true")
    button = page.locator("button[name=do][value=follow]").first
    button.focus()
    page.keyboard.press("Enter")
    pressed = page.locator("button[name=do][value=stop]").first
    expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(pressed).to_be_focused()
    assert Follow.objects.filter(user__username="bob", stopped_at=None).count() == 1
    page.keyboard.press("Enter")
    expect(page.locator("button[name=do][value=follow]").first).to_be_focused()
    assert not Follow.objects.filter(user__username="bob", stopped_at=None).exists()
    assert page.evaluate("window.stayed") is True
    assert complaints(page) == []


def test_who_is_muted_is_folded_and_can_be_unfolded(page: Page, essay: Post, live_server) -> None:
    page.goto(f"{live_server.url}/u/carol/")
    page.locator("button[name=do][value=mute]").first.click()
    expect(page.locator("button[name=do][value=unmute]").first).to_be_visible()
    assert Mute.objects.filter(user__username="bob", person__username="carol").exists()
    page.goto(live_server.url + essay.get_absolute_url())
    words = page.get_by_text("Too few checks.")
    expect(words).to_be_hidden()
    page.locator("summary", has_text="Muted").click()
    expect(words).to_be_visible()
    expect(page.get_by_text("Too many.")).to_be_visible()
