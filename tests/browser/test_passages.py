"""Letters at their passages, and quoting the essay in a reply, in Chromium."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from critiques.models import Objection
from forum.models import Post
from tests.browser.looks import be, complaints
from tests.cast import answer, person, place, publish
from tests.examples import examples

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

ESSAY = """Six pages make about *two hundred* claims.[^1] But twenty drawn at random speak for \
the other hundred and eighty, just as a spoonful speaks for [the soup](https://example.org/soup).

# What a check in a hurry buys you

- A list has its first item here,
- and its second_one is *there*, 2 * 3 * 4.

| Wrong in twenty | What I do then |
|---|---|
| none of them at all | use it and keep the list |

/// details | How I counted
By hand, and then once more by hand.
///

```python
print(random.sample(range(200), 20))
```

שש עמודים מכילים כמאתיים טענות, ואיש לא יבדוק את כולן.

[^1]: Give or take a dozen, depending on how they are counted.
"""
POINTS = [
    "twenty drawn at random speak for the other hundred",
    "the other hundred and eighty, just as a spoonful speaks for the soup",
    "first item here, and its second_one",
    "none of them at all use it and keep the list",
    "By hand, and then once more by hand",
    "print(random.sample(range(200), 20))",
    "שש עמודים מכילים כמאתיים טענות",
    "Give or take a dozen, depending",
    "What a check in a hurry buys",
]


def objected_to() -> Post:
    """Alice's essay with Bob's objections to most of its words."""
    alice, bob = person("alice"), person("bob")
    post = publish(alice, "Twenty checks", ESSAY)
    quotes = [f"> {words}\n\nReason number {n} against it." for n, words in enumerate(POINTS, 1)]
    for words in quotes:
        place(bob, answer(bob, post, words), to_reply="new")
    assert not Objection.objects.filter(passage="").exists()
    return post


@pytest.fixture
def post(once) -> Post:
    return once(objected_to)


@pytest.fixture
def opened(live_server, browser: Browser) -> Iterator:
    """Opens the essay for one of the cast (or the public) in a window of some width."""
    pages: list[Page] = []
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            said.append(message.text)

    def open_(post, *, width: int = 1280, name: str = "", **options) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        page = context.new_page()
        page.on("console", note)
        be(page, live_server.url, name)
        page.goto(live_server.url + post.get_absolute_url())
        pages.append(page)
        return page

    yield open_
    for page in pages:
        page.context.close()
    assert said == [], "nothing is refused by the policy"


def select(page: Page, start: str, end: str) -> None:
    """Select in the essay from the first `start` to the end of the first `end` after it."""
    page.evaluate(
        """([start, end]) => {
            const walker = document.createTreeWalker(
                document.querySelector(".essay .prose"), NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            let begun = false;
            while (walker.nextNode()) {
                const node = walker.currentNode;
                let from = 0;
                if (!begun && node.data.includes(start)) {
                    from = node.data.indexOf(start);
                    range.setStart(node, from);
                    begun = true;
                }
                const at = node.data.indexOf(end, from);
                if (begun && at >= 0) {
                    range.setEnd(node, at + end.length);
                    break;
                }
            }
            // As a press of the mouse does.
            document.activeElement.blur();
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        [start, end],
    )


def test_letters_stand_beside_the_text_and_on_a_phone_in_the_line(post, opened) -> None:
    wide, phone = opened(post), opened(post, width=360)
    prose = wide.locator(".essay .prose").bounding_box()
    count = Objection.objects.count()
    for page in (wide, phone):
        assert page.locator(".essay .note").count() == count
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    lowest = 0.0
    for note in wide.locator(".essay .note").all():
        box = note.bounding_box()
        assert box["x"] > prose["x"] + prose["width"]
        assert box["x"] + box["width"] <= 1280
        assert box["y"] >= lowest, "they do not cover each other"
        lowest = box["y"] + box["height"]
        expect(note.locator(".note__claim")).to_be_visible()
    for note in phone.locator(".essay .note").all():
        box = note.bounding_box()
        assert box["x"] + box["width"] <= 360
        assert min(box["width"], box["height"]) >= 24
        assert note.locator(".note__text").bounding_box()["width"] <= 1, "it is listened to"
    thread = wide.locator("#thread").bounding_box()
    assert lowest <= thread["y"], "they end with the essay"


def test_a_note_leads_to_its_objection_and_back_to_its_passage(post, opened) -> None:
    page = opened(post)
    site = page.url.split("/posts/")[0]
    page.click(".note[data-letter=c]")
    expect(page).to_have_url(f"{site}/posts/{post.pk}/objections/3/")
    page.click("text=In the essay")
    expect(page.locator("#passage-c")).to_be_in_viewport()
    assert page.evaluate("document.querySelector(':target').id") == "passage-c"
    page.goto(f"{site}/posts/{post.pk}/critique/")
    page.click("#objection-9 .quoted a")
    expect(page.locator("#passage-9")).to_be_in_viewport()


def test_a_passage_in_pieces_lights_up_whole(post, opened) -> None:
    page = opened(post)
    pieces = page.locator("[data-passage=passage-c]")
    assert pieces.count() > 1, "it runs over two items of a list"
    plain = page.locator("[data-passage=passage-d]").first
    colour = "each => getComputedStyle(each).backgroundColor"
    page.goto(f"{page.url}#passage-c")
    expect(page.locator(".passage--lit")).to_have_count(pieces.count())
    assert len({piece.evaluate(colour) for piece in pieces.all()}) == 1
    assert pieces.last.evaluate(colour) != plain.evaluate(colour)
    page.goto(f"{page.url.partition('#')[0]}#passage-d")
    expect(plain).to_have_class("passage passage--lit")
    expect(pieces.first).to_have_class("passage")


def test_a_closed_box_opens_for_the_passage_in_it(post, opened) -> None:
    page = opened(post)
    assert page.locator(".essay .prose details").get_attribute("open") is None
    expect(page.locator(".note[data-letter=e]")).to_be_visible()
    page.goto(f"{page.url}#passage-e")
    expect(page.locator("#passage-e")).to_be_in_viewport()


def test_marks_and_notes_are_accessible(post, opened) -> None:
    for width in (360, 1280)[: examples(1, 2)]:
        page = opened(post, width=width, name="bob", bypass_csp=True)
        select(page, "Six pages", "claims")
        expect(page.locator(".quote")).to_be_visible()
        assert complaints(page) == []


def test_selected_words_are_quoted_in_the_reply(post, opened) -> None:
    page = opened(post, name="bob")
    button, field = page.locator(".quote"), page.locator("#composer textarea")
    expect(button).to_have_count(0)
    select(page, "Six pages", "twenty")
    expect(button).to_be_visible()
    button.click()
    expect(field).to_have_value("> Six pages make about two hundred claims. But twenty\n\n")
    expect(field).to_be_focused()
    expect(page.locator("[role=status]:text('Quoted in your reply.')")).to_have_count(1)
    expect(button).to_be_hidden()
    page.keyboard.type("They tire.")
    select(page, "first item", "2 * 3 * 4")
    button.click()
    second = "> first item here,\n>\n> and its second_one is there, 2 * 3 * 4"
    first = "> Six pages make about two hundred claims. But twenty\n\nThey tire."
    expect(field).to_have_value(f"{first}\n\n{second}\n\n")


def test_a_quotation_goes_where_the_caret_is(post, opened) -> None:
    page = opened(post, name="bob")
    field = page.locator("#composer textarea")
    field.fill("Before.\nAfter.")
    field.evaluate("field => field.setSelectionRange(7, 7)")
    select(page, "What a check", "hurry")
    page.click(".quote")
    expect(field).to_have_value("Before.\n\n> What a check in a hurry\n\nAfter.")
    page.keyboard.type("Own words. ")
    expect(field).to_have_value("Before.\n\n> What a check in a hurry\n\nOwn words. After.")


def test_words_selected_by_keyboard_are_quoted_by_keyboard(post, opened) -> None:
    page = opened(post, name="bob")
    page.locator(".essay .prose h2").dblclick(position={"x": 3, "y": 8})
    for _ in range(3):
        page.keyboard.press("Control+Shift+ArrowRight")
    button = page.locator(".quote")
    expect(button).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#composer textarea")).to_have_value("> What a check in\n\n")
    select(page, "Six pages", "claims")
    expect(button).to_be_visible()
    page.keyboard.press("Escape")
    expect(button).to_be_hidden()


def test_what_is_quoted_from_the_page_is_found_in_the_essay(post, opened) -> None:
    carol = person("carol")
    page = opened(post, name="carol")
    field = page.locator("#composer textarea")
    for start, end in (
        ("claims", "twenty drawn"),
        ("the soup", "hurry buys"),
        ("second_one", "What I do then"),
        ("Wrong in", "none of them"),
        ("print", "200"),
        ("Give or take", "counted."),
    ):
        field.fill("")
        select(page, start, end)
        page.click(".quote")
        reply = answer(carol, post, field.input_value() + f"Against {start}.")
        place(carol, reply, to_reply="new")
        words = Objection.objects.latest("pk").passage
        assert words.startswith(start) and words.endswith(end.rstrip(".")), field.input_value()


def test_the_button_fits_a_phone_and_is_offered_to_writers_alone(post, opened) -> None:
    page = opened(post, width=360, name="bob")
    for start, end in (("Six", "Six"), ("soup", "soup"), ("Six", "hurry"), ("שש", "עמודים")):
        select(page, start, end)
        button = page.locator(".quote")
        expect(button).to_be_visible()
        box = button.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 360
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.evaluate("getSelection().removeAllRanges()")
    expect(button).to_be_hidden()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#thread'))")
    page.wait_for_timeout(300)
    expect(button).to_be_hidden()
    public = opened(post)
    select(public, "Six pages", "claims")
    public.wait_for_timeout(300)
    expect(public.locator(".quote")).to_have_count(0)
