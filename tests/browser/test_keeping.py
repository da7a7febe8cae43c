"""What somebody types is lost to no broken line, crash, other tab or resend."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect

from forum.models import Draft, Post, Reply
from tests.browser.looks import be
from tests.browser.proxies import Proxy, proxy_of
from tests.cast import PASSWORD, answer, person, publish

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

BODY = "#composer [name=body]"
COPIES = "Object.keys(localStorage).filter((k) => !k.endsWith(':sent')).join()"


@pytest.fixture
def essay(live_server) -> str:
    person("bob")
    return publish(person("alice"), "Twenty checks", "An essay.").get_absolute_url()


@pytest.fixture
def site(live_server) -> Iterator[Proxy]:
    with proxy_of(live_server.url) as proxy:
        yield proxy


@pytest.fixture
def bob(essay, site: Proxy, browser: Browser) -> Iterator[Page]:
    page = browser.new_context().new_page()
    be(page, site.url, "bob")
    yield page
    page.context.close()


def said(page: Page, words: str | re.Pattern) -> None:
    """Wait until it stands beside the buttons of the form."""
    expect(page.locator("form[data-keep] .composer__foot")).to_contain_text(words)


def is_saved(page: Page) -> None:
    said(page, re.compile(r"Saved \d\d:\d\d"))


def copies(page: Page) -> str:
    return page.evaluate(COPIES)


def no_copies(page: Page) -> None:
    """Wait until none is left. The policy lets no words of a test be run in the page itself."""
    wait = "new Promise((done) => setTimeout(done, 20))"
    page.evaluate(f"async () => {{ for (let n = 0; {COPIES} && n < 1500; n++) await {wait}; }}")
    assert copies(page) == ""


def test_the_line_may_break_at_any_step(bob: Page, essay: str, site: Proxy) -> None:
    bob.goto(site.url + essay)
    site.break_at("cut", "/drafts/")
    bob.fill(BODY, "First words")
    said(bob, "Offline: kept in this browser")
    site.go_on()
    bob.evaluate("dispatchEvent(new Event('online'))")
    is_saved(bob)
    # A save that takes long: what is typed meanwhile stays, and is saved after it.
    site.break_at("hold", "/drafts/")
    bob.locator(BODY).press_sequentially(", more")
    assert site.waits.wait(10)
    bob.locator(BODY).press_sequentially(", most")
    site.go_on()
    for _ in range(100):
        if Draft.objects.filter(fields__body__endswith="most").exists():
            break
        bob.wait_for_timeout(50)
    expect(bob.locator(BODY)).to_have_value("First words, more, most")

    for fault in ("cut", "502"):
        site.break_at(fault, "/posts/1/reply/")
        bob.click("#composer >> text=Post")
        expect(bob.locator("#composer")).to_have_count(0)
        site.go_on()
        bob.goto(site.url + essay)
        expect(bob.locator(BODY)).to_have_value("First words, more, most")
    assert not Reply.objects.exists()

    site.break_at("lose", "/posts/1/reply/")
    bob.click("#composer >> text=Post")
    expect(bob.locator("#composer")).to_have_count(0)
    assert Reply.objects.count() == 1
    site.go_on()
    bob.goto(site.url + essay)
    expect(bob.locator(".reply .prose")).to_have_text("First words, more, most")
    # The answer was lost: the page asks the site what became of the text, and then forgets it.
    no_copies(bob)
    expect(bob.locator(BODY)).to_have_value("")
    assert not Draft.objects.exists()


def test_the_line_may_break_where_one_replies_in_place(bob: Page, essay: str, site: Proxy) -> None:
    asked = answer(person("carol"), Post.objects.get(), "What of it?")
    bob.goto(site.url + essay)
    bob.click(f"#reply-{asked.pk} >> text=Reply to Carol")
    form = bob.get_by_role("region", name="Reply to Carol")
    for words in ("That of it.", "This of it."):
        form.locator("[name=body]").fill(words)
        expect(form.locator(".composer__foot")).to_contain_text("Saved")
        if words.startswith("That"):
            bob.reload()
            form.get_by_role("button", name="Throw it away").click()
            expect(form).to_contain_text("Thrown away.")
            expect(form.locator("[name=body]")).to_have_value("")
    for fault in ("cut", "502", "lose"):
        site.break_at(fault, "/posts/1/reply/")
        form.get_by_role("button", name="Post").click()
        expect(form.locator(".flash--error")).to_contain_text("No answer came")
        expect(form.get_by_role("button", name="Post")).to_be_enabled()
        expect(form.locator("[name=body]")).to_have_value("This of it.")
        assert Reply.objects.exclude(pk=asked.pk).count() == (fault == "lose")
    # It arrived twice, and its browser asks anew what is kept: it stands once.
    site.go_on()
    with bob.expect_response("**/drafts/reply-1-reply/"):
        bob.evaluate("dispatchEvent(new Event('online'))")
    form.get_by_role("button", name="Post").click()
    expect(bob.locator(".told")).to_be_focused()
    expect(bob.locator(".reply .prose")).to_have_text(["What of it?", "This of it."])
    assert Reply.objects.count() == 2 and copies(bob) == ""
    assert not Draft.objects.filter(discarded_at=None).exists()


def test_two_tabs_and_a_crash_lose_nothing(bob: Page, essay: str, site: Proxy) -> None:
    two = bob.context.new_page()
    for page, words in ((bob, "One"), (two, "Two")):
        page.goto(site.url + "/posts/new/")
        page.fill("[name=title]", words)
        page.fill("[name=body]", f"{words}, begun.")
        is_saved(page)
    assert Draft.objects.count() == 2, "two essays"
    two.close()
    two = bob.context.new_page()
    two.goto(site.url + "/posts/new/")
    expect(two.locator("[name=body]")).to_have_value("Two, begun.")
    two.click("text=Publish")
    expect(two.locator("h1")).to_have_text("Two")
    bob.reload()
    expect(bob.locator("[name=body]")).to_have_value("One, begun.")
    assert Draft.objects.get().fields["title"] == "One"

    for page in (bob, two):
        page.goto(site.url + essay)
    bob.fill(BODY, "By one.")
    is_saved(bob)
    two.fill(BODY, "By two.")
    other = two.locator("section.kept")
    expect(other).to_contain_text("Another text of yours was saved here")
    expect(other.locator("pre")).to_have_text("By one.")
    other.locator("text=Take the other one").click()
    expect(two.locator(BODY)).to_have_value("By one.")
    expect(other.locator("pre")).to_have_text("By two.")
    other.locator("text=Take that one").click()
    is_saved(two)
    bob.locator(BODY).press_sequentially(" Still.")
    bob.locator("section.kept >> text=Keep what is in the form").click()
    is_saved(bob)
    assert Draft.objects.get(reply=None, post__isnull=False).fields["body"] == "By one. Still."


def test_going_back_and_an_ended_session_lose_nothing(bob: Page, essay: str, site: Proxy) -> None:
    bob.goto(site.url + essay)
    bob.fill(BODY, "First.")
    bob.click("#composer [name=preview]")
    expect(bob.locator(".preview")).to_contain_text("First.")
    bob.press(BODY, "Control+Enter")
    expect(bob.locator(".reply .prose")).to_have_text("First.")
    assert copies(bob) == ""
    bob.go_back()
    expect(bob.locator(BODY)).to_have_value("First.")
    said(bob, "You have sent this.")
    bob.fill(BODY, "Second.")
    is_saved(bob)
    bob.press(BODY, "Control+Enter")
    expect(bob.locator(".reply .prose")).to_have_text(["First.", "Second."])
    assert copies(bob) == "" and not Draft.objects.exists()

    bob.goto(site.url + "/posts/new/")
    bob.fill("[name=title]", "The lamp")
    Session.objects.all().delete()
    bob.fill("[name=body]", "It went out, and on again.")
    said(bob, "You are signed out: kept in this browser")
    bob.click("text=Publish")
    expect(bob.locator("main")).to_contain_text("Sign in to write.")
    person("carol")
    be(bob, site.url, "carol")
    bob.goto(site.url + "/posts/new/")
    expect(bob.locator("[name=body]")).to_have_value("")
    bob.context.clear_cookies()
    bob.goto(site.url + "/account/login/?next=/posts/new/")
    bob.fill("[name=login]", "bob")
    bob.fill("[name=password]", PASSWORD)
    bob.press("[name=password]", "Enter")
    bob.wait_for_url("**/posts/new/")
    expect(bob.locator("[name=body]")).to_have_value("It went out, and on again.")
    bob.click("text=Publish")
    expect(bob.locator("h1")).to_have_text("The lamp")
    assert Post.objects.filter(title="The lamp").count() == 1 and not Draft.objects.exists()

    bob.goto(site.url + essay)
    bob.fill(BODY, "Not so good.")
    is_saved(bob)
    bob.reload()
    expect(bob.locator(BODY)).to_have_value("Not so good.")
    with bob.expect_response("**/discard/"):
        bob.click("section.kept >> text=Throw it away")
    expect(bob.locator(BODY)).to_have_value("")
    assert copies(bob) == "" and Draft.objects.get().discarded_at
