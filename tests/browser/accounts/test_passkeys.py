"""Passkeys in Chromium, with an authenticator of the browser's own in place of a device."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import sign_in
from tests.cast import PASSWORD, person
from tests.examples import LONG

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Device:
    """What holds the passkeys of a page, and its owner's finger."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        added = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        self.which = {"authenticatorId": added["authenticatorId"]}

    def refuse(self) -> None:
        """From now on the finger is the wrong one."""
        given = {**self.which, "isUserVerified": False}
        self.session.send("WebAuthn.setUserVerified", given)


# What fits a phone fits a desk.
SCREENS = {"phone": (360, "dark"), **({"desk": (1280, "light")} if LONG else {})}


@pytest.fixture(params=SCREENS)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, scheme = SCREENS[request.param]
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    assert said == []


def add_passkey(page: Page, site: str, name: str, *, alone: bool = True) -> None:
    page.goto(f"{site}/account/2fa/webauthn/add/")
    if "reauthenticate" in page.url:
        page.fill("[name=password]", PASSWORD)
        page.click("text=Go on")
    page.fill("[name=name]", name)
    page.set_checked("[name=passwordless]", alone)
    page.click("text=Add it")
    page.wait_for_url(f"{site}/account/2fa/recovery-codes/")


def sign_out(page: Page, site: str) -> None:
    page.goto(f"{site}/account/")
    page.click("main >> text=Sign out")
    page.wait_for_url(f"{site}/")


def test_a_passkey_is_added_and_opens_the_door(live_server, page: Page) -> None:
    person("bob")
    Device(page)
    sign_in(page, live_server.url, "bob")
    add_passkey(page, live_server.url, "My laptop")
    expect(page.locator("h1")).to_have_text("Recovery codes")
    expect(page.locator(".codes li")).to_have_count(10)
    page.goto(f"{live_server.url}/account/2fa/")
    expect(page.locator("main")).to_contain_text("My laptop")
    expect(page.locator("main")).to_contain_text("signs in by itself")

    sign_out(page, live_server.url)
    page.goto(f"{live_server.url}/account/login/?next=/u/bob/")
    page.click("text=Sign in with a passkey")
    page.wait_for_url(f"{live_server.url}/u/bob/")
    expect(page.locator("body")).to_have_attribute("data-user", "bob")


def test_a_passkey_is_asked_for_after_the_password(live_server, page: Page) -> None:
    person("bob")
    Device(page)
    sign_in(page, live_server.url, "bob")
    add_passkey(page, live_server.url, "Key", alone=False)
    page.goto(f"{live_server.url}/account/2fa/")
    expect(page.locator("main")).to_contain_text("after the password")
    sign_out(page, live_server.url)

    page.goto(f"{live_server.url}/account/login/")
    page.fill("[name=login]", "bob")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    expect(page.locator("h1")).to_have_text("One more step")
    page.click("text=Use a passkey")
    page.wait_for_url(f"{live_server.url}/")
    expect(page.locator("body")).to_have_attribute("data-user", "bob")


@pytest.mark.long
def test_the_wrong_finger_opens_nothing_and_says_so(live_server, page: Page) -> None:
    person("bob")
    device = Device(page)
    sign_in(page, live_server.url, "bob")
    add_passkey(page, live_server.url, "My laptop")
    sign_out(page, live_server.url)
    device.refuse()
    page.goto(f"{live_server.url}/account/login/")
    page.click("text=Sign in with a passkey")
    expect(page.locator("main [role=alert]:visible")).to_contain_text("Nothing happened")
    expect(page.locator("body")).not_to_have_attribute("data-user", "bob")


def test_a_passkey_serves_in_place_of_the_password(live_server, page: Page) -> None:
    person("bob")
    Device(page)
    sign_in(page, live_server.url, "bob")
    add_passkey(page, live_server.url, "My laptop")
    sign_out(page, live_server.url)
    page.goto(f"{live_server.url}/account/login/")
    page.click("text=Sign in with a passkey")
    page.wait_for_url(f"{live_server.url}/")
    page.goto(f"{live_server.url}/account/2fa/recovery-codes/")
    page.click("text=Use a passkey")
    page.click("main form[data-passkey] button")
    expect(page.locator("h1")).to_have_text("Recovery codes")


@pytest.mark.long
def test_a_removed_passkey_opens_nothing(live_server, page: Page) -> None:
    person("bob")
    Device(page)
    sign_in(page, live_server.url, "bob")
    add_passkey(page, live_server.url, "My laptop")
    page.goto(f"{live_server.url}/account/2fa/")
    page.click("text=Rename")
    page.fill("[name=name]", "Old laptop")
    page.click("text=Save")
    page.click("text=Remove")
    expect(page.locator("h1")).to_contain_text("Old laptop")
    page.click("text=Remove it")
    expect(page.locator("main")).to_contain_text("The passkey is removed.")
    assert not Authenticator.objects.exists()
    sign_out(page, live_server.url)
    page.goto(f"{live_server.url}/account/login/")
    page.click("text=Sign in with a passkey")
    expect(page.locator("main")).to_contain_text("This didn’t work")
    expect(page.locator("body")).not_to_have_attribute("data-user", "bob")
