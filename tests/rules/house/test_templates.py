"""Templates and stylesheets: each is used, and lies with the app whose page it is."""

import posixpath
import re
from pathlib import Path

import allauth
from pygments.token import STANDARD_TYPES

from tests.databases import ROOT
from tests.house import APPS, LINTER
from tools.words import LANGUAGES
from web.stylesheets import PARTS

ALLAUTH = Path(allauth.__file__).parent / "templates"
ERRORS = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
OWNERS = {"account": "accounts", "mfa": "accounts"}
INCLUDED = re.compile(r'\{% (?:include|extends|unchanging) "([^"]+)"')
QUOTED = re.compile(r'"([\w./-]+)"')
CLASS = re.compile(r'class="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"')
CLASS_BLOCK = re.compile(r"\{% block \w+_class %\}([\w -]+)")
CLASS_IN_CODE = re.compile(r"""class=["']([\w -]+)|"class": "([\w -]+)""")
TAKEN = re.compile(r'(?:^import .* from |import\()"(\.[\w./]+)"\)?;$', re.MULTILINE)
CLASS_IN_SCRIPT = re.compile(r'"([\w -]+)"')


def read(folder: str, suffix: str) -> dict[str, str]:
    """Return the text of each file with the suffix, by its path in the folder."""
    base = ROOT / folder
    found = {str(p.relative_to(base)): p.read_text() for p in base.rglob("*" + suffix)}
    return {name: text for name, text in found.items() if "migrations/" not in name}


TEMPLATES = read("templates", ".html") | read("templates", ".txt")
STYLES = {k: re.sub(r"(?s)/\*.*?\*/", "", v) for k, v in read("static", ".css").items()}
SCRIPTS = read("static", ".js")
CODE = {f"{app}/{name}": text for app in APPS for name, text in read(app, ".py").items()}
STRINGS = {each for text in CODE.values() for each in QUOTED.findall(text)}


def owner(name: str) -> str:
    """The app whose folder a template lies in; empty for what is every app's."""
    folder = name.partition("/")[0] if "/" in name else ""
    return "" if folder == "parts" else OWNERS.get(folder, folder)


def apps_below(app: str) -> set[str]:
    """The apps that one may import, itself among them, and what is every app's."""
    (layers,) = (each["layers"] for each in LINTER["contracts"] if each["id"] == "apps")
    rows = [layer.split(" | ") for layer in layers]
    (at,) = (n for n, row in enumerate(rows) if app in row)
    return {"", app}.union(*rows[at + 1 :])


def is_asked_for(name: str) -> bool:
    """Whether our code names a template, or a mail by its beginning, or Django or allauth do."""
    mail = re.sub(r"_(?:subject|message)\.txt$|\.(?:txt|html)$", "", name)
    return not STRINGS.isdisjoint({name, mail}) or name in ERRORS or (ALLAUTH / name).exists()


def printed() -> set[str]:
    """The classes that pages, scripts, texts and highlighted code may have."""
    parts = [
        each
        for text in TEMPLATES.values()
        for found in (CLASS, CLASS_BLOCK)
        for each in found.findall(text)
    ]
    words = {word for each in parts for word in re.sub(r"\{%.*?%\}", " ", each).split()}
    # Before a variable stands the beginning of a class, whose end is a word of our code.
    begun = {word.partition("{{")[0] for word in words if not word.startswith("{{")}
    whole = {start + end for start in begun if start[-1:] == "-" for end in STRINGS}
    parts = [
        each for text in CODE.values() for pair in CLASS_IN_CODE.findall(text) for each in pair
    ]
    parts += [each for text in SCRIPTS.values() for each in CLASS_IN_SCRIPT.findall(text)]
    drawn = {word for each in parts for word in each.split()}
    return words | whole | drawn | set(STANDARD_TYPES.values())


def test_no_stylesheet_names_a_class_that_nothing_prints():
    selectors = [each for text in STYLES.values() for each in re.findall(r"([^{};]+)\{", text)]
    named = {each for text in selectors for each in re.findall(r"\.([a-zA-Z][\w-]*)", text)}
    assert len(named) > 100
    assert sorted(named - printed()) == []


def test_every_custom_property_is_used_and_defined():
    sheets = " ".join(STYLES.values())
    used = set(re.findall(r"var\((--[\w-]+)", sheets))
    assert used == set(re.findall(r"(?<![\w-])(--[\w-]+)\s*:", sheets))


def test_no_template_lies_unused():
    used: set[str] = set()
    fresh = {each for each in TEMPLATES if is_asked_for(each)}
    while fresh:
        used |= fresh
        fresh = {name for each in fresh for name in INCLUDED.findall(TEMPLATES[each])} - used
    assert sorted(set(TEMPLATES) - used) == []


def test_nothing_lies_unused_among_the_static_files():
    asked = {
        name
        for text in TEMPLATES.values()
        for name in re.findall(r"\{% static '([^']+)' %\}", text)
    }
    asked |= {
        posixpath.normpath(f"{Path(name).parent}/{taken}")
        for name, text in SCRIPTS.items()
        for taken in re.findall(
            r'(?:^import .* from |import\()"(\.[\w./]+)"\)?;$', text, re.MULTILINE
        )
    }
    asked |= {
        taken for text in STYLES.values() for taken in re.findall(r'url\("\.\./([^"]+)"\)', text)
    }
    # Pages ask for it by the reader’s language.
    asked |= {f"js/words/{language}.js" for language in LANGUAGES}
    # Licences go where that goes which is under them.
    asked |= {"fonts/OFL.txt", "js/vendor/LICENCES.txt"}
    static = ROOT / "static"
    assert asked | set(PARTS) == {
        str(p.relative_to(static)) for p in static.rglob("*") if p.is_file()
    }


def test_a_template_lies_with_its_app_and_takes_pieces_from_those_below():
    assert {owner(name) for name in TEMPLATES} <= {"", *APPS}
    astray = [
        (name, piece)
        for name, text in TEMPLATES.items()
        for piece in INCLUDED.findall(text)
        if owner(piece) not in (apps_below(owner(name)) if owner(name) else {""})
    ]
    astray += [
        (name, piece)
        for name, text in CODE.items()
        for piece in TEMPLATES.keys() & set(QUOTED.findall(text))
        if owner(piece) not in apps_below(name.partition("/")[0])
    ]
    assert astray == []


def test_an_included_piece_is_given_what_it_needs_and_no_more():
    includes = [
        each for text in TEMPLATES.values() for each in re.findall(r"\{% include (.*?) %\}", text)
    ]
    assert includes
    assert [each for each in includes if not each.endswith(" only")] == []
    spare = [
        (piece, name)
        for each in includes
        for piece in re.findall(r'^"([^"]+)"', each)
        for name in re.findall(r"(\w+)=", each)
        if not re.search(rf"\b{name}\b", TEMPLATES[piece])
    ]
    assert spare == []
