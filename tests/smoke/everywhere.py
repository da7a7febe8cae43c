"""Every route once as everybody: read, then sent to with nothing but a token."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from tests.databases import run_together
from tests.examples import LONG
from tests.smoke.browser import Browser
from tests.smoke.signing import sign_in
from tests.smoke.sites import Site

LOGIN = "/account/login/"
REFUSED = (403, 404)


@dataclass(frozen=True)
class Visit:
    """What somebody asked for, and how it was answered; a visitor's name is empty."""

    who: str
    method: str
    url: str
    status: int


def go_everywhere(site: Site, people: dict[str, Browser], mailed: Sequence[str]) -> list[Visit]:
    """Ask for every route as each of `people`, who sign in again wherever that signed them out.

    A short run asks once of what takes no such request, lets one person ask for a route, in turn
    the first who may, and sends to one in two of those that are pages.
    `mailed` are the links of two mails, to confirm an address and to set a new password.
    """
    paths = [each.removeprefix(site.door.origin) for each in mailed]
    [told] = run_together(site.database_url, [["tests/smoke/addresses.py", *paths]])
    addresses = json.loads(told.stdout)
    visits, names = [], list(people)
    # What is sent last is what stands first in the list of routes, where essays are withdrawn.
    for method, urls in (("GET", addresses), ("POST", addresses[::-1])):
        for who, browser in people.items():
            browser.open("/account/" if who else LOGIN)
        pages = {each.url for each in visits if each.status == 200}
        for n, url in enumerate(urls):
            if not LONG and url in pages and n % 2:
                continue
            first = n % len(names)
            for who in names[first:] + names[:first]:
                browser = people[who]
                if who and not browser.is_signed_in:
                    sign_in(browser, who)
                    browser.open("/account/")
                sent = {"csrfmiddlewaretoken": browser.token} if method == "POST" else None
                visits.append(Visit(who, method, url, browser.ask(method, url, sent)))
                if not LONG and (browser.status == 405 or _let_in(browser)):
                    break
    return visits


def _let_in(browser: Browser) -> bool:
    return browser.status not in REFUSED and not browser.url.startswith(LOGIN)
