"""What comes first stays where it is; a link to a reply lands on it though others are undrawn."""

import pytest
from playwright.sync_api import ConsoleMessage, Page

from tests.cast import answer, person, place, publish
from tests.examples import examples

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

PHONE = {"width": 360, "height": 740}
SHIFTS = """window.shifted = 0
new PerformanceObserver(seen => {
  for (const each of seen.getEntries()) if (!each.hadRecentInput) window.shifted += each.value
}).observe({type: "layout-shift", buffered: true})"""
# Two frames: what was to be drawn is drawn.
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

# Replies that reach out of the room of their branch, which may not be drawn yet.
OUTSIDE = """() => [...document.querySelectorAll(".thread > .replies > li")].filter((branch) => {
  const [{bottom}, room] = [branch.firstElementChild, branch].map((e) => e.getBoundingClientRect());
  return bottom > room.bottom + 1;
}).length"""


def test_nothing_moves_and_links_land(live_server, page: Page) -> None:
    alice, bob = person("alice"), person("bob")
    post = publish(alice, body="Twenty checks are enough. " * 20)
    place(bob, answer(bob, post, "a) A lean stays hidden.\nb) People tire."))
    for n in range(12):
        last = answer(bob, post, f"Reply {n}. " * 90)
    complaints: list[str] = []

    def complain(told: ConsoleMessage) -> None:
        if told.type == "error" and not told.location["url"].endswith(".woff2"):
            complaints.append(told.text)

    page.on("console", complain)
    # Whether a page is laid out anew for its typeface depends on how fast that comes: here never.
    page.route("**/*.woff2", lambda route: route.abort())
    page.add_init_script(SHIFTS)
    essay = f"{live_server.url}{post.get_absolute_url()}"
    summary = f"{live_server.url}/posts/{post.pk}/critique/"

    def drawn() -> str:
        branch = page.locator(".thread > .replies > li").first
        return branch.evaluate("each => getComputedStyle(each).contentVisibility")

    for size in (PHONE, {"width": 1280, "height": 740})[: examples(1, 2)]:
        page.set_viewport_size(size)
        for url in (f"{live_server.url}/", essay, summary, f"{essay}#reply-{last.pk}"):
            page.goto("about:blank")
            page.goto(url)
            page.evaluate(DRAWN)
            assert page.evaluate("window.shifted") == 0, (url, size)
            if url == essay:
                assert drawn() == ("auto" if size is PHONE else "visible")
                assert page.evaluate(OUTSIDE) == 0, size
        reply = page.locator(f"#reply-{last.pk}")
        box = reply.bounding_box()
        assert box is not None and 0 <= box["y"] < 200, size
        assert drawn() == "visible"
    page.unroute("**/*.woff2")
    page.set_viewport_size(PHONE)
    page.goto(essay)
    assert page.evaluate("document.fonts.load('1em Rejoinder Serif').then(f => f.length)")
    page.emulate_media(media="print")
    assert drawn() == "visible"
    assert complaints == []
