"""The points of a reply stand beside its text while it is typed, and go along when it is posted."""

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from critiques.models import Objection, PointsDecision, Tag
from forum.answering import letters_above
from forum.lettered import find_points
from forum.models import Post, Reply
from tests.browser.looks import be
from tests.cast import answer, person, place, publish
from tests.examples import examples
from tests.worlds.unchanged import check, tell

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)


def objected_to() -> Post:
    """Alice's essay with two objections of Bob's; Carol has come."""
    person("carol")
    post = publish(person("alice"), "Twenty checks", "Twenty checks are enough for any summary.")
    bob = person("bob")
    place(bob, answer(bob, post, "a) Too few checks.\nb) People tire of counting."))
    return post


@pytest.fixture
def essay(once) -> Post:
    return once(objected_to)


@pytest.fixture(params=[360, 1280][: examples(1, 2)])
def carol(request, essay, live_server, browser: Browser):
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    be(page, live_server.url, "carol")
    page.goto(live_server.url + essay.get_absolute_url())
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") <= request.param
    page.close()
    assert said == []


def lines(page: Page):
    return page.locator("#composer [data-point]")


def choose(page: Page, label: str, value: str) -> None:
    line = page.locator(f'#composer [data-point="{label}"]')
    line.locator("summary").click()
    line.locator("select").select_option(value)


def test_the_real_comment_is_placed_while_it_is_written(carol: Page, essay, real_data) -> None:
    comments = json.loads((real_data / "real_comments.json").read_text(encoding="utf-8"))
    body = next(c["body"] for c in comments["comments"] if c["kind"] == "lettered-objections")
    carol.fill("#composer [name=body]", body)
    expect(lines(carol)).to_have_count(5)
    expect(carol.locator("[data-points-said]")).to_have_text("5 points found.")
    choose(carol, "b", "1")
    expect(carol.locator('[data-point="b"] .points__to')).to_contain_text("Shares a")
    choose(carol, "e", "none")
    with carol.expect_navigation():
        carol.click("#composer >> text=Post")
    reply = essay.replies.get(author__username="carol")
    expect(carol.locator(f"#reply-{reply.pk} section.point")).to_have_count(5)
    tags = Tag.objects.filter(reply=reply).order_by("point")
    assert [(t.point, t.act, t.objection.number) for t in tags] == [
        ("a", "raise", 3),
        ("b", "support", 1),
        ("c", "raise", 4),
        ("d", "raise", 5),
    ]
    assert PointsDecision.objects.filter(reply=reply).exists()
    told = carol.locator(f"#reply-{reply.pk} .told")
    expect(told).to_have_text("Your points are c, a, d and e.")
    expect(told.locator("a")).to_have_text(["c", "a", "d", "e"])
    expect(carol.locator(".flash")).to_have_count(0)


def test_what_was_chosen_stays_while_the_text_goes_on(carol: Page) -> None:
    text = carol.locator("#composer [name=body]")
    text.fill("a) One thing is wrong with this.")
    expect(lines(carol)).to_have_count(1)
    choose(carol, "a", "question")
    carol.locator('[data-point="a"] textarea').fill("Is one thing wrong?")
    text.fill("a) One thing is wrong with this, I think.\nb) And another one.")
    expect(lines(carol)).to_have_count(2)
    expect(carol.locator('[data-point="a"] select')).to_have_value("question")
    expect(carol.locator('[data-point="a"] textarea')).to_have_value("Is one thing wrong?")
    text.fill("b) no run begins here")
    expect(lines(carol)).to_have_count(0)


def test_points_may_stay_plain_text(carol: Page, essay) -> None:
    carol.fill("#composer [name=body]", "a) One thing.\nb) Another.")
    carol.check("#composer >> text=leave them as plain text")
    with carol.expect_navigation():
        carol.click("#composer >> text=Post")
    reply = essay.replies.get(author__username="carol")
    expect(carol.locator(f"#reply-{reply.pk}")).to_be_visible()
    assert not Tag.objects.filter(reply=reply).exists()
    assert PointsDecision.objects.filter(reply=reply).exists()


def test_what_cannot_be_placed_is_posted_all_the_same(carol: Page, essay) -> None:
    carol.fill("#composer [name=body]", "a) One thing.\nb) Another thing.")
    expect(lines(carol)).to_have_count(2)
    choose(carol, "a", "2")
    choose(carol, "b", "question")
    carol.locator('[data-point="b"] textarea').fill("Is it another thing?")
    Objection.objects.filter(number=2).update(struck_at="2026-01-01T00:00Z", struck_reason="spam")
    carol.click("#composer >> text=Post")
    step = carol.get_by_role("region", name="Your reply makes two points")
    expect(step.locator(".flash--error")).to_contain_text("not placed yet")
    assert essay.replies.filter(author__username="carol").count() == 1
    for _ in "12":
        expect(step.locator("[name=to-b]")).to_have_value("question")
        expect(step.locator("[name=claim-b]")).to_have_value("Is it another thing?")
        carol.reload()
    step.locator("[name=to-a]").evaluate("select => { select.closest('details').open = true }")
    step.locator("[name=to-a]").select_option("none")
    step.locator(".btn--main").click()
    expect(carol.locator(".told")).to_contain_text("Your point is")
    assert Objection.objects.get(number=3).claim == "Is it another thing?"


def test_a_repeated_claim_is_shared_with_one_click(carol: Page, essay) -> None:
    carol.fill("#composer [name=body]", "a) The whole thing leaves me cold.")
    expect(lines(carol)).to_have_count(1)
    carol.locator('[data-point="a"] summary').click()
    area = carol.locator('[data-point="a"] textarea')
    area.fill("People tire of all the counting")
    carol.click("text=It is the same")
    expect(carol.locator('[data-point="a"] select')).to_have_value("2")
    expect(carol.locator('[data-point="a"] .points__to')).to_contain_text("Shares b")


def test_a_text_without_points_asks_nothing(carol: Page) -> None:
    asked: list[str] = []
    carol.on("request", lambda request: asked.append(request.url))
    carol.fill("#composer [name=body]", "No points here, e.g. nothing.")
    carol.wait_for_timeout(900)
    assert [url for url in asked if url.endswith("/reply/points/")] == []


def test_who_answers_a_list_is_asked_for_any_of_its_points(carol: Page, essay, live_server) -> None:
    five = essay.replies.get(author__username="bob")
    for page in (f"/posts/{essay.pk}/reply/?parent={five.pk}", f"/replies/{five.pk}/"):
        carol.goto(live_server.url + page)
        carol.fill("#composer [name=body]", "\ufeffb) They rest between.")
        expect(lines(carol)).to_have_count(1)
        expect(carol.locator('#composer [data-point="b"]')).to_be_visible()
    carol.goto(live_server.url + essay.get_absolute_url())
    carol.fill("#composer [name=body]", "b) They rest between.\n（a）第一点。")
    expect(lines(carol)).to_have_count(1)
    expect(carol.locator('#composer [data-point="a"]')).to_be_visible()


def told(page: Page) -> str:
    return page.locator("#composer [data-tells]").inner_text()


def test_posting_says_before_what_it_does_and_does_no_more(carol: Page, essay) -> None:
    text = carol.locator("#composer [name=body]")
    text.fill("No points at all.")
    carol.wait_for_timeout(700)
    assert told(carol) == "", "who just writes is told nothing"
    text.fill("a) One thing.\nb) Another thing.\nc) A third.\nd) A fourth.")
    expect(lines(carol)).to_have_count(4)
    assert told(carol) == "As it stands, your reply adds 4 objections."
    choose(carol, "b", "2")
    choose(carol, "c", "discuss-1")
    choose(carol, "d", "question")
    expected = "As it stands, your reply adds 1 objection and 1 question, shares b and is about a."
    assert told(carol) == expected
    carol.check("#composer >> text=leave them as plain text")
    assert told(carol) == "As it stands, your reply adds nothing to the critique."
    carol.uncheck("#composer >> text=leave them as plain text")
    assert told(carol) == expected
    # Sent at once, before the page could show what was typed last.
    carol.evaluate(
        """text => {
            const body = document.querySelector("#composer [name=body]");
            body.value = text;
            body.form.requestSubmit(body.form.querySelector(".btn--main"));
        }""",
        "a) One thing.\nb) Something else.\nc) A third.\nd) A fourth.\ne) A fifth.",
    )
    step = carol.get_by_role("region", name="Your reply makes five points")
    expect(step).to_be_visible()
    reply = essay.replies.get(author__username="carol")
    tags = list(Tag.objects.filter(reply=reply).order_by("point").values_list("point", "act"))
    assert tags == [("a", "raise"), ("c", "discuss"), ("d", "raise")]
    assert not PointsDecision.objects.filter(reply=reply).exists()
    # The step's button says the same of what is left, by the script and by the server.
    button = step.locator(".btn--main")
    expect(button).to_have_text("Add 2 objections")
    goes = step.locator("[name=to-b]")
    goes.evaluate("select => { select.closest('details').open = true }")
    goes.select_option("discuss-2")
    expect(button).to_have_text("Save: adds 1 objection and is about b")


@pytest.mark.long
def test_nothing_is_chosen_for_anybody(live_server, browser: Browser) -> None:
    """The journey of `tests/worlds/unchanged.py`, with all points placed beside their text."""
    pages: dict[str, Page] = {}

    def write(who: User, post: Post, body: str, parent: Reply | None) -> Reply:
        if who.username not in pages:
            pages[who.username] = browser.new_page()
            be(pages[who.username], live_server.url, who.username)
        page = pages[who.username]
        page.goto(f"{live_server.url}/posts/{post.pk}/reply/?parent={parent.pk if parent else ''}")
        page.fill("#composer [name=body]", body)
        above = parent.pk if parent else None
        among = letters_above(viewer=who, post_id=post.pk, parent_id=above)
        points = find_points(body, among)
        expect(lines(page)).to_have_count(len(points))
        if points:
            expect(page.locator("[data-tells]")).to_contain_text("As it stands, your reply")
        with page.expect_navigation():
            page.click("#composer .btn--main")
        assert "/points/" not in page.url
        return Reply.objects.filter(author=who, post=post).latest("pk")

    check(tell(write))
    for page in pages.values():
        page.close()
