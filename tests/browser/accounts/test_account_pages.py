"""The account's own pages in Chromium: usable by everybody, on a phone, in the dark."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from tests.browser.looks import be, complaints
from tests.cast import PASSWORD, person
from tests.examples import examples

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

PAGES = [
    "/account/2fa/",
    "/account/2fa/totp/deactivate/",
    "/account/2fa/recovery-codes/",
    "/account/2fa/recovery-codes/generate/",
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


def look_at(page: Page, where: str) -> None:
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, where
    assert complaints(page) == [], where


def test_account_pages_are_accessible_and_fit_a_phone(live_server, browser: Browser) -> None:
    TOTP.activate(person("bob"), "A" * 32)
    [first, *_] = RecoveryCodes.activate(User.objects.get()).get_unused_codes()
    context = browser.new_context(bypass_csp=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{live_server.url}/account/login/")
    page.fill("[name=login]", "bob")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/authenticate/**")
    look_at(page, "one more step")
    page.fill("[name=code]", first)
    page.click("main form button")
    page.wait_for_url(f"{live_server.url}/")
    prove(page, live_server.url)
    for path in PAGES[:: examples(2, 1)]:
        page.goto(f"{live_server.url}{path}")
        assert page.url.endswith(path)
        look_at(page, path)
    context.close()


def test_setting_up_an_app_is_accessible_and_fits_a_phone(live_server, browser: Browser) -> None:
    person("bob")
    context = browser.new_context(bypass_csp=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    be(page, live_server.url, "bob")
    prove(page, live_server.url)
    page.goto(f"{live_server.url}/account/2fa/totp/activate/")
    look_at(page, "set up an app")
    drawn = "document.querySelector('.qr').complete && document.querySelector('.qr').naturalWidth"
    assert page.evaluate(drawn), "the picture is there"
    context.close()


def test_without_javascript_one_leaves_all_the_same(live_server, browser: Browser) -> None:
    person("bob")
    page = browser.new_context(java_script_enabled=False).new_page()
    be(page, live_server.url, "bob")
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


def test_the_browsers_zone_is_chosen_for_newcomers_and_offered_to_others(
    live_server, browser: Browser
) -> None:
    person("bob")
    context = browser.new_context(
        bypass_csp=True, timezone_id="Europe/Vienna", viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/account/signup/")
    zone = page.locator("[name=timezone]")
    expect(zone).to_have_value("Europe/Vienna")
    look_at(page, "signing up")
    be(page, live_server.url, "bob")
    page.goto(f"{live_server.url}/account/")
    expect(zone).to_have_value("UTC")
    page.click("text=Choose Vienna, where this browser is")
    expect(zone).to_have_value("Europe/Vienna")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(zone).to_have_value("Europe/Vienna")
    assert User.objects.get().timezone == "Europe/Vienna"
    expect(page.locator("text=where this browser is")).to_have_count(0)
    context.close()
