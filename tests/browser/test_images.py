"""Pictures are added to a text by a button, by dropping and by pasting; undoing takes them out."""

import base64
import re

import pytest
from playwright.sync_api import Browser, expect

from forum.models import Reply
from tests.browser.looks import be
from tests.cast import person, publish
from tests.rules.images import files

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

TEXT = "#composer [name=body]"
# What a browser hands over when something is dropped or pasted.
GIVE = """(area, [kind, name, content]) => {
  const bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], name, { type: "image/png" }));
  const given = kind === "drop" ? { dataTransfer: data } : { clipboardData: data };
  const Kind = kind === "drop" ? DragEvent : ClipboardEvent;
  area.dispatchEvent(new Kind(kind, { bubbles: true, cancelable: true, ...given }));
}"""


def test_a_button_a_drop_and_a_paste_each_add_a_picture(live_server, browser: Browser) -> None:
    essay = publish(person("alice"), "Twenty checks", "An essay.")
    page = browser.new_page(viewport={"width": 360, "height": 700})
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    person("bob")
    be(page, live_server.url, "bob")
    page.goto(live_server.url + essay.get_absolute_url())
    text, told = page.locator(TEXT), page.locator("#composer .field > .help[role=status]")
    text.fill("Look:")

    chosen = {"name": "a.png", "mimeType": "image/png", "buffer": files.picture(size=(10, 9))}
    page.set_input_files("[data-images-chosen]", [chosen])
    expect(text).to_have_value(re.compile(r"^Look:\n\n!\[\]\(image:[0-9a-f]{32}\)$"))
    expect(told).to_contain_text("Describe it between the brackets")
    page.keyboard.type("Ten")
    for number, kind in ((2, "drop"), (3, "paste")):
        text.press("Control+End")
        content = base64.b64encode(files.picture(size=(10 * number, 9))).decode()
        text.evaluate(GIVE, [kind, f"{kind}.png", content])
        expect(text).to_have_value(re.compile(rf"(?:!\[\w*\]\(image:[0-9a-f]+\)\s*){{{number}}}$"))
        page.keyboard.type(kind)
    whole = text.input_value()
    assert re.findall(r"!\[(\w*)\]", whole) == ["Ten", "drop", "paste"]

    content = base64.b64encode(files.SVG).decode()
    text.press("Control+End")
    text.evaluate(GIVE, ["paste", "x.svg", content])
    expect(told).to_contain_text("SVG drawing can hold scripts")
    assert text.input_value().rstrip() == whole
    assert [each for each in said if "422" not in each] == []

    page.click("#composer >> text=Post")
    expect(page.locator(".reply figure img")).to_have_count(3)
    assert Reply.objects.get().body.rstrip() == whole
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
