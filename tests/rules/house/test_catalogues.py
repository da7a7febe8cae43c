"""Every text of the site is in every language's catalogue, and says there what it says here."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from babel.messages import Message
from django.conf import settings

from tests.databases import ROOT
from tools import words

# What is put in, and what stands around words.
PLACES = re.compile(r"%\(\w+\)[-#0+]*\d*(?:\.\d+)?[a-z]|%%?|<[^<>]*>|&#?\w+;|\{\w*\}")
# What some attributes say may be said in another language.
SPOKEN = re.compile(r'\b(alt|aria-label|title)="[^"]*"')
COUNT = re.compile(r"%\([Cc]ount\)\w")
SPACE = re.compile(r"(\s*).*?(\s*)", re.DOTALL)

each_language = pytest.mark.parametrize("language", words.LANGUAGES)


def keys(catalogue: Iterable[Message]) -> set[tuple[object, str | None]]:
    """Return what a catalogue has: texts, and in which sense."""
    return {(each.id, each.context) for each in catalogue if each.id}


def faults_of(message: Message) -> Iterator[str]:
    """Yield what is wrong with a translation, if there is one."""
    said = message.id if isinstance(message.id, tuple) else (message.id,)
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    for number, form in enumerate(forms):
        if form:
            # A form for one may name the number where the text for one does not, or have a word
            # with a gender in its place.
            known = [said[0], said[-1]] if number == 0 else [said[-1]]
            counted = [COUNT.sub("", said[0])] if message.pluralizable and number == 0 else []
            if places_of(form) not in map(places_of, known + counted):
                yield f"other places: {form!r} of {said!r}"
            if spaces_of(form) != spaces_of(said[-1]):
                yield f"other spaces around: {form!r} of {said!r}"
    if any(forms) and not all(forms):
        yield f"a form is empty: {said!r}"


def places_of(text: str) -> Counter[str]:
    """Return what a text has besides words."""
    return Counter(SPOKEN.sub(r"\1", each) for each in PLACES.findall(text))


def spaces_of(text: str) -> tuple[str, ...]:
    """Return what stands before its first word and behind its last."""
    found = SPACE.fullmatch(text)
    return found.groups() if found else ()


@each_language
def test_a_catalogue_has_what_the_sources_say(language: str) -> None:
    found, catalogue = words.gathered(), words.read(language)
    missing = keys(found) - keys(catalogue)
    assert not missing, f"`make words` adds what is missing: {missing}"
    gone = keys(catalogue) - keys(found)
    assert not gone, f"`make words` takes away what nothing says: {gone}"


@each_language
def test_a_catalogue_is_translated(language: str) -> None:
    catalogue = [each for each in words.read(language) if each.id]
    assert [each.id for each in catalogue if each.fuzzy] == []
    assert [each.id for each in catalogue if not words.is_whole(each)] == []


@each_language
def test_translations_have_the_same_places(language: str) -> None:
    faults = [fault for each in words.read(language) if each.id for fault in faults_of(each)]
    assert not faults, "\n".join(faults)


@each_language
def test_the_files_are_what_is_written_of_them(language: str) -> None:
    path, catalogue = words.path_of(language), words.read(language)
    assert path.read_bytes() == words.written(catalogue), "`make words` writes it so"
    assert path.with_suffix(".mo").read_bytes() == words.compiled(catalogue), "`make words`"


def test_every_language_of_a_folder_is_made() -> None:
    assert sorted(each.name for each in words.LOCALE.iterdir()) == sorted(words.LANGUAGES)
    spoken = {code for code, _ in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    assert spoken == set(words.LANGUAGES)
    assert "*.mo binary" in (ROOT / ".gitattributes").read_text()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('gettext("One")', [("One", None)]),
        ('gettext("One " "and two")', [("One and two", None)]),
        ("f\"<p>{gettext('One')}</p>\"", [("One", None)]),
        ('ngettext("%(n)d day", "%(n)d days", n)', [(("%(n)d day", "%(n)d days"), None)]),
        ('pgettext_lazy("verb", "Reply")', [("Reply", "verb")]),
        ('npgettext("verb", "a", "b", n)', [(("a", "b"), "verb")]),
        ('with_html(gettext("%(who)s", who=gettext("One")))', [("%(who)s", None), ("One", None)]),
        ("gettext(text), other('One')", []),
    ],
)
def test_texts_of_modules_are_found(source: str, found: list[words.Text]) -> None:
    assert list(words.texts_of_module(source)) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<p>{% translate "One" %}</p>', [("One", None)]),
        ("  a\n b {% translate 'One' context 'verb' %}", [("One", "verb")]),
        ('{% include "a.html" with label=_("One") only %}', [("One", None)]),
        ("{% blocktranslate trimmed %}\n a\n b\n{% endblocktranslate %}", [("a b", None)]),
        (
            "{% blocktranslate with x=y %}a {{ x }} 5%{% endblocktranslate %}",
            [("a %(x)s 5%%", None)],
        ),
        (
            "{% blocktranslate count n=n %}day{% plural %}{{ n }} days{% endblocktranslate %}",
            [(("day", "%(n)s days"), None)],
        ),
        ("It's {# One #} (“here”", []),
    ],
)
def test_texts_of_templates_are_found(source: str, found: list[words.Text]) -> None:
    assert list(words.texts_of_template(source)) == found


@pytest.mark.parametrize(
    ("said", "form", "faults"),
    [
        ("%(name)s shares it.", "%(name)s teilt ihn.", 0),
        ("%(name)s shares it.", "%(nam)s teilt ihn.", 1),
        ("%(name)s shares it.", "", 0),
        ("%(name)s shares it.", "Zu 50 % teilt ihn %(name)s.", 1),
        ("%(name)s shares it.", "%(name)s teilt %s.", 1),
        ("%(n)d%% of %(name)s", "%(n)d %% von %(name)s", 0),
        ('<a href="%(url)s">One</a>', "<a href='%(url)s'>Eins</a>", 1),
        ('<b title="One">%(x)s</b>', '<b title="Eins">%(x)s</b>', 0),
        (" One", "Eins", 1),
        (("One day", "%(n)d days"), ("Ein Tag", "%(n)d Tage"), 0),
        (("One day", "%(n)d days"), ("%(n)d Tag", "%(n)d Tage"), 0),
        (("One day", "%(n)d days"), ("Ein Tag", "Tage"), 1),
        (("One day", "%(n)d days"), ("Ein Tag", ""), 1),
        (
            ("%(count)s by %(name)s", "%(count)s by %(name)s"),
            ("einer %(name)s", "%(count)s von"),
            1,
        ),
        (("%(count)s by %(name)s", "%(count)s by %(name)s"), ("einer", "%(count)s %(name)s"), 1),
        (("%(Count)s day", "%(Count)s days"), ("Ein Tag", "%(Count)s Tage"), 0),
    ],
)
def test_a_translation_with_other_places_is_found(said: str, form: str, faults: int) -> None:
    assert len(list(faults_of(Message(said, form)))) == faults


def test_a_catalogue_is_brought_up_to_date() -> None:
    """Translations stay with their texts; a text that was changed is one without."""
    catalogue, found = words.Words("de"), words.Words()
    catalogue.add("Gone", "Weg")
    catalogue.add("Two", "Zwei")
    found.add("Two, and more")
    found.add("Two", locations=[("a.py", 0)])
    catalogue.update(found, no_fuzzy_matching=True)
    assert words.written(catalogue).decode().partition("\n\n")[2] == (
        'msgid "Two, and more"\nmsgstr ""\n\n#: a.py\nmsgid "Two"\nmsgstr "Zwei"\n'
    )
