"""What scripts say is said in the language of the page, however late its words are."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from accounts.models import User
from forum.models import Post
from tests.browser.looks import be
from tests.cast import answer, browser_of, person, place, publish

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)
# What scripts add to the page of a thread, for whoever may write there.
ADDED = ".thread__tools button, .actions > button[aria-label], .tools button, .length"


def objected_to() -> Post:
    """Alice's essay with two objections of Bob's; Carol has come."""
    person("carol")
    post = publish(person("alice"), "Twenty checks", "Twenty checks are enough for any summary.")
    bob = person("bob")
    place(bob, answer(bob, post, "a) Too few checks.\nb) People tire of counting."))
    return post


@pytest.fixture
def essay(once: Any) -> Post:
    return once(objected_to)


@pytest.fixture
def german(essay: Post, live_server: Any, page: Page) -> Page:
    """Carol's browser; she reads in German."""
    User.objects.filter(username="carol").update(language="de")
    be(page, live_server.url, "carol")
    return page


def test_scripts_speak_german(german: Page, essay: Post, live_server: Any) -> None:
    german.goto(live_server.url + essay.get_absolute_url())
    expect(german.get_by_role("button", name="Link kopieren: Antwort von Bob")).to_be_visible()
    expect(german.get_by_role("button", name="Alle einklappen")).to_be_visible()
    expect(german.get_by_role("button", name="Antwort von Bob", exact=True)).to_be_visible()
    moment = german.locator(".reply .byline > a > time")
    expect(moment).to_have_text("gerade eben")
    expect(moment).to_have_attribute("title", re.compile(r"^\d+\. \w+ \d{4} um \d\d:\d\d \w+$"))
    german.get_by_role("button", name="Tasten").click()
    expect(german.get_by_text("Einzelne Tasten wirken auf diesem Gerät")).to_be_visible()
    german.get_by_role("button", name="Schließen").click()

    expect(german.locator("#composer [data-tool=bold]")).to_have_attribute("title", "Fett (Strg+B)")
    german.fill("#composer [name=body]", "a) Das ist ein Einwand, und er ist neu.")
    expect(german.locator("#composer .length")).to_have_text("9 Wörter, 1 Min. zu lesen")
    expect(german.get_by_text("Ein Punkt gefunden.")).to_be_attached()
    tells = german.locator("#composer [data-tells]")
    expect(tells).to_have_text("Stand jetzt: Deine Antwort fügt 1 Einwand hinzu.")
    expect(german.locator("#composer .composer__foot")).to_contain_text(
        re.compile(r"Gespeichert um \d\d:\d\d")
    )


@pytest.mark.parametrize(
    ("language", "adds", "shares"),
    [
        ("en", "Add 3 objections", "Save: adds 2 objections and shares a"),
        ("de", "3 Einwände hinzufügen", "Speichern: fügt 2 Einwände hinzu und teilt a"),
    ],
)
def test_what_a_form_will_do_is_told_by_the_page_and_by_its_script(
    german: Page, essay: Post, live_server: Any, language: str, adds: str, shares: str
) -> None:
    carol = User.objects.get(username="carol")
    answered = answer(carol, essay, "a) A new one.\nb) Another one.\nc) It is not that.")
    User.objects.filter(username="carol").update(language=language)
    url = f"/replies/{answered.pk}/points/"
    page = browser_of(User.objects.get(username="carol")).get(url).content.decode()
    german.goto(live_server.url + url)
    button = german.locator("[data-tells]")
    expect(button).to_have_text(adds)
    assert f">{adds}</button>" in page
    german.locator("[name=to-a]").evaluate("each => { each.closest('details').open = true }")
    german.locator("[name=to-a]").select_option("1")
    expect(button).to_have_text(shares)


def test_nothing_is_said_in_english_while_words_are_on_their_way(
    german: Page, essay: Post, live_server: Any
) -> None:
    held: list[Route] = []
    german.route(re.compile(r"/words/de\.js"), lambda route: held.append(route))
    german.goto(live_server.url + essay.get_absolute_url(), wait_until="commit")
    expect(german.locator("#composer [name=body]")).to_be_visible()
    german.wait_for_timeout(500)
    assert held and german.locator(ADDED).count() == 0
    held[0].continue_()
    expect(german.get_by_role("button", name="Alle einklappen")).to_be_visible()
    words = german.locator(ADDED).all_inner_texts()
    assert words and not re.search("Copy|Fold|Keys|words", " ".join(words))


def test_where_words_never_come_scripts_do_what_they_do(
    german: Page, essay: Post, live_server: Any
) -> None:
    german.route(re.compile(r"/words/de\.js"), lambda route: route.abort())
    german.goto(live_server.url + essay.get_absolute_url())
    german.get_by_role("button", name="Fold all").click()
    expect(german.get_by_role("button", name="Unfold all")).to_be_visible()
