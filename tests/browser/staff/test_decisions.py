"""What moderators decided, in Chromium: it is noted as seen once it was; anybody can read it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from moderation.actions.removals import hide, hide_branch
from moderation.models import Appeal, LogEntry, Notice
from tests.browser.looks import be, complaints
from tests.cast import answer, moderator, person, publish

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

HERE = "/account/decisions/"


def removed() -> None:
    """Two replies of Bob's were removed, the second with what stood beneath it."""
    mina, bob = moderator(), person("bob")
    post = publish(person("alice"), "Twenty checks, or " + "incomprehensibilities" * 4)
    alone, first = answer(bob, post, "No."), answer(bob, post, "Never.")
    answer(person("carol"), post, "Why?", first)
    hide(moderator=mina, reply_id=alone.pk, reason="About a person " + "whatsoever" * 12)
    hide_branch(moderator=mina, reply_id=first.pk, reason="Off topic")


@pytest.fixture
def site(once, live_server) -> str:
    once(removed)
    return live_server.url


def signed_in(browser: Browser, site: str, **how: object) -> Page:
    page = browser.new_context(**how).new_page()
    be(page, site, "bob")
    return page


def unseen() -> int:
    return Notice.objects.filter(person__username="bob", seen_at=None).count()


def test_it_is_seen_when_the_page_was_open_a_while(site: str, browser: Browser) -> None:
    page = signed_in(browser, site)
    page.clock.install()
    page.goto(site + HERE)
    page.clock.run_for(3_000)
    assert unseen() == 2, "a glance is not reading"
    with page.expect_response(lambda response: response.url.endswith("/seen/")) as noted:
        page.clock.run_for(2_000)
    assert noted.value.status == 302 and unseen() == 0
    page.goto(site)
    expect(page.locator("header >> text=Notices")).to_have_text("Notices")
    page.context.close()


def test_all_of_it_works_without_javascript(site: str, browser: Browser) -> None:
    page = signed_in(browser, site, java_script_enabled=False)
    page.goto(site)
    page.click("header >> text=Notices")
    page.click("text=removed your reply >> nth=0")
    assert unseen() == 1 and page.url.startswith(f"{site}{HERE}#decision-")
    page.click("text=Got it")
    assert unseen() == 0
    page.locator("summary", has_text="Answer once").first.click()
    page.fill("textarea >> nth=0", "I meant the list.")
    page.click("text=Send >> nth=0")
    expect(page.locator("main")).to_contain_text("Moderators will look at it.")
    assert Appeal.objects.get().text == "I meant the list."
    page.goto(f"{site}/moderation/log/")
    page.select_option("[name=act]", "hide")
    page.fill("[name=person]", "carol")
    page.click("main form >> text=Show")
    expect(page.locator(".log tbody tr")).to_have_count(1)
    page.context.close()


def test_everybody_can_use_it_on_a_phone(site: str, browser: Browser) -> None:
    viewport = {"width": 360, "height": 740}
    page = signed_in(browser, site, bypass_csp=True, viewport=viewport)
    whole = LogEntry.objects.get(count=2)
    for path in (HERE, "/moderation/log/", f"/moderation/log/{whole.pk}/"):
        page.goto(site + path)
        for each in page.locator("main summary").all():
            each.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        assert complaints(page) == [], path
    page.context.close()
