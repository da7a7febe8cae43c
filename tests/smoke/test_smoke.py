"""The site does what it is there for, set up and served as its documents say; over HTTP alone."""

import re
from collections import Counter
from pathlib import Path

from tests.databases import run_manage
from tests.examples import LONG, examples
from tests.servers import MailServer, Redis
from tests.smoke.browser import Browser
from tests.smoke.discussion import (
    hold_and_answer,
    raise_objections,
    report_and_decide,
    thank,
    write_essay,
)
from tests.smoke.everywhere import go_everywhere
from tests.smoke.signing import (
    PASSWORD,
    address_anew,
    leave,
    password_anew,
    second_factor,
    sign_out,
    sign_up,
)
from tests.smoke.sites import Site, at_home, server

OTHER = "eleven grey geese awake"


def load_the_frame(visitor: Browser) -> None:
    """Load what the first page is made of besides its text."""
    visitor.open("/")
    parts = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', visitor.source))
    assert {each.rpartition(".")[2] for each in parts} == {"css", "ico", "js", "svg", "woff2"}
    for each in parts:
        visitor.open(each)


def argue(site: Site) -> tuple[dict[str, Browser], str]:
    """Have people write an essay and object to it; return their browsers by name, and where."""
    load_the_frame(site.browser())
    people = {name: sign_up(site, name) for name in ("ada", "ben", "cleo", "mo")}
    ada, ben, cleo, _ = people.values()
    essay = write_essay(ada)
    raise_objections(ben, essay)
    hold_and_answer(ada, ben, cleo, essay)
    return people, essay


def do_everything(site: Site) -> dict[str, Browser]:
    """Do once what people do here, all but leaving; return their browsers by name."""
    people, essay = argue(site)
    ada, ben, cleo, mo = people.values()
    run_manage(site.database_url, "appoint", "mo", "--role", "moderator")
    thank(ada, cleo, essay)
    report_and_decide(ben, cleo, mo, essay)
    password_anew(site, ben, "ben", OTHER)
    address_anew(site, ben, "ben@example.org", "ben@example.com", OTHER)
    second_factor(site, ben, "ben", "ben@example.com", OTHER)
    return people


def test_security_42_on_a_server(
    postgres_url: str, redis_server: Redis, mail_server: MailServer, tmp_path: Path
) -> None:
    with server(tmp_path / "site", postgres_url, redis_server.url, mail_server) as site:
        people = do_everything(site)
        everybody = {"": site.browser()} | {name: people[name] for name in ("cleo", "mo", "ada")}
        visits = go_everywhere(site, everybody, both_links(site))
        assert [each for each in visits if each.status > 499] == []
        found = {each.url for each in visits if each.status not in (404, 405)}
        assert {each.url for each in visits} - found == set(), "there is such a thing"
        shown = Counter(each.who for each in visits if each.status == 200)
        assert min(shown[who] for who in everybody) > examples(10, 20), "pages were really read"
        leave(site, people["ben"], "ben@example.com", OTHER)
        assert site.complaints() == ""


def both_links(site: Site) -> list[str]:
    """Have somebody ask for a link of each kind, and open neither."""
    eve = site.browser()
    eve.open("/account/signup/")
    eve.press("Sign up", username="eve", email="eve@example.org", password1=PASSWORD)
    confirm = site.link("eve@example.org", "Confirm your e-mail address")
    sign_out(eve)
    eve.open("/account/password/reset/")
    eve.press("Send me a link", email="eve@example.org")
    return [confirm, site.link("eve@example.org", "Set a new password")]


def test_security_42_at_home(tmp_path: Path) -> None:
    """A short run leaves to the site on a server what is no other at home."""
    with at_home(tmp_path / "site") as site:
        if LONG:
            leave(site, do_everything(site)["ben"], "ben@example.com", OTHER)
        else:
            people, _ = argue(site)
            leave(site, people["ben"], "ben@example.org", PASSWORD)
        assert site.complaints() == ""
