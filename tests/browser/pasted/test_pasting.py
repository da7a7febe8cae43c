"""What is pasted from web pages and word processors becomes Markdown; what attacks stays text."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from playwright.sync_api import Browser, Page, expect

from forum.text import render
from tests.browser.looks import be
from tests.cast import person, publish
from tests.examples import examples
from tests.rules.forum.test_text_safety import check
from tests.xss import STORABLE
from tests.xss.watching import watching

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

HERE = Path(__file__).parent
ESSAY = """## A part

**Bold**, *italic*, ~~gone~~, `code`, [a link](https://example.org/), $x^2$, \\*stars\\*.

> quoted

- one
  - beneath

| a | b | c |
| --- | --: | :-: |
| 1 | $2$ | 3 |

/// details | More
Words.
///

```
x = [1]
```"""
MADE = {
    "google_docs": """## On checks

Twenty are **not enough** *at all*; see [her page](https://example.org/a_%28b%29).

- they cost time
  - an hour
- and snake_case, 2 * 3 * 4, \\[sic]""",
    "word": """# On checks

Twenty are **not enough** for *anybody*.

- They cost time
  - an hour
- and money

Then:

a) a lean stays hidden

| **Month** | Rain \\| snow |
| --- | --: |
| May | 10³ m² |""",
    "libreoffice": """Twenty are **not enough**, *she* says ([there](https://example.org/)).

1. They cost time.
2. ~~They cost money.~~

1\\. is no list, # no heading, \\$5 and $6.""",
}
LETTERED = """<ol><li style="list-style-type:lower-alpha"><p>Too few.</p></li>
<li style="list-style-type:lower-alpha">Too dear.</li></ol>"""
# Returns whether the browser pastes it itself.
PASTE = """(area, [html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  const given = { bubbles: true, cancelable: true, clipboardData: data };
  return area.dispatchEvent(new ClipboardEvent("paste", given));
}"""
# All that is asked for what is pasted, and what would run in it.
CONVERT = """async (attacks) => {
  const { markdownOf } = await import("/static/js/editor/markdown.js");
  const made = attacks.map((html) => {
    try { return markdownOf(html) } catch { return "" }
  });
  await new Promise((done) => setTimeout(done));
  return made;
}"""


@pytest.fixture(params=[360, 1280][: examples(1, 2)])
def bob(request, live_server, browser: Browser) -> Iterator[Page]:
    """Bob, about to reply to an essay of Alice's that has something of everything."""
    post = publish(person("alice"), "Twenty checks", ESSAY)
    person("bob")
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    be(page, live_server.url, "bob")
    page.goto(live_server.url + post.get_absolute_url())
    yield page
    page.close()
    assert said == []


def copied(page: Page) -> str:
    """Return what was copied last, as HTML."""
    return page.evaluate("""async () => {
      const [item] = await navigator.clipboard.read();
      return (await item.getType("text/html")).text();
    }""")


def test_each_source_becomes_markdown_in_one_step(bob: Page) -> None:
    keys, text = bob.keyboard, bob.locator("#composer [name=body]")
    # A web page, by the browser’s own clipboard: what is copied here is what was written.
    # What is folded away may be left out of a copy.
    bob.locator(".essay .prose summary").click()
    bob.evaluate("getSelection().selectAllChildren(document.querySelector('.essay .prose'))")
    keys.press("Control+c")
    words = bob.evaluate("navigator.clipboard.readText()")
    assert "a link, $x^2$, *stars*.\n" in words and words.startswith("A part\n")
    text.focus()
    keys.type("So")
    keys.press("Control+v")
    expect(text).to_have_value(f"So\n\n{ESSAY}")
    keys.press("Control+z")
    expect(text).to_have_value("So")
    # Its words alone, with Shift: the browser’s own.
    keys.press("Control+Shift+v")
    expect(text).to_have_value(re.compile("^SoA part\\n"))
    # Some rows are a table, too, and of the whole page no form is copied.
    bob.evaluate("getSelection().selectAllChildren(document.querySelector('.essay tbody'))")
    keys.press("Control+c")
    assert copied(bob).startswith("<table><tbody>")
    bob.evaluate("getSelection().selectAllChildren(document.body)")
    keys.press("Control+c")
    assert "$x^2$" in copied(bob) and "csrfmiddlewaretoken" not in copied(bob)
    text.focus()
    for name, made in MADE.items():
        text.fill("")
        html = (HERE / f"{name}.html").read_text(encoding="utf-8")
        assert not text.evaluate(PASTE, [html, "Plain."])
        expect(text).to_have_value(made)
    text.fill("So")
    assert not text.evaluate(PASTE, [LETTERED, "Plain."])
    expect(text).to_have_value("So\n\na) Too few.\nb) Too dear.")
    # What has only words is no business of ours, nor what goes into code.
    assert text.evaluate(PASTE, ["<meta charset='utf-8'><span>Only *words*.</span>", "x"])
    text.fill("```\n")
    assert text.evaluate(PASTE, ["<b>Bold</b>", "Bold"])
    # An address over words makes a link of them; elsewhere it is pasted as it is.
    text.fill("See this.")
    assert text.evaluate(PASTE, ["", "https://example.org/"])
    text.evaluate("area => area.setSelectionRange(4, 8)")
    assert not text.evaluate(
        PASTE, ["<a href='x'>https://example.org/</a>", "https://example.org/"]
    )
    expect(text).to_have_value("See [this](https://example.org/).")
    keys.press("Control+z")
    expect(text).to_have_value("See this.")


def test_security_nothing_that_is_pasted_runs(live_server, browser: Browser) -> None:
    person("bob")
    with watching(browser, policy=False) as watch:
        be(watch.page, live_server.url, "bob")
        watch.page.goto(f"{live_server.url}/posts/new/")
        made = watch.page.evaluate(CONVERT, [f"{each} <b>x</b>" for each in STORABLE])
        assert watch.noted + watch.look() == []
    shown = [each for each in made if each]
    assert len(shown) > len(STORABLE) / 2
    for source in shown:
        try:
            check(render(source, "reply-5"))
        except ValidationError:
            continue  # which cannot be posted either
