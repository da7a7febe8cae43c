"""The catalogues of what scripts say, which pages in another language hand to them.

`make words` gathers the texts of `static/js` into `djangojs.po`, and compiles that into a script.
"""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Message
from babel.messages.extract import extract

from tools.words import LANGUAGES, ROOT, Text, Words, is_whole, read, updated, written
from tools.words import path_of as po_of

DOMAIN = "djangojs"
SCRIPTS = ROOT / "static" / "js"
# The functions of `words/words.js`: which of what they are given are the texts, and which the
# context.
MARKS = {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
# Between a context and its text.
CONTEXT = "\N{END OF TRANSMISSION}"


def texts_of_script(source: str) -> Iterator[Text]:
    """Yield the texts that a script marks, in their order."""
    options = {"parse_template_string": True}
    for _, said, _, sense in extract("javascript", BytesIO(source.encode()), MARKS, (), options):
        yield (said if isinstance(said, str) else tuple(said)), sense


def sources() -> list[Path]:
    """Return the scripts of the site, without those that are compiled here, or are not ours."""
    left_out = {SCRIPTS / "vendor", SCRIPTS / "words"}
    return sorted(file for file in SCRIPTS.rglob("*.js") if file.parent not in left_out)


def gathered() -> Words:
    """Return all texts that scripts mark, without a translation."""
    words = Words()
    for file in sources():
        for said, sense in texts_of_script(file.read_text()):
            words.add(said, locations=[(file.relative_to(ROOT).as_posix(), 0)], context=sense)
    return words


def path_of(language: str) -> Path:
    """Return where the script is that a language's catalogue is compiled to."""
    return SCRIPTS / "words" / f"{language}.js"


def compiled(words: Words) -> str:
    """Return a catalogue as the script that hands it to all others."""
    lines = []
    for each in words:
        if each.id and is_whole(each):
            said, form = each.id, each.string
            key = said[0] if isinstance(said, tuple) else said
            key = f"{each.context}{CONTEXT}{key}" if each.context else key
            lines.append(f"  {_literal(key)}: {_literal(form)},\n")
    # What C computes of a number, JavaScript does.
    plural = f"(n) => Number({words.plural_expr.strip('()')})"
    return (
        "// Made by `make words`.\n\n"
        'import { speak } from "./words.js";\n\n'
        f"speak({{\n{''.join(lines)}}}, {plural});\n"
    )


def _literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace(CONTEXT, "\\u0004")


def said_alike(words: Words, pages: Words) -> None:
    """Let scripts say what pages say too in the words of those."""
    said = {_key(each): each for each in pages if each.id and is_whole(each)}
    for each in words:
        if each.id and (same := said.get(_key(each))):
            form = same.string
            each.string = (
                _placed(form) if isinstance(form, str) else tuple(_placed(part) for part in form)
            )


def _key(message: Message) -> tuple[object, str | None]:
    return _placed(str(message.id)), message.context


def _placed(text: str) -> str:
    # Pages say what kind of value is put in.
    return text.replace(")d", ")s")


def main() -> None:
    """Bring every language's catalogue of scripts up to date, and compile it."""
    found = gathered()
    for language in LANGUAGES:
        words = updated(language, found, DOMAIN)
        said_alike(words, read(language))
        po_of(language, DOMAIN).write_bytes(written(words))
        path_of(language).write_text(compiled(words))


if __name__ == "__main__":
    main()
