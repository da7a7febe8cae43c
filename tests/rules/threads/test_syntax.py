"""The page that tells how to write shows all that texts can have, as it is shown in texts."""

import re

import pytest
from django.test import Client

from forum.markup.sanitise import _TAGS as TAGS
from tests.cast import answer, browser_of, person, publish
from tests.forms import links_of
from threads.pages.syntax import SyntaxPage

pytestmark = pytest.mark.django_db

# Of pictures, which have no example, and of definitions, which nobody writes; a text begins with
# whichever heading comes next on its page.
ELSEWHERE = set("figcaption figure img picture source dd h2 h5 h6".split())


def test_it_shows_all_that_texts_may_have_and_each_example_does_something() -> None:
    examples = [each for part in SyntaxPage.load().parts for each in part.examples]
    whole = "".join(each.html for each in examples)
    there = set(re.findall(r"<([a-z][a-z0-9]*)", whole))
    assert there >= TAGS - ELSEWHERE
    plain = [e.source for e in examples if e.html in (f"<p>{e.source}</p>", f"<p>{e.words}</p>")]
    assert plain == []
    assert {url for _, url in links_of(whole) if url.startswith("#only")} == {"#only-here"}
    ids = re.findall(r'\sid="([^"]+)"', whole)
    assert len(ids) == len(set(ids)) and {"example-19-a", "example-19-b"} <= set(ids)


def test_whoever_writes_is_led_there_and_anybody_may_read_it() -> None:
    page = Client().get("/help/writing/").content.decode()
    assert "**bold**" in page and "<strong>bold</strong>" in page
    alice, bob = person("alice"), person("bob")
    post = publish(alice, "Twenty checks")
    reply = answer(bob, post, "Too few.").pk
    here = f"/posts/{post.pk}"
    forms = [(alice, "/posts/new/"), (alice, f"{here}/edit/"), (bob, f"/replies/{reply}/edit/")]
    forms += [(bob, url) for url in (f"{here}/reply/", f"/replies/{reply}/", f"{here}/x/")]
    for who, url in forms:
        links = dict(links_of(browser_of(who).get(url, follow=True).content.decode()))
        assert links["How to write here"] == "/help/writing/", url
