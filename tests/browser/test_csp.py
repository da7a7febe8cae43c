"""The content security policy: strict on every answer, and nothing on any page goes against it."""

import re

import pytest
from django.conf import settings
from django.http import HttpResponse
from playwright.sync_api import Browser

from tests.cast import browser_of, person
from tests.rules.security.test_nothing_leaks import addresses
from tests.worlds.canaries import Site
from tests.xss.watching import watching

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(header: str) -> dict[str, str]:
    """Return the directives of a policy, by name."""
    parts = (part.strip().partition(" ") for part in header.split(";"))
    return {name: value for name, _, value in parts}


@pytest.mark.parametrize("viewer", ["visitor", "alice", "mina"])
def test_security_18_strict_on_every_answer_and_kept_by_every_page(
    live_server, browser: Browser, viewer: str
) -> None:
    """A visitor, an author and a moderator open a page of every kind there is."""
    site, own = Site(), live_server.url
    user, opened = getattr(site, viewer, None), 0
    client = browser_of(user)
    with watching(browser, policy=True) as watch:
        if user:
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            session = {"name": cookie.key, "value": cookie.value, "url": own}
            watch.page.context.add_cookies([session])
        for url in [*one_of_each(site), "/no/such/page/"]:
            answer = client.get(url)
            told = policy(answer.headers.get("Content-Security-Policy", ""))
            assert told == STRICT, url
            if is_page(answer) and (user is None or answer.status_code == 200):
                watch.page.goto(own + url)
                opened += 1
    assert opened > 20
    assert watch.violations == [] and watch.said == [] and watch.noted == []


def is_page(answer: HttpResponse) -> bool:
    """Whether a browser shows it as a page of ours."""
    html = "html" in answer.headers.get("Content-Type", "")
    return html and bool(answer.content) and "Location" not in answer.headers


def test_security_18_a_page_against_the_policy_is_noticed(live_server, browser: Browser) -> None:
    person("alice")
    with watching(browser, policy=True) as watch:
        watch.page.goto(f"{live_server.url}/u/alice/")
        assert watch.violations == []
        for element, name, value in (
            ("p", "style", "color: red"),
            ("img", "src", "https://evil.example/x.png"),
            ("p", "onclick", "alert(1)"),
        ):
            watch.page.evaluate(
                """([tag, name, value]) => {
                  const element = document.createElement(tag);
                  element.setAttribute(name, value);
                  document.body.append(element);
                }""",
                [element, name, value],
            )
        watch.page.wait_for_timeout(200)
        told = " ".join(watch.violations)
        assert "style-src-attr" in told and "img-src" in told and "script-src-attr" in told
        assert len(watch.said) >= 3


def one_of_each(site: Site) -> list[str]:
    """Return the first address of each kind that names what is in the open, or no text at all."""
    chosen: dict[str, str] = {}
    for url in addresses():
        kind = re.sub(r"/(?:\d+|alice|bob|carol|[a-e])(?=/)", "/0", url)
        if re.match(rf"/posts/{site.open.pk}/|/(?!posts/\d)", url):
            chosen.setdefault(kind, url)
    return list(chosen.values())
