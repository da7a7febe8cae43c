"""The catalogues of the site's texts: `make words` gathers the texts and compiles translations.

What is gathered is in the order of the sources, with the names of files alone, so that a catalogue
changes where a text does and nowhere else. A text that was changed is a new one, without a
translation; what no source says any more is left out.
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
LANGUAGES = ["de"]
# The functions that mark a text: which of what they are given are the texts, and which the context.
PLAIN, PLURAL, CONTEXT = (0,), (0, 1), 0
MARKS = {
    "gettext": (PLAIN, None),
    "gettext_lazy": (PLAIN, None),
    "gettext_noop": (PLAIN, None),
    "ngettext": (PLURAL, None),
    "ngettext_lazy": (PLURAL, None),
    "pgettext": ((1,), CONTEXT),
    "pgettext_lazy": ((1,), CONTEXT),
    "npgettext": ((1, 2), CONTEXT),
    "npgettext_lazy": ((1, 2), CONTEXT),
}
# A text, or one for one and one for many; and in which sense it is meant.
Text = tuple[str | tuple[str, ...], str | None]


class Words(Catalog):
    """A catalogue whose head tells nothing but what programs need: no dates, and no names."""

    def __init__(self, language: str | None = None) -> None:
        super().__init__(language, header_comment="", fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What stands at its head, whatever stood there when it was read."""
        return [
            ("Language", self.locale_identifier or ""),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
            # The last line ends, too, where programs read it.
            ("Plural-Forms", f"{self.plural_forms}\n"),
        ]

    @mime_headers.setter
    def mime_headers(self, value: object) -> None:
        pass


def texts_of_module(source: str) -> Iterator[Text]:
    """Yield the texts that a module marks, in their order."""
    for call in _calls(ast.parse(source)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name in MARKS:
            places, context = MARKS[name]
            given = [each.value if isinstance(each, ast.Constant) else None for each in call.args]
            said = tuple(text for n, text in enumerate(given) if n in places and text is not None)
            if len(said) == len(places):
                sense = None if context is None else given[context]
                yield said if len(said) > 1 else said[0], sense


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    # Those within f-strings too, which readers of tokens pass over.
    if isinstance(node, ast.Call):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _calls(child)


def texts_of_template(source: str, name: str = "") -> Iterator[Text]:
    """Yield the texts that a template marks, in their order."""
    # Within brackets, words that stand for the rest of the template are never taken for indents.
    module = BytesIO(f"({templatize(source, origin=name)}\n)".encode())
    for _, said, _, sense in extract("python", module):
        yield (said if isinstance(said, str) else tuple(said)), sense


def sources() -> list[Path]:
    """Return the modules of the site, and its templates."""
    packages = sorted(each.parent for each in ROOT.glob("*/__init__.py"))
    modules = [file for each in packages if each.name != "tests" for file in each.rglob("*.py")]
    templates = [file for file in (ROOT / "templates").rglob("*") if file.is_file()]
    return sorted(modules) + sorted(templates)


def gathered() -> Words:
    """Return all texts that the sources mark, without a translation."""
    words = Words()
    for file in sources():
        name = file.relative_to(ROOT).as_posix()
        source = file.read_text()
        is_module = file.suffix == ".py"
        for said, sense in (
            texts_of_module(source) if is_module else texts_of_template(source, name)
        ):
            words.add(said, locations=[(name, 0)], context=sense)
    return words


def path_of(language: str, domain: str = "django") -> Path:
    """Return where a language's catalogue is; what it is compiled to lies beside it, as `.mo`."""
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


def read(language: str, domain: str = "django") -> Words:
    """Return the catalogue of a language as it is; where there is none, an empty one."""
    words = Words(language)
    path = path_of(language, domain)
    if path.exists():
        with path.open(encoding="utf-8") as file:
            PoFileParser(words).parse(file)
    return words


def is_whole(message: Message) -> bool:
    """Whether a text has a translation, in each of its forms."""
    forms = message.string if message.pluralizable else [message.string]
    return bool(forms) and all(forms)


def written(words: Words) -> bytes:
    """Return a catalogue as its file has it."""
    file = BytesIO()
    write_po(file, words, width=80, ignore_obsolete=True, include_lineno=False)
    return file.getvalue().strip() + b"\n"


def compiled(words: Words) -> bytes:
    """Return a catalogue as Django reads it."""
    file = BytesIO()
    write_mo(file, words)
    return file.getvalue()


def updated(language: str, found: Words, domain: str = "django") -> Words:
    """Bring a language's catalogue up to date with what was found, and return it."""
    words = read(language, domain)
    words.update(found, no_fuzzy_matching=True)
    path = path_of(language, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(words))
    missing = sum(not is_whole(each) for each in words if each.id)
    gone = len(words.obsolete)
    print(f"{path.relative_to(ROOT)}: {len(words)} texts, {missing} not translated, {gone} gone")
    return words


def main() -> None:
    """Bring every language's catalogue up to date, and compile it."""
    found = gathered()
    for language in LANGUAGES:
        words = updated(language, found)
        path_of(language).with_suffix(".mo").write_bytes(compiled(words))


if __name__ == "__main__":
    main()
