"""No page offers what is then refused: the links and forms that it shows to somebody work."""

import re
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse

from tests.examples import LONG
from tests.rules.security.test_roles import send, url_of
from tests.worlds.roles import STATES, World

pytestmark = pytest.mark.django_db

# What people come to, of each kind of thing; what these pages offer leads to all the rest.
WHO = ("unconfirmed", "writer", "author", "moderator", "benched")
# Writers are offered part of what authors are, and who may not write part of that: both are left to
# a long run.
TRIED = WHO if LONG else WHO[2:4]
PAGES = {
    "post": ("post", "critique", "post-revisions", "post-manage"),
    "reply": ("reply-permalink", "reply-revisions"),
    "objection": ("objection",),
    "site": (
        "index",
        "moderation-log",
        "moderation-queue",
        "desk",
        "profile",
        "account-settings",
        "decisions",
    ),
}
REFUSED = {"403", "404", "405", "500"}


class Offers(HTMLParser):
    """The addresses of a page's links, and its forms with what they would send untouched.

    A form whose buttons all stand elsewhere is one for each of these.
    """

    def __init__(self, response: HttpResponse) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.forms: list[tuple[str, str, dict[str, str]]] = []
        self.here = response.wsgi_request.path
        self.by_id: dict[str, tuple[str, str, dict[str, str]]] = {}
        self.elsewhere: list[tuple[str, str, str]] = []
        self.has_button = True
        self.feed(response.content.decode())
        for form, name, value in self.elsewhere:
            method, url, fields = self.by_id[form]
            self.forms.append((method, url, {**fields, name: value}))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"].partition("#")[0])
        elif tag == "form" and "hidden" not in given:
            method = given.get("method", "get").lower()
            self.forms.append((method, given.get("action") or self.here, {}))
            self.by_id[given.get("id", "")] = self.forms[-1]
            self.has_button = False
        elif tag == "button" and "form" in given:
            self.elsewhere.append((given["form"], given["name"], given["value"]))
        elif tag == "button" and self.forms and "formaction" in given:
            self.has_button = True
            # It sends the form elsewhere; by itself, a form of such buttons goes nowhere.
            method, url, fields = self.forms.pop()
            self.forms.append((method or "post", given["formaction"], fields))
            self.forms.append(("" if url == self.here else method, url, fields))
        elif tag in ("input", "button") and self.forms:
            self.has_button |= tag == "button"
            if "name" not in given:
                return
            if given.get("type") in ("radio", "checkbox") and "checked" not in given:
                return
            self.forms[-1][2].setdefault(given["name"], given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            if not self.has_button:
                self.forms.pop()
            self.forms.append(("", "", {}))


def offers_on(page: HttpResponse) -> set[tuple[str, str, tuple]]:
    """Return what a page offers, as method, address and fields."""
    found = Offers(page)
    sent = {
        (method, url, tuple(data.items()))
        for method, url, data in found.forms
        if method in ("get", "post")
    }
    return sent | {("get", url, ()) for url in found.links}


@pytest.mark.parametrize("who", TRIED)
def test_what_is_offered_is_not_refused(who: str, world: World) -> None:
    client, wrong, tried = world.clients[who], [], set()
    for kind, names in PAGES.items():
        for state in STATES[kind]:
            for name in names:
                at = url_of(name, state, world)
                page = client.get(at, follow=True)
                if page.status_code != 200:
                    continue
                for offer in sorted(offers_on(page)):
                    method, url, data = offer
                    # One of those that differ by their numbers alone, of each kind; a long run
                    # tries one of each state.
                    of = state if LONG else kind
                    shape = (of, method, re.sub(r"\d+", "0", url), tuple(sorted(dict(data))))
                    if shape in tried:
                        continue
                    tried.add(shape)
                    found = send(client, method, url, dict(data))
                    if found in REFUSED:
                        wrong.append(f"{at} ({state}): {method} {url} {found}")
    assert len(tried) > 30
    assert wrong == [], "\n".join(wrong)
