"""The content security policy: strict on every answer, and nothing on any page goes against it."""

import re
from collections import Counter
from contextlib import ExitStack
from itertools import cycle

import pytest
from django.http import HttpResponse
from playwright.sync_api import Browser

from tests.browser.looks import be
from tests.cast import browser_of, person
from tests.examples import LONG, examples
from tests.rules.security.test_nothing_leaks import addresses
from tests.worlds.canaries import Site
from tests.xss.watching import watching

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

VIEWERS = ("mina", "alice", "visitor")
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


def test_security_18_strict_on_every_answer_and_kept_by_every_page(
    live_server, browser: Browser
) -> None:
    """A moderator, an author and a visitor open a page of every kind there is.

    All three get each page with the policy, and a browser opens it as all of them. In a short run
    one of them in turn gets it, and the browser opens one in five; more are opened by
    `test_pages_fit_a_phone_and_obey_the_policy`.
    """
    site = Site()
    opened: Counter[str] = Counter()
    kinds = [*one_of_each(site), "/no/such/page/"]
    turns = cycle(VIEWERS)
    clients = {name: browser_of(getattr(site, name, None)) for name in VIEWERS}
    with ExitStack() as stack:
        watches = {name: stack.enter_context(watching(browser, policy=True)) for name in VIEWERS}
        for name, watch in watches.items():
            be(watch.page, live_server.url, name if hasattr(site, name) else "")
        for n, url in enumerate(kinds):
            for name in VIEWERS if LONG else [next(turns)]:
                answer = clients[name].get(url)
                assert policy(answer.headers.get("Content-Security-Policy", "")) == STRICT, url
                if is_page(answer) and (LONG or n % 5 == 0):
                    watches[name].page.goto(live_server.url + url)
                    opened[name] += 1
    assert min(opened[name] for name in VIEWERS) > examples(5, 20)
    for watch in watches.values():
        assert watch.violations == [] and watch.said == [] and watch.noted == []


def is_page(answer: HttpResponse) -> bool:
    """Whether a browser shows it as a page of ours, be it one that says that there is none."""
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
