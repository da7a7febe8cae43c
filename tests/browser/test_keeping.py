"""What somebody is writing stays in their browser until it has been sent."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect

from forum.models import Reply
from tests.browser.looks import be
from tests.cast import PASSWORD, person, publish

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

TYPED = "I had nearly finished this when the lamp went out."


@pytest.fixture
def essay(live_server):
    person("bob")
    return (
        live_server.url + publish(person("alice"), "Twenty checks", "An essay.").get_absolute_url()
    )


@pytest.fixture
def bob(essay, live_server, browser: Browser):
    page = browser.new_page()
    be(page, live_server.url, "bob")
    yield page
    page.close()


def write(page: Page, essay: str, words: str = TYPED) -> None:
    page.goto(essay)
    page.fill("#composer [name=body]", words)
    wait_until_kept(page)


def wait_until_kept(page: Page) -> None:
    # The policy forbids what Playwright's own waiting would evaluate.
    for _ in range(100):
        if "lamp" in page.evaluate("Object.values(localStorage).join()"):
            return
        page.wait_for_timeout(100)
    raise AssertionError("nothing was kept")


def kept(page: Page) -> int:
    return page.evaluate("Object.keys(localStorage).length")


def test_it_is_there_again_and_can_be_discarded(bob: Page, essay: str) -> None:
    write(bob, essay)
    bob.goto(essay)
    expect(bob.locator("#composer [name=body]")).to_have_value(TYPED)
    expect(bob.locator(".kept")).to_contain_text("Restored what you wrote here on")
    bob.click("text=Discard it")
    expect(bob.locator("#composer [name=body]")).to_have_value("")
    bob.goto(essay)
    expect(bob.locator("#composer [name=body]")).to_have_value("")


def test_what_was_posted_is_forgotten(bob: Page, essay: str) -> None:
    write(bob, essay)
    bob.press("#composer [name=body]", "Control+Enter")
    bob.wait_for_url("**/posts/1/**")
    expect(bob.locator(".reply .prose")).to_have_text(TYPED)
    assert kept(bob) == 0
    assert Reply.objects.count() == 1


def test_what_was_only_previewed_or_refused_is_kept(bob: Page, essay: str) -> None:
    write(bob, essay)
    bob.click("#composer >> text=Preview")
    expect(bob.locator(".preview")).to_contain_text("lamp")
    bob.goto(essay)
    expect(bob.locator("#composer [name=body]")).to_have_value(TYPED)
    bob.fill("#composer [name=body]", TYPED + "x" * 40_000)
    bob.click("#composer >> text=Post")
    expect(bob.locator(".error, .flash--error").first).to_contain_text("more than the")
    bob.goto(essay)
    expect(bob.locator("#composer [name=body]")).to_have_value(TYPED + "x" * 40_000)


def test_nobody_else_at_this_browser_gets_it(bob: Page, essay: str, live_server) -> None:
    write(bob, essay)
    bob.context.clear_cookies()
    bob.goto(essay)
    person("carol")
    be(bob, live_server.url, "carol")
    bob.goto(essay)
    expect(bob.locator("#composer [name=body]")).to_have_value("")
    assert kept(bob) == 1


def test_a_text_that_changed_meanwhile_is_not_overwritten(
    bob: Page, essay: str, live_server
) -> None:
    bob.goto(essay)
    bob.fill("#composer [name=body]", "First words.")
    bob.click("#composer >> text=Post")
    bob.goto(f"{live_server.url}/replies/1/edit/")
    bob.fill("[name=body]", "The lamp was out.")
    wait_until_kept(bob)
    Reply.objects.update(body="Changed elsewhere.", revision=2)
    bob.goto(f"{live_server.url}/replies/1/edit/")
    expect(bob.locator("[name=body]")).to_have_value("Changed elsewhere.")
    bob.click("text=Bring back what you wrote")
    expect(bob.locator("[name=body]")).to_have_value("The lamp was out.")


def test_what_was_sent_after_the_session_ended_is_there_again(
    bob: Page, essay: str, live_server
) -> None:
    bob.goto(f"{live_server.url}/posts/new/")
    bob.fill("[name=title]", "The lamp")
    bob.fill("[name=body]", TYPED)
    wait_until_kept(bob)
    Session.objects.all().delete()
    bob.click("text=Publish")
    expect(bob.locator("main")).to_contain_text("Sign in to write.")
    bob.click("header >> text=Sign in")
    bob.fill("[name=login]", "bob")
    bob.fill("[name=password]", PASSWORD)
    bob.press("[name=password]", "Enter")
    bob.wait_for_url("**/posts/new/")
    expect(bob.locator("[name=body]")).to_have_value(TYPED)
    expect(bob.locator("[name=title]")).to_have_value("The lamp")


def test_a_form_that_could_not_be_sent_is_kept(bob: Page, essay: str, live_server) -> None:
    write(bob, essay)
    bob.context.clear_cookies()
    bob.click("#composer >> text=Post")
    expect(bob.locator("h1")).to_have_text("This form could not be sent")
    be(bob, live_server.url, "bob")
    bob.goto(essay)
    expect(bob.locator("#composer [name=body]")).to_have_value(TYPED)
