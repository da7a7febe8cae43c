"""By which name readers know whoever left: in their own language, whatever others read before."""

import re

import pytest
from django.test import Client
from django.utils import translation

from accounts.actions.leaving import leave
from accounts.models.shown_names import WHO_LEFT, shown_name_of
from critiques.models import Objection
from moderation.actions.removals import hide
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.databases import ROOT
from tools.words import sources

IN_GERMAN = "Ex-Mitglied"


@pytest.mark.parametrize(
    ("display_name", "shown"),
    [
        ("", "bob"),
        ("Bob", "Bob"),
        (f"{WHO_LEFT} (7)", f"{IN_GERMAN} (7)"),
        # Others write this as they like.
        (f"Not {WHO_LEFT}", f"Not {WHO_LEFT}"),
        (IN_GERMAN, IN_GERMAN),
    ],
)
@pytest.mark.usefixtures("german")
def test_only_the_name_of_who_left_is_the_sites_own(display_name: str, shown: str) -> None:
    assert shown_name_of(display_name, "bob") == shown
    with translation.override("en"):
        assert shown_name_of(display_name, "bob") == (display_name or "bob")


def test_names_are_made_of_their_columns_in_one_place() -> None:
    made = re.compile(r"\w*(name|shown) or \w*\.?\w*name\b")
    found = {
        file.relative_to(ROOT).as_posix()
        for file in sources()
        if file.suffix == ".py" and made.search(file.read_text())
    }
    assert found == {"accounts/models/shown_names.py"}


def page(url: str, language: str) -> str:
    """Return the words of a page as a visitor reads it."""
    with translation.override(language):
        return text_of(Client(headers={"accept-language": language}).get(url))


@pytest.mark.django_db
@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("first", ["en-gb", "de"])
def test_every_page_says_it_in_its_readers_language(first: str) -> None:
    """Whatever was kept of a page for readers of another."""
    alice, bob, carol = person("alice"), person("bob"), person("carol")
    post = publish(alice)
    place(bob, answer(bob, post, "a) Too few checks.\nb) People tire."))
    reply = answer(bob, post, "I could tell of it.")
    browser_of(carol).post(f"/posts/{post.pk}/objections/1/share/")
    entry = hide(moderator=moderator(), reply_id=reply.pk, reason="Rude")
    leave(user=bob, withdraw=False)
    name = f"({bob.pk})"
    second = "de" if first == "en-gb" else "en-gb"
    for url in (
        post.get_absolute_url(),
        f"/posts/{post.pk}/critique/",
        f"/posts/{post.pk}/objections/{Objection.objects.earliest('pk').number}/",
        f"/u/left-{bob.pk}/",
        f"/replies/{bob.replies.earliest('pk').pk}/",
        entry.get_absolute_url(),
    ):
        for language in (first, second, first):
            says = IN_GERMAN if language == "de" else WHO_LEFT
            words = page(url, language)
            assert f"{says} {name}" in words, (url, language)
            assert words.count(name) == words.count(f"{says} {name}"), (url, language)
