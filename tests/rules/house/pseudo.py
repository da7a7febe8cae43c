"""A language in which every marked text comes out in letters that nothing else has.

A page in it shows what nobody marked: whatever stands in plain letters.
"""

import re
from html.parser import HTMLParser
from string import ascii_letters
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import CharField, TextField
from django.utils import translation
from django.utils.safestring import SafeData, mark_safe

from tests.rules.house.unmarked import HEARD, SILENT, WORD
from tests.rules.security.text_columns import NO_WORDS as NO_COPIES
from tests.rules.security.text_columns import NOBODY, TEXT_COLUMNS

LANGUAGE = "en-x-wide"
# “Ａｂｃ”: the letters of another block, of which no text of ours is made.
WIDE = str.maketrans({each: chr(ord(each) + 0xFEE0) for each in ascii_letters})
# What a text has besides words: places for what is put in, tags, entities.
KEPT = re.compile(
    r"%(?:\(\w+\))?[-#0+]*\d*(?:\.\d+)?[a-zA-Z%]|\{[^{}]*\}|<[^<>]*>|&#?\w+;", re.ASCII
)
GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβκδεφγηιξκλμνοπθρστυβωχψζΑΒΚΔΕΦΓΗΙΞΚΛΜΝΟΠΘΡΣΤΥΒΩΧΨΖ",
)
MARKUP = re.compile(r"(<[^<>]*>|&#?\w+;)")
# Columns of what people wrote that are no words: addresses, names in them, keys, codes.
NO_WORDS = {
    *NO_COPIES,
    *("accounts.User.username", "accounts.User.email", "accounts.User.timezone"),
    *("accounts.User.language", "forum.Post.slug", "taggit.Tag.slug", "images.Image.digest"),
    *("forum.Draft.place", "forum.Draft.fields", "critiques.Objection.letter"),
    *("critiques.Tag.point", "critiques.FormerTag.point", "search.IndexEntry.words"),
    *("account.EmailAddress.email", "usersessions.UserSession.user_agent"),
}
# What shows words that no reader gets as the site's: highlighted code, formulas.
FOREIGN = {"script", "style", "code", "pre", "math", "bdi"}


def widened(text: str) -> str:
    """Return a marked text in the wide letters, with its places as they are; safe if it is."""
    parts = re.split(f"({KEPT.pattern})", str(text))
    said = "".join(each if n % 2 else each.translate(WIDE) for n, each in enumerate(parts))
    return mark_safe(said) if isinstance(text, SafeData) else said  # noqa: S308 (it was)


def speak_wide(patch: pytest.MonkeyPatch) -> None:
    """Let all that is marked be said in wide letters, until the patch ends."""
    # What Django asks of a language, whether `USE_I18N` is set or not.
    spoken: Any = translation._trans
    said = {
        "gettext": widened,
        "ngettext": lambda one, many, count: widened(one if count == 1 else many),
        "pgettext": lambda _, text: widened(text),
        "npgettext": lambda _, one, many, count: widened(one if count == 1 else many),
        "get_language": lambda: LANGUAGE,
        # What was spoken for a moment would be followed by this language, also after the patch.
        **dict.fromkeys(("activate", "deactivate", "deactivate_all"), lambda *_: None),
    }
    for name, say in said.items():
        getattr(spoken, name)
        patch.setattr(spoken, name, say)


def speak_wide_by_choice(patch: pytest.MonkeyPatch) -> None:
    """Let the same be the language of whoever asks: what chooses another is said in plain letters.

    Until the patch ends.
    """
    speak_wide(patch)
    spoken: Any = translation._trans
    active = [LANGUAGE]

    def chosen(say: Any) -> Any:
        return lambda *said: say(*said) if active == [LANGUAGE] else plain[say](*said)

    plain = {
        spoken.gettext: str,
        spoken.ngettext: lambda one, many, count: one if count == 1 else many,
        spoken.pgettext: lambda _, text: str(text),
        spoken.npgettext: lambda _, one, many, count: one if count == 1 else many,
    }
    for name in ("gettext", "ngettext", "pgettext", "npgettext"):
        patch.setattr(spoken, name, chosen(getattr(spoken, name)))
    for name in ("deactivate", "deactivate_all"):
        patch.setattr(spoken, name, lambda: active.__setitem__(0, LANGUAGE))
    patch.setattr(spoken, "activate", lambda language: active.__setitem__(0, language))
    patch.setattr(spoken, "get_language", lambda: active[0])
    patch.setattr(settings, "LANGUAGES", [*settings.LANGUAGES, (LANGUAGE, "Wide")])


def write_in_greek() -> None:
    """Let all that people wrote be in Greek letters, so that no word of theirs is the site's."""
    for model in apps.get_models():
        columns = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, CharField | TextField) and _is_words(model, field.name)
        ]
        for row in model._base_manager.only("pk", *columns) if columns else ():
            words = {
                name: in_greek(text) for name in columns for text in [getattr(row, name)] if text
            }
            if words:
                model._base_manager.filter(pk=row.pk).update(**words)
    name_in_greek()


def name_in_greek() -> None:
    """Give everybody a name to be shown: that in addresses has to be Latin."""
    for user in apps.get_model("accounts.User")._base_manager.all():
        user.display_name = user.username.translate(GREEK)
        user.save(update_fields=["display_name"])


def _is_words(model: Any, name: str) -> bool:
    column = f"{model._meta.label}.{name}"
    stated = TEXT_COLUMNS.get(column)
    return stated is not None and stated.readers != NOBODY and column not in NO_WORDS


def in_greek(text: str) -> str:
    """Return what somebody wrote in Greek letters, with its markup as it is."""
    return "".join(
        each if n % 2 else each.translate(GREEK) for n, each in enumerate(MARKUP.split(text))
    )


def plain_words(page: str, known: set[str]) -> list[str]:
    """Return what a page says in plain letters, in its title and its body, but for `known`."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return [text for text in reader.said if _left(text, known)]


def _left(text: str, known: set[str]) -> list[str]:
    # Addresses of the web and of mail are nobody's words.
    bare = re.sub(r"\S+@\S+|https?://\S+|\S+\.(?:py|org|com)\b", " ", text)
    words = re.findall(r"[A-Za-z]{2,}(?:-[A-Za-z]+)*", bare)
    return [each for each in words if each not in known]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open = 0
        self._foreign: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("body", "title"):
            self._open += 1
        if tag in FOREIGN | SILENT:
            self._foreign.append(tag)
        said = dict(attrs)
        if said.get("lang"):
            return
        for name in HEARD:
            self._say(said.get(name))
        if tag == "input" and said.get("type") in ("submit", "button"):
            self._say(said.get("value"))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("body", "title"):
            self._open -= 1
        if self._foreign and tag == self._foreign[-1]:
            self._foreign.pop()

    def handle_data(self, data: str) -> None:
        if not self._foreign:
            self._say(data)

    def _say(self, text: str | None) -> None:
        if self._open and text and WORD.search(text):
            self.said.append(" ".join(text.split()))
