"""What scripts say is marked, is in every language’s catalogue, and comes with the page in it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.databases import ROOT
from tests.node.script import running
from tests.rules.house.test_catalogues import each_language, faults_of, keys
from tests.rules.scripts.unmarked import literals_of, unmarked_in_script
from tools import script_words, words
from tools.script_words import DOMAIN, SCRIPTS, sources

# What is no text of the site’s: keys as keyboards have them, kinds, Markdown, sizes, elements by
# their names.
NOT_OURS = {
    "drafts/site.js": {"signed out"},
    "editor/blocks.js": {"• details | •"},
    "editor/clean.js": {"tt, kbd, samp", "sup, sub", "span, font", "strong, em, del"},
    "editor/images.js": {"(pointer: coarse)"},
    "editor/keys.js": {"Mod+•"},
    "editor/markdown.js": {r"\n\n• details | •\n•\n•\n\n"},
    "keys.js": {"Esc"},
    "staff/queue_keys.js": {"Shift+•", "Key•"},
    "texts/formula_copies.js": {"input, textarea"},
    "thread.js": {"auto •px"},
}
# Where the texts stand among what each mark is given.
TEXTS = {"gettext": (0,), "ngettext": (0, 1), "pgettext": (1,)}
ELEMENTS = re.compile(r"(?:(?:[ap]|[a-z]{2,10}|h\d)(?:, ?|$)){4,}|(?:[A-Z]+\d? ?){9,}")


def test_every_text_of_a_script_is_marked() -> None:
    found = {}
    for file in sources():
        name = file.relative_to(SCRIPTS).as_posix()
        said = set(unmarked_in_script(file.read_text()))
        assert NOT_OURS.get(name, set()) <= said, "no longer there"
        said -= NOT_OURS.get(name, set())
        if others := {each for each in said if not ELEMENTS.fullmatch(each)}:
            found[name] = others
    assert not found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('const done = "It is done.";', ["It is done."]),
        ('const done = gettext("It is done.");', []),
        ('gettext("%(name)s did it.", { name: "Some one" });', ["Some one"]),
        ("const said = `${name} did it`;", ["• did it"]),
        ("const a = `${is ? `so it is` : ''}`; const b = `${two}`;", ["so it is"]),
        ("const a = `one ${x} two`; f('and so on')", ["one • two", "and so on"]),
        ("const a = `${n} chosen`; const b = `/a/${n}/chosen`;", ["• chosen"]),
        ('const name = "Close";', ["Close"]),
        ('const acts = { "Close": () => {}, [gettext("Keep")]: 1 };', ["Close"]),
        ('if (event.key === "Escape") close();', []),
        ('root.querySelector("main p, main a");', []),
        ("const FORM = 'main > form[data-form=\"reply\"]';", []),
        ('make("p", "help two", "word");', ["word"]),
        ('button.textContent = "word";', ["word"]),
        ('row.append(box, "word"); body.append("word", value);', ["word"]),
        ('b.setAttribute("aria-label", "word"); b.setAttribute("type", "button");', ["word"]),
        ('button.className = "btn two three";', []),
        ('const a = b.replace(/["\'`/]{2}[/"]/g, "x"); f("One two");', ["One two"]),
        ('const half = words / 2; f("One two") / 3;', ["One two"]),
        ("// It is done.\n/* “It’s `done` */ import { a } from './a b.js';", []),
        ("const a = `\\`\\` ${words} \\`\\``; const b = 'It\\'s two words';", ["It\\'s two words"]),
    ],
)
def test_a_script_is_seen_through(source: str, found: list[str]) -> None:
    assert sorted(unmarked_in_script(source)) == sorted(found)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('gettext("One")', [("One", None)]),
        ("const a = `<${gettext('One')}>`", [("One", None)]),
        (
            'ngettext("%(count)s day", "%(count)s days", n)',
            [(("%(count)s day", "%(count)s days"), None)],
        ),
        ('pgettext("verb", "Reply")', [("Reply", "verb")]),
        ('gettext(\n  "One",\n  { two },\n)', [("One", None)]),
    ],
)
def test_texts_of_scripts_are_found(source: str, found: list[words.Text]) -> None:
    assert list(script_words.texts_of_script(source)) == found


def test_every_text_that_is_marked_is_gathered() -> None:
    """Two read the scripts: Babel, which passes over a text within another’s values, and the
    reader of literals.
    """
    marked = {
        (json.loads(f'"{each.text}"'), name)
        for file in sources()
        for name in [file.relative_to(ROOT).as_posix()]
        for each in literals_of(file.read_text())
        if each.place in TEXTS.get(each.call, ())
    }
    gathered = {
        (text, name)
        for each in script_words.gathered()
        for text in (each.id if isinstance(each.id, tuple) else [each.id])
        for name, _ in each.locations
    }
    assert len(marked) > 90
    assert marked == gathered


@each_language
def test_a_catalogue_of_scripts_has_what_they_say(language: str) -> None:
    catalogue = words.read(language, DOMAIN)
    assert keys(catalogue) == keys(script_words.gathered()), "`make words` adds and takes away"
    assert [each.id for each in catalogue if each.fuzzy] == []
    assert [each.id for each in catalogue if each.id and not words.is_whole(each)] == []
    faults = [fault for each in catalogue if each.id for fault in faults_of(each)]
    assert not faults, "\n".join(faults)
    # In a script each has one name, its text for one.
    names = [(each.id[0] if each.pluralizable else each.id, each.context) for each in catalogue]
    assert len(names) == len(set(names))


@each_language
def test_the_files_of_scripts_are_what_is_written_of_them(language: str) -> None:
    catalogue = words.read(language, DOMAIN)
    path = words.path_of(language, DOMAIN)
    assert path.read_bytes() == words.written(catalogue), "`make words` writes it so"
    assert script_words.path_of(language).read_text() == script_words.compiled(catalogue)


def test_numbers_and_dates_are_written_in_the_language_of_the_page() -> None:
    """Not in that of the browser, nor in one that a script names."""
    written = re.compile(r"(?:Intl\.\w+(?:Format|Rules)|\.toLocale\w+)\((?!language\(\))[^\n]*")
    found = {file.name: written.findall(file.read_text()) for file in sources()}
    # What is asked there is the browser’s own time zone.
    assert found.pop("zone.js") == ["Intl.DateTimeFormat().resolvedOptions().timeZone;"]
    assert [each for each in found.items() if each[1]] == []


@each_language
def test_what_pages_say_too_is_said_in_the_same_words(language: str) -> None:
    """As what a form will do: the page says it first, and the script again."""

    def said(domain: str) -> dict[tuple[str, str | None], str]:
        whole = [each for each in words.read(language, domain) if each.id and words.is_whole(each)]
        return {(plain(each.id), each.context): plain(each.string) for each in whole}

    def plain(text: object) -> str:
        return str(text).replace(")d", ")s")

    pages, scripts = said("django"), said(DOMAIN)
    both = pages.keys() & scripts.keys()
    assert [(key, pages[key], scripts[key]) for key in both if pages[key] != scripts[key]] == []
    # What is marked in place is told anew at its beginning, before what says to some what it is.
    marks = {
        each.id: each.string
        for each in words.read(language, DOMAIN)
        if "static/js/inplace/marks.js" in dict(each.locations)
    }
    unlike = [
        each
        for (text, _), each in pages.items()
        if (found := re.fullmatch(r'([^<]+)<span class="vh">.*', text))
        if found[1] in marks and not each.startswith(f"{marks[found[1]]}<span")
    ]
    assert unlike == []


def said_by_node(lang: str, code: str, before: str = "") -> Any:
    """Return what code says, as a script of a page in a language that has loaded another before."""
    module = SCRIPTS / "words" / "words.js"
    source = f"""
        globalThis.document = {{ documentElement: {{ lang: "{lang}" }} }};
        const here = await import("{module}");
        const {{ gettext, ngettext, pgettext, language, listed, speak }} = here;
        {before}
        process.stdin.on("data", () => console.log(JSON.stringify({code})));
    """
    with running("--input-type=module", "--eval", source) as script:
        return script(0)


GERMAN = """speak({ "One": "Eins", "verb\\u0004Reply": "Antworten", "%(name)s’s": "Von %(name)s",
    "%(count)s day": ["%(count)s Tag", "%(count)s Tage"] }, (n) => Number(n != 1));"""


def test_scripts_say_it_in_the_language_of_the_page() -> None:
    code = """[gettext("One"), gettext("Two"), gettext("%(name)s’s", { name: "Bo %(b)s $& b" }),
        pgettext("verb", "Reply"), pgettext("noun", "Reply"), gettext("5% of %(this)s"),
        ngettext("%(count)s day", "%(count)s days", 1),
        ngettext("%(count)s day", "%(count)s days", 12345, { x: 1 }), language(),
        listed(["a", "b", "c"]), listed(new Set()), gettext("%(n)s", { n: 1234.5 })]"""
    assert said_by_node("en", code) == [
        *("One", "Two", "Bo %(b)s $& b’s", "Reply", "Reply", "5% of %(this)s"),
        *("1 day", "12,345 days", "en-GB", "a, b and c", "", "1,234.5"),
    ]
    assert said_by_node("de", code, GERMAN) == [
        *("Eins", "Two", "Von Bo %(b)s $& b", "Antworten", "Reply", "5% of %(this)s"),
        *("1 Tag", "12.345 Tage", "de", "a, b und c", "", "1.234,5"),
    ]


@each_language
@pytest.mark.django_db
def test_the_words_of_a_language_come_before_all_other_scripts(
    language: str, client: Client
) -> None:
    def scripts() -> list[str]:
        page = client.get("/").content.decode()
        return re.findall(r'<script [^>]*src="/static/([^"]+)">', page)

    english = scripts()
    assert english and not any("words/" in each for each in english)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert scripts() == [f"js/words/{language}.js", *english]
    assert {code for code, _ in settings.LANGUAGES} == {"en", *words.LANGUAGES}


def test_no_page_has_scripts_but_those_of_the_frame_and_in_its_block() -> None:
    """So that the words of a language stand before each of them."""
    bare = [
        str(file)
        for file in Path(ROOT / "templates").rglob("*.html")
        if "<html" in (source := file.read_text()) and "<script" in source.partition("{% words")[0]
    ]
    assert bare == []
    head = (ROOT / "templates/base.html").read_text()
    assert head.index("{% words %}") < head.index("<script") < head.index("{% block scripts %}")
