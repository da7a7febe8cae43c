"""The account's own pages in Chromium: usable by everybody, on a phone, in the dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import sign_in
from tests.cast import PASSWORD, person

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

PAGES = [
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/add/",
    "/account/sessions/",
    "/account/data/",
    "/account/leave/",
    "/account/reauthenticate/",
]


def prove(page: Page, site: str) -> None:
    page.goto(f"{site}/account/reauthenticate/?next=/account/")
    page.fill("[name=password]", PASSWORD)
    page.click("text=Go on")
    page.wait_for_url(f"{site}/account/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_account_pages_are_accessible_and_fit_a_phone(
    live_server, browser: Browser, scheme: str
) -> None:
    person("bob")
    context = browser.new_context(
        color_scheme=scheme, bypass_csp=True, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    sign_in(page, live_server.url, "bob")
    prove(page, live_server.url)
    for path in PAGES:
        page.goto(f"{live_server.url}{path}")
        expect(page.locator("h1")).to_be_visible()
        assert page.url.endswith(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"][:160]) for each in found] == [], path
    context.close()


def test_without_javascript_one_leaves_all_the_same(live_server, browser: Browser) -> None:
    person("bob")
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_server.url, "bob")
    prove(page, live_server.url)
    page.goto(f"{live_server.url}/account/2fa/webauthn/add/")
    expect(page.locator("[data-passkey-lacking]")).to_be_visible()
    expect(page.locator("form[data-passkey]")).to_be_hidden()
    page.goto(f"{live_server.url}/account/leave/")
    page.click("text=are withdrawn too")
    page.click("text=I know that")
    page.click("text=Close my account")
    page.wait_for_url(f"{live_server.url}/")
    expect(page.locator("main")).to_contain_text("Your account is closed")
    page.context.close()
