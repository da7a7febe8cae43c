"""Every page in Chromium: nothing refused by the policy, nothing wider than a phone, and usable."""

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from moderation.actions.removals import hide
from moderation.actions.reports import report
from tests.browser.looks import be, complaints
from tests.cast import PASSWORD, answer, browser_of, moderator, person, place, publish
from tests.examples import examples

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

ESSAY = """A claim that twenty checks are enough for six pages.[^1]

| wrong | use it |
|---|---|
| none | yes |

/// details | How I counted
By hand, twice.
///

```python
import random
print(random.sample(range(200), 20))
```

[^1]: Give or take a line with averylongwordthatnobodywouldeverwriteinaprintedbookbutpeopledoonline.
"""


def something_of_everything() -> None:
    alice, bob, carol = person("alice"), person("bob"), person("carol")
    mina = moderator()
    post = publish(alice, "Twenty checks are enough", ESSAY, topics="reading")
    reply = answer(bob, post, "Fine, but:\n\na) A lean stays hidden.\nb) People tire.")
    place(bob, reply)
    answer(alice, post, "They do.", reply, **{"objection-2": "concede", "concede-2": "They tire."})
    deep = reply
    for level in range(13):
        deep = answer((carol, bob)[level % 2], post, f"Level {level}.", deep)
    rude = answer(carol, post, "Something rude.")
    answer(bob, post, "Please.", rude)
    hide(moderator=mina, reply_id=rude.pk, reason="About a person")
    report(reporter=carol, reply_id=reply.pk, reason="Too long")
    browser_of(bob).post("/posts/new/", {"title": "Begun", "body": "Text.", "draft": "1"})
    browser_of(bob).post("/posts/1/bookmarks/", {"keep": reply.pk})


@pytest.fixture
def site(once, live_server) -> str:
    """A small site with something of everything; returns its address."""
    once(something_of_everything)
    return live_server.url


def sign_in(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/account/login/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url(f"{site}/")


PUBLIC = [
    "/",
    "/help/writing/",
    "/posts/1/",
    "/posts/1/critique/",
    "/posts/1/objections/1/",
    "/posts/1/objections/2/",
    "/posts/1/revisions/",
    "/replies/1/",
    "/u/bob/",
    "/moderation/log/",
    "/posts/1/critique/placed/",
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/no/such/page/",
    "/search/",
    "/search/?q=lean",
    "/search/?q=twenty&as=threads",
]
MEMBER = [
    "/posts/1/",
    "/drafts/",
    "/bookmarks/",
    "/posts/new/",
    "/posts/1/reply/?parent=1",
    "/replies/1/points/",
    "/replies/1/edit/",
    "/replies/1/withdraw/",
    "/replies/2/report/",
    "/posts/1/objections/2/",
    "/u/bob/",
    "/account/",
    "/account/email/",
    "/account/password/change/",
    "/account/sessions/",
    "/account/decisions/",
    "/notifications/",
    "/account/2fa/",
    "/desk/",
]
AUTHOR = [
    "/posts/1/",
    "/posts/1/critique/",
    "/posts/1/edit/",
    "/posts/1/withdraw/",
    "/posts/1/objections/1/",
]
STAFF = [
    "/moderation/",
    "/moderation/log/",
    "/replies/1/hide/",
    "/posts/1/lock/",
    "/posts/1/objections/1/",
    "/moderation/log/1/undo/",
]
VIEWERS = {"": PUBLIC, "bob": MEMBER, "alice": AUTHOR, "mina": STAFF}


@pytest.mark.parametrize("viewer", VIEWERS)
def test_pages_fit_a_phone_and_obey_the_policy(site: str, browser: Browser, viewer: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "404" not in message.text:
            said.append(f"{page.url}: {message.text}")

    def lost(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # what is still on its way as one goes on
            said.append(f"failed: {request.url} {request.failure}")

    page.on("console", note)
    page.on("requestfailed", lost)
    be(page, site, viewer)
    for path in VIEWERS[viewer][:: examples(2, 1)]:
        response = page.goto(f"{site}{path}")
        assert response and response.status == (404 if "such" in path else 200), path
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, f"{path} is {width} wide"
        assert page.title().endswith("Rejoinder")
        page.set_viewport_size({"width": 320, "height": 740})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{path} is {width} wide with its text twice as large"
        page.set_viewport_size({"width": 360, "height": 740})
    page.close()
    assert said == []


def test_a_long_title_keeps_the_way_back_on_one_line(live_server, browser: Browser) -> None:
    alice, bob = person("alice"), person("bob")
    post = publish(alice, ("Twenty checks of " + "incomprehensibilities" * 7)[:150], ESSAY)
    place(bob, answer(bob, post, "a) " + "incomprehensibilities" * 9))
    page = browser.new_page(viewport={"width": 360, "height": 740})
    be(page, live_server.url, "bob")
    for path in (
        "/",
        "/posts/1/",
        "/posts/1/critique/",
        "/posts/1/objections/1/",
        "/posts/1/revisions/",
        "/posts/1/reply/",
        "/replies/1/points/",
        "/replies/1/edit/",
        "/replies/1/withdraw/",
        "/u/bob/",
    ):
        page.goto(f"{live_server.url}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        for crumbs in page.locator(".crumbs").all():
            box = crumbs.bounding_box()
            assert box and box["height"] < 40, path
    page.close()


@pytest.mark.parametrize("viewer", VIEWERS)
def test_pages_are_accessible(site: str, browser: Browser, viewer: str) -> None:
    page = browser.new_context(bypass_csp=True).new_page()
    be(page, site, viewer)
    for path in VIEWERS[viewer][: examples(2, 7)]:
        page.goto(f"{site}{path}")
        assert complaints(page) == [], path
    page.context.close()


def test_the_field_for_searching_is_reached_by_a_key_and_offers_names(
    page: Page, site: str
) -> None:
    page.goto(f"{site}/posts/1/", wait_until="networkidle")
    page.keyboard.press("/")
    field = page.locator(".masthead input[name=q]")
    expect(field).to_be_focused()
    page.keyboard.type("tire bo")
    expect(page.locator(".masthead [role=option]")).to_have_text(["Bob author"])
    expect(field).to_have_attribute("aria-expanded", "true")
    assert complaints(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value("tire author:bob ")
    expect(page.locator(".masthead [role=option]")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=tire+author%3Abob+")
    expect(page.locator(".found")).to_have_count(2)
    # Whoever writes types a slash.
    be(page, site, "bob")
    page.goto(f"{site}/posts/1/reply/", wait_until="networkidle")
    page.locator("textarea[name=body]").press("/")
    expect(page.locator("textarea[name=body]")).to_have_value("/")
