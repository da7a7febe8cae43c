"""Whoever has done enough for a while is told when to go on, and loses nothing they typed."""

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.limits.rates import read_limit
from accounts.limits.traces import hidden
from accounts.models import Trace, User
from forum.models import Post
from tests.browser.looks import be
from tests.cast import person, publish
from tests.examples import examples

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

ASKED = "You have asked for 1 preview in the last hour. You can go on at"


@pytest.fixture
def essay(live_server) -> Post:
    return publish(person("alice"), "Twenty checks", "Twenty checks are enough for any summary.")


@pytest.fixture
def carol(essay: Post) -> User:
    return person("carol")


def use_up(settings, carol: User) -> None:
    settings.LIMITS = {**settings.LIMITS, "previews": read_limit("LIMIT", "1/hour; 1/hour;")}
    Trace.objects.create(kind="previews", address=hidden(f"person {carol.pk}"))


def open_essay(browser: Browser, url: str, essay: Post, *, script: bool) -> Page:
    page = browser.new_page(viewport={"width": 360, "height": 800}, java_script_enabled=script)
    be(page, url, "carol")
    page.goto(url + essay.get_absolute_url())
    return page


def test_points_beside_the_text_rest_and_say_why(
    live_server, browser: Browser, settings, essay: Post, carol: User
) -> None:
    page = open_essay(browser, live_server.url, essay, script=True)
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if r.url.endswith("/points/") else None)
    text = page.locator("#composer [name=body]")
    text.fill("a) One thing is wrong.")
    expect(page.locator("#composer [data-point]")).to_have_count(1)
    use_up(settings, carol)
    text.fill("a) One thing is wrong.\nb) And another.")
    why = page.locator("#composer [data-why-not]")
    expect(why).to_contain_text(ASKED)
    expect(why).to_contain_text("Until then your points are found after you post.")
    expect(page.locator("#composer [data-point]")).to_have_count(1)
    for words in (" It", " is", " so."):
        text.press_sequentially(words)
        page.wait_for_timeout(600)
    assert len(asked) == 2, "it rests"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.click("#composer button:text-is('Post')")
    expect(page.locator(".flash")).to_contain_text("Your reply is posted.")
    expect(page.locator("h1")).to_contain_text("two points")
    assert essay.replies.get().body.endswith("And another. It is so.")
    page.close()


@pytest.mark.parametrize("script", [True, False][: examples(1, 2)])
def test_a_refused_preview_keeps_the_text(
    live_server, browser: Browser, settings, essay: Post, carol: User, script: bool
) -> None:
    page = open_essay(browser, live_server.url, essay, script=script)
    use_up(settings, carol)
    page.fill("#composer [name=body]", "What I have typed.")
    page.click("#composer button:text-is('Preview')")
    expect(page.locator("main")).to_contain_text(ASKED)
    expect(page.locator("#composer [name=body]")).to_have_value("What I have typed.")
    page.click("#composer button:text-is('Post')")
    page.wait_for_url("**posted=*")
    assert essay.replies.get().body == "What I have typed."
    page.close()
