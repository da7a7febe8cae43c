"""Replying, editing and saying where points go, in the thread itself, in Chromium."""

import re
from base64 import b64decode
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from critiques.actions.positions import take_position
from critiques.models import Tag
from critiques.words import Stance
from forum.actions.changes import edit_reply, withdraw_reply
from forum.actions.comments import close_comments
from forum.actions.drafts.drafts import save_typed
from forum.models import Draft, Post, Reply
from forum.places import WritingPlace
from moderation.actions.removals import hide
from tests.browser.looks import be, complaints
from tests.cast import answer, moderator, person, place, publish

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)


ESCAPED_TWICE = """area => {
  const given = { key: "Escape", bubbles: true, cancelable: true };
  for (const _ of "12") area.dispatchEvent(new KeyboardEvent("keydown", given));
}"""
PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def discussed() -> Post:
    """Alice’s essay; Carol objects to it, and Bob has answered Carol."""
    post = publish(person("alice"), "Twenty checks", "Twenty checks are enough for any summary.")
    carol = person("carol")
    objection = answer(carol, post, "a) Too few checks.")
    place(carol, objection)
    answer(person("bob"), post, "I counted them.", parent=objection)
    answer(carol, post, "A second branch.")
    return post


@pytest.fixture
def essay(once) -> Post:
    return once(discussed)


@pytest.fixture
def page(request, essay: Post, live_server, browser: Browser) -> Iterator[Page]:
    """Bob’s, with the thread before him."""
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    said: list[str] = []
    # What is refused on purpose is told there, too.
    page.on("console", lambda m: said.append(m.text) if "status of 4" not in m.text else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    be(page, live_server.url, "bob")
    page.goto(live_server.url + essay.get_absolute_url())
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") <= request.param
    page.close()
    assert said == []


def article(page: Page, reply: Reply) -> Locator:
    return page.locator(f"#reply-{reply.pk}")


def opened(page: Page, name: str) -> Locator:
    """The text of the form that is open."""
    return page.get_by_role("region", name=name).locator("[name=body]")


@pytest.mark.parametrize("page", [1280], indirect=True)
def test_by_keyboard_a_reply_is_begun_left_and_posted(essay: Post, page: Page) -> None:
    first, own, second = essay.replies.order_by("tree_id", "lft")
    opener = article(page, first).get_by_role("link", name="Reply to Carol")
    expect(opener).to_have_attribute("aria-expanded", "false")
    for key in "jr":
        page.keyboard.press(key)
    text = opened(page, "Reply to Carol")
    expect(text).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.type("Let us count")
    assert complaints(page) == []
    page.goto("about:blank")
    page.go_back()
    expect(text).to_have_value("Let us count")
    expect(page.locator("#composer [name=body]")).to_have_value("")
    expect(text).to_be_focused()
    page.keyboard.press("Escape")
    expect(text).to_be_hidden()
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("data-begun", "")
    page.keyboard.press("Enter")
    expect(text).to_have_value("Let us count")
    page.go_back()
    expect(text).to_be_hidden()
    page.go_forward()
    expect(text).to_be_focused()
    text.evaluate(ESCAPED_TWICE)
    expect(text).to_be_hidden()
    expect(page.locator("h1")).to_have_text("Twenty checks")
    # Another one that is opened closes the first.
    article(page, second).get_by_role("link", name="Reply to Carol").click()
    expect(opened(page, "Reply to Carol")).to_have_value("")
    opener.click()
    expect(opened(page, "Reply to Carol")).to_have_count(1)
    expect(text).to_have_value("Let us count")
    page.locator(".inplace:visible").get_by_role("button", name="Cancel").click()
    expect(text).to_be_hidden()
    page.evaluate("scrollTo(0, 0)")
    assert "#" not in page.url

    opener.click()
    text.press_sequentially(" them again.")
    page.keyboard.press("Control+Enter")
    told = page.locator(".told")
    expect(told).to_have_text("Your reply is posted.")
    expect(told).to_be_focused()
    posted = Reply.objects.get(body="Let us count them again.")
    expect(article(page, posted).locator(".prose")).to_have_text(posted.body)
    expect(page.locator(".replies > li > .reply")).to_have_count(4)
    assert page.url.endswith(f"#reply-{posted.pk}")
    siblings = page.locator(f"li:has(> #reply-{first.pk}) > .branch > .replies > li > .reply")
    expect(siblings).to_have_count(2)
    expect(page.locator("#thread-h")).to_have_text("4 replies")
    expect(page.locator(".branch > summary").first).to_contain_text("2 replies")
    expect(article(page, posted).get_by_role("button", name="Reply by Bob")).to_be_visible()
    expect(page.locator(".inplace")).to_have_count(1)
    assert [(d.place, d.fields) for d in Draft.objects.all()] == []
    assert page.evaluate("Object.entries(localStorage).filter(([k]) => !k.endsWith(':sent'))") == []
    # It can be answered where it stands, and what answers it comes with its own branch.
    article(page, own).get_by_role("link", name="Reply to Bob").click()
    opened(page, "Reply to Bob").fill("I err.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"li:has(> #reply-{own.pk}) > .branch .told")).to_be_focused()


@pytest.mark.parametrize("page", [1280], indirect=True)
def test_what_comes_late_comes_where_it_belongs(essay: Post, page: Page) -> None:
    first, own, second = essay.replies.order_by("tree_id", "lft")
    late: list[Route] = []
    page.route(f"**/reply/?parent={own.pk}", lambda each: late.append(each))
    with page.expect_request("**/reply/**"):
        article(page, own).get_by_role("link", name="Reply to Bob").click()
    foot = page.locator("#composer [name=body]")
    foot.focus()
    late.pop().continue_()
    expect(page.locator(".inplace")).to_have_count(1)
    expect(foot).to_be_focused()
    page.route(f"**/reply/?parent={first.pk}", lambda each: late.append(each))
    openers = [
        article(page, each).get_by_role("link", name="Reply to Carol") for each in (first, second)
    ]
    with page.expect_request("**/reply/**"):
        openers[0].click()
    openers[1].click()
    text = opened(page, "Reply to Carol")
    expect(text).to_be_focused()
    late.pop().continue_()
    expect(openers[0]).not_to_have_attribute("aria-busy", "true")
    expect(page.locator(".inplace")).to_have_count(3)
    page.keyboard.type("To the second")
    expect(text).to_have_value("To the second")
    answers = page.locator(".inplace:visible [name=parent]")
    expect(answers).to_have_value(str(second.pk))

    # A picture waits for no form to be open, and the text waits for the picture.
    page.route("**/images/", lambda each: late.append(each))
    chosen = page.locator(".inplace:visible [data-images-chosen]")
    with page.expect_request("**/images/"):
        chosen.set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": PNG})
    page.keyboard.press("Control+Enter")
    expect(page.locator(".inplace:visible")).to_contain_text("The picture is still under way.")
    openers[0].click()
    page.keyboard.type("To the first")
    late.pop().continue_()
    openers[1].click()
    expect(text).to_have_value(re.compile(r"^To the second\n\n!\[\]\(image:[0-9a-f]{32}\)$"))
    openers[0].click()
    expect(text).to_have_value("To the first")

    # What it answers is gone: neither the words are, nor do they answer the essay.
    hide(moderator=moderator(), reply_id=first.pk, reason="Rude")
    for _ in "12":
        page.keyboard.press("Control+Enter")
        expect(page.locator(".inplace:visible .flash--error")).to_be_focused()
        expect(opened(page, "Your reply")).to_have_value("To the first")
        opened(page, "Your reply").focus()
    assert essay.replies.count() == 3


@pytest.mark.parametrize("page", [360], indirect=True)
def test_refused_edited_by_two_and_tagged_in_place(essay: Post, page: Page) -> None:
    first, own, _ = essay.replies.order_by("tree_id", "lft")
    article(page, first).get_by_role("link", name="Reply to Carol").click()
    text = opened(page, "Reply to Carol")
    expect(text).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".inplace .flash--error")).to_be_focused()
    # Sent before its points stood beside it, it is asked for them there.
    text.fill("a) Nobody counts.\nb) Nobody can.\n\n> Twenty checks are enough")
    page.keyboard.press("Control+Enter")
    points = page.get_by_role("region", name="Your reply makes two points")
    expect(points).to_contain_text("Your reply is posted.")
    posted = essay.replies.latest("pk")
    expect(article(page, posted)).to_be_visible()
    for select in points.locator("select").all():
        select.evaluate("select => { select.closest('details').open = true }")
        select.select_option("new")
    points.locator(".btn--main").click()
    expect(article(page, posted).locator(".told")).to_be_focused()
    expect(article(page, posted).locator(".told")).to_contain_text("Your points are b and c.")
    assert Tag.objects.filter(reply=posted, act="raise").count() == 2
    expect(article(page, posted).locator(".point__chip")).to_have_count(2)
    expect(page.locator(".essay .prose .note")).to_contain_text("objection c")

    article(page, own).get_by_role("link", name="Edit your reply").click()
    text = opened(page, "Edit your reply")
    expect(text).to_be_focused()
    expect(article(page, own).locator(":scope > .prose")).to_be_hidden()
    text.fill("I counted them twice.")
    edit_reply(author=own.author, reply_id=own.pk, body="I counted.", base_revision=1)
    page.keyboard.press("Control+Enter")
    region = article(page, own).locator(".inplace")
    expect(region.locator(".flash--error")).to_be_focused()
    expect(region).to_contain_text("I counted.")
    expect(text).to_have_value("I counted them twice.")
    region.get_by_role("button", name="Save").click()
    expect(article(page, own).locator(".told")).to_have_text(
        "Changed. The earlier wording can still be read."
    )
    expect(article(page, own).locator(":scope > .prose")).to_have_text("I counted them twice.")
    expect(article(page, own).get_by_role("link", name="Edit your reply")).to_have_attribute(
        "aria-expanded", "false"
    )


@pytest.mark.parametrize("page", [1280], indirect=True)
def test_shared_posted_at_the_foot_and_made_an_objection_in_place(essay: Post, page: Page) -> None:
    first, own, _ = essay.replies.order_by("tree_id", "lft")
    also = answer(person("dave"), essay, "a) Too few for me.")
    place(also.author, also, to_a="1")
    said = {"author": essay.author, "post_id": essay.pk, "number": 1}
    take_position(**said, stance=Stance.ANSWERED, adopt_reply_id=own.pk)
    page.reload()
    page.evaluate("window.isHere = true")
    statuses = page.locator(".reply .chip .status")
    expect(statuses).to_have_text(["author answered"] * 2)
    article(page, first).get_by_role("button", name="I share this objection").click()
    expect(article(page, first).locator(".told")).to_be_focused()
    expect(article(page, first).locator(".told")).to_have_text("You share this objection.")
    expect(statuses).to_have_text(["still disputed"] * 2)

    text, told = page.locator("#composer [name=body]"), page.locator(".told")
    text.focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#composer .flash--error")).to_be_focused()
    text.fill("Twenty checks are too many.")
    page.locator("#composer").get_by_role("button", name="Preview", exact=True).click()
    expect(page.locator("main > .preview")).to_be_focused()
    expect(text).to_have_value("Twenty checks are too many.")
    page.locator("#composer").get_by_role("button", name="Post").click()
    expect(told.last).to_have_text("Your reply is posted.")
    expect(told.last).to_be_focused()
    posted = essay.replies.latest("pk")
    expect(page.locator("#thread .replies > li > .reply").last).to_have_id(f"reply-{posted.pk}")
    expect(page.locator("main > .preview")).to_have_count(0)
    expect(text).to_have_value("")
    article(page, posted).get_by_role("button", name="New").click()
    expect(article(page, posted).locator(".told")).to_be_focused()
    expect(article(page, posted).locator(".told")).to_have_text("Your reply is objection b.")
    expect(article(page, posted).locator(".hint")).to_have_count(0)
    # The next one has a token of its own, and asks for its points where they stand.
    text.fill("a) Another thing.\n\nb) And another.")
    page.keyboard.press("Control+Enter")
    points = page.get_by_role("region", name="Your reply makes two points")
    points.get_by_role("button", name="Leave as plain text").click()
    expect(told.last).to_have_text("Left as plain text.")
    assert page.evaluate("window.isHere")
    assert essay.replies.filter(author__username="bob").count() == 3
    assert Draft.objects.count() == 0
    assert page.evaluate("Object.entries(localStorage).filter(([k]) => !k.endsWith(':sent'))") == []


def emptied(site: str, essay: Post, page: Page) -> Post:
    """Another essay of its author’s before the page, whose only reply went meanwhile."""
    other = publish(essay.author, "Another")
    only = answer(person("dave"), other, "The only reply.")
    page.goto(site + other.get_absolute_url())
    withdraw_reply(author=only.author, reply_id=only.pk)
    return other


@pytest.mark.parametrize("page", [1280], indirect=True)
def test_what_has_no_place_on_the_page_is_told_where_it_stands(
    live_server, essay: Post, page: Page
) -> None:
    other = emptied(live_server.url, essay, page)
    page.evaluate("window.isHere = true")
    page.locator("#composer [name=body]").fill("Am I alone here?")
    page.keyboard.press("Control+Enter")
    told = page.locator(".told")
    expect(told).to_have_text("Your reply is posted.")
    expect(told).to_be_focused()
    assert page.evaluate("window.isHere") is None
    assert page.url.endswith(f"#reply-{other.replies.latest('pk').pk}")
    expect(page.locator("#composer [name=body]")).to_have_value("")
    assert page.evaluate("Object.entries(localStorage).filter(([k]) => !k.endsWith(':sent'))") == []
    page.reload()
    expect(told).to_have_count(0)
    # What another tab kept comes into the next form, and what was offered for the last one goes.
    place = page.locator("#composer").get_attribute("data-draft")
    bob = other.replies.latest("pk").author
    save_typed(writer=bob, place=WritingPlace.read(place), typed={"body": "Elsewhere."}, sequence=0)
    page.locator("#composer [name=body]").fill("Here.")
    expect(page.locator("main > .kept")).to_contain_text("Another text of yours")
    page.keyboard.press("Control+Enter")
    expect(told).to_be_focused()
    expect(page.locator("#composer [name=body]")).to_have_value("Elsewhere.")
    expect(page.locator("main > .kept")).to_have_count(1)
    expect(page.locator("main > .kept")).to_contain_text("Here is what you wrote")
    # Closed meanwhile, it says so, and the words stay.
    close_comments(author=other.author, post_id=other.pk)
    page.locator("#composer [name=body]").focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator("main > .flash--error")).to_contain_text("The author has closed")
    expect(page.locator("main > .flash--error")).to_be_focused()
    expect(page.locator("#composer [name=body]")).to_have_value("Elsewhere.")


@pytest.mark.parametrize("page", [1280], indirect=True)
def test_what_was_sent_does_not_come_back_where_the_site_says_nothing_of_it(
    live_server, essay: Post, page: Page
) -> None:
    other = emptied(live_server.url, essay, page)
    # The next page asks whether what was sent arrived; it hears so from the page itself first.
    asked: list[Route] = []
    page.route("**/state/*", lambda route: asked.append(route))
    text = page.locator("#composer [name=body]")
    text.fill("Am I alone here?")
    with page.expect_request("**/state/*"):
        page.keyboard.press("Control+Enter")
    expect(page.locator(".told")).to_be_focused()
    with page.expect_response("**/state/*"):
        asked[0].fulfill(status=404)
    expect(text).to_have_value("")
    expect(page.locator("main > .kept")).to_have_count(0)
    text.fill("Another text.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#thread").get_by_text("Another text.")).to_be_visible()
    said = list(other.replies.order_by("pk").values_list("body", flat=True))
    assert said[1:] == ["Am I alone here?", "Another text."]
    assert Draft.objects.count() == 0
