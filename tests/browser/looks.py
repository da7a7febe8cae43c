"""How a test in the browser comes to a page, and what axe says of it."""

from urllib.parse import urljoin

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page

from accounts.models import User
from tests.cast import browser_of

# Beside the colours the two schemes differ in nothing. What is to press has 24 pixels, or room.
BY_DAY = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
BY_NIGHT = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
ASK = "asked => axe.run(asked).then(said => said.violations.map(v => [v.id, v.nodes[0].html]))"


def be(page: Page, site: str, name: str) -> None:
    """Let somebody be signed in, or nobody, without the form: that has tests of its own."""
    page.context.clear_cookies()
    if name:
        cookie = browser_of(User.objects.get(username=name)).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": urljoin(site, "/")}]
        )


def complaints(page: Page) -> list[tuple[str, str, str]]:
    """Return what axe complains of: of everything by day, of the colours by night."""
    page.evaluate(Axe().axe_script)
    found = []
    for scheme, asked in (("light", BY_DAY), ("dark", BY_NIGHT)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [(scheme, what, html[:160]) for what, html in page.evaluate(ASK, asked)]
    return found
