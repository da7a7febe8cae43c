"""What people do with their accounts: each step through the forms and the mails that they get."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.smoke.browser import Browser
from tests.smoke.sites import Site

PASSWORD = "nine blue herons asleep"
STEP = 30  # seconds for which a code is shown


def sign_up(site: Site, name: str) -> Browser:
    """Sign up, and confirm the address by the mail's link; return the browser."""
    address = f"{name}@example.org"
    browser = site.browser()
    browser.open("/")
    browser.follow("Sign up")
    browser.press("Sign up", username=name, email=address, password1=PASSWORD)
    assert "write once your e-mail address is confirmed" in browser.text
    browser.open("/posts/new/")
    assert "Confirm your e-mail address first" in browser.text
    confirm(site, browser, address)
    browser.open("/account/")
    assert "not confirmed" not in browser.text
    return browser


def confirm(site: Site, browser: Browser, address: str) -> None:
    """Confirm an address by the link in the mail."""
    browser.open(site.link(address, "Confirm your e-mail address"))
    assert f"Is this your address? {address}" in browser.text
    browser.press("Yes, confirm it")
    assert f"{address} is confirmed." in browser.text


def sign_in(browser: Browser, login: str, password: str = PASSWORD) -> None:
    """Sign in, as far as a password goes."""
    browser.open("/account/login/")
    browser.press("Sign in", login=login, password=password)


def sign_out(browser: Browser) -> None:
    """Sign out."""
    browser.open("/account/")
    browser.press("Sign out")
    assert "You are signed out." in browser.text and not browser.is_signed_in


def password_anew(site: Site, browser: Browser, name: str, password: str) -> None:
    """Forget the password and set a new one by the mail's link, then sign in with it."""
    sign_out(browser)
    sign_in(browser, name, "not my password")
    assert "don’t belong together" in browser.text and not browser.is_signed_in
    browser.follow("Forgot your password?")
    browser.press("Send me a link", email=f"{name}@example.org")
    assert "Look into your mail" in browser.text
    link = site.link(f"{name}@example.org", "Set a new password")
    browser.open(link)
    browser.press("Set it", password1=password)
    assert "Your new password is set" in browser.text
    assert "was changed" in site.mail(f"{name}@example.org", "Your password was changed")
    sign_in(browser, name)
    assert "don’t belong together" in browser.text, "the old one is gone"
    sign_in(browser, f"{name}@example.org", password)
    assert browser.is_signed_in
    site.browser().open(link)


def address_anew(site: Site, browser: Browser, old: str, new: str, password: str) -> None:
    """Ask for another address, have the link sent again, and confirm it."""
    browser.open("/account/email/")
    browser.press("Send a link there", email=new)
    if "Your password, please" in browser.text:
        browser.press("Go on", password=password)
    first = site.link(new, "Confirm your e-mail address")
    assert f"We sent a link to {new}." in browser.text
    browser.press("Send the link again")
    assert f"We sent a link to {new}." in browser.text
    confirm(site, browser, new)
    assert first
    assert f"from {old} to {new}" in site.mail(old, "Your e-mail address was changed")
    browser.open("/account/")
    assert new in browser.text and old not in browser.text


def second_factor(site: Site, browser: Browser, name: str, address: str, password: str) -> None:
    """Turn codes from an app on, and sign in with the next code."""
    browser.open("/account/2fa/")
    assert "your password alone opens your account" in browser.text
    browser.follow("Set up an app")
    if "Your password, please" in browser.text:
        browser.press("Go on", password=password)
    secret = re.findall(r"<code>([A-Z2-7]{32})</code>", browser.source)[0]
    browser.press("Turn it on", code=_code(secret))
    assert "From now on a code from your app is asked for" in browser.text
    assert len(re.findall(r"<code>\d{8}</code>", browser.source)) == 10
    assert "set a new password at once" in site.mail(address, "Codes from an app were turned on")
    sign_out(browser)
    sign_in(browser, name, password)
    assert "One more step" in browser.text
    browser.press("Sign in", code="000000")
    assert "This didn’t work" in browser.text
    # A code opens once: the next one is valid already, as clocks may differ.
    browser.press("Sign in", code=_code(secret, STEP))
    browser.open("/account/")
    assert address in browser.text


def leave(site: Site, browser: Browser, address: str, password: str) -> None:
    """Take one's data along, and leave the site."""
    browser.open("/account/data/")
    browser.follow("Save it")
    if "Your password, please" in browser.text:
        browser.press("Go on", password=password)
    browser.open("/account/leave/")
    browser.press("Close my account", sure="on")
    assert "Your account is closed." in browser.text and not browser.is_signed_in
    assert "this address is forgotten" in site.mail(address, "Your account is closed")
    sign_in(browser, address, password)
    assert "don’t belong together" in browser.text


def _code(secret: str, ahead: int = 0) -> str:
    """What an app shows now, or so many seconds from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time() + ahead) // STEP)))
