"""What a script may say to readers, and nobody marked for translation.

It looks at the source alone, and rather finds too much: what is no text of the site's is named by
whoever asks.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tests.rules.house.unmarked import HEARD, HERE, PROSE, WORD

MARKS = {"gettext", "ngettext", "pgettext"}
# What is asked of the page or of a text, and told to nobody.
ASKS = {
    *("querySelector", "querySelectorAll", "matches", "closest", "within", "getElementById"),
    *("has", "includes", "startsWith", "endsWith", "replace", "replaceAll", "split", "join"),
    *("addEventListener", "getModifierState", "getAttribute", "RegExp", "execCommand", "require"),
}
# What is shown, whatever it looks like: what is put there, and what these calls put somewhere.
SHOWN = {"textContent", "innerText", "data", "title", "placeholder", "ariaLabel", "alt"}
SHOWS = {"append", "prepend", "before", "after", "replaceChildren", "prompt", "confirm", "alert"}
# To forms that are sent it is put, too, by a name and as a value.
SENT = {"body.append", "data.append"}
# Calls that make an element: with its tag, its classes, and its words.
MAKES = {"make", "element"}
# A word beside what is put in.
BESIDE = re.compile(rf"{HERE} +[^\W\d_]{{2}}|[^\W\d_]{{2}}[,:]? +{HERE}")
SELECTOR = re.compile(r"(?:^|[\s,(])[.#][a-z]|\[[a-z-]+[\]=*$^]|:(?:is|has|not|scope)\b|\w > \w")
CLASSES = re.compile(r"(?=.*(?:--|__))[a-z][\w-]*(?: [a-z][\w-]*)*")

TOKEN = re.compile(
    r"""
    (?P<left_out> \s+ | //[^\n]* | /\*.*?\*/ )
    | (?P<text> "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<name> [\w$]+ )
    | (?P<sign> => | [!=]==? | \?\?=? | \?\. | . )
    """,
    re.DOTALL | re.VERBOSE,
)
PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
PIECE = re.compile(r"((?:[^`\\$]|\\.|\$(?!\{))*)(`|\$\{)", re.DOTALL)
# After these a slash begins a pattern, as it does after most signs.
BEFORE_PATTERNS = {"return", "case", "typeof", "in", "of", "else"}


class Literal(NamedTuple):
    """A text in a script: within which call it stands, as which of what that is given, and what
    stands before it."""

    text: str
    call: str
    place: int
    first: str
    before: tuple[str, str]


class Open:
    """A bracket that is open: after which name, and what it has so far."""

    def __init__(self, sign: str, call: str = "") -> None:
        self.sign, self.call = sign, call
        self.place, self.first = 0, ""
        self.pieces: list[str] = []
        self.literal: tuple[str, int, str, tuple[str, str]] | None = None


def literals_of(source: str) -> Iterator[Literal]:
    """Yield the texts of a script; for what a template puts in stands a bullet."""
    opened = [Open("")]
    of, before, last = "", "", ""
    at = 0
    while at < len(source):
        top = opened[-1]
        if source[at] == "`" or (source[at] == "}" and top.sign == "${"):
            if source[at] == "`":
                piece = Open("${")
                piece.literal = (top.call, top.place, top.first, (before, last))
                opened.append(piece)
                top = piece
            found = PIECE.match(source, at + 1)
            assert found, f"a template has no end: {source[at : at + 40]}"
            top.pieces.append(found[1])
            if found[2] == "`":
                opened.pop()
                assert top.literal
                yield Literal(HERE.join(top.pieces), *top.literal)
            of, before, last = before, last, "`" if found[2] == "`" else "("
            at = found.end()
            continue
        is_value = last not in BEFORE_PATTERNS and bool(re.fullmatch(r"[\w$]+|[\])}`]|''", last))
        pattern = PATTERN.match(source, at) if source[at] == "/" and not is_value else None
        token = TOKEN.match(source, at)
        assert token
        if pattern and not token["left_out"]:
            of, before, last, at = before, last, "''", pattern.end()
            continue
        at = token.end()
        if token["left_out"]:
            continue
        sign = token[0]
        call = f"{of}.{last}" if before == "." else last
        if token["text"]:
            text = sign[1:-1]
            top.first = top.first or text
            yield Literal(text, top.call, top.place, top.first, (before, last))
            sign = "''"
        elif sign in "([{":
            opened.append(Open(sign, call if sign == "(" else ""))
        elif sign in ")]}":
            opened.pop()
        elif sign == ",":
            top.place += 1
        of, before, last = before, last, sign


def unmarked_in_script(source: str) -> list[str]:
    """Return the texts of a script that look like words for readers and are given to no mark."""
    return [each.text for each in literals_of(source) if _is_unmarked(each)]


def _is_unmarked(each: Literal) -> bool:
    call = each.call.rpartition(".")[2]
    if call in MARKS | ASKS or each.call in SENT or not WORD.search(each.text):
        return False
    name, sign = each.before
    if _is_shown(each, call, name if sign == "=" else ""):
        return True
    if name == "className" or (call in MAKES and each.place < 2):
        return False
    # What a key, a kind or a word is compared with; of which module something is.
    if re.fullmatch(r"[!=]==?|case|from|import", sign):
        return False
    text = each.text
    if SELECTOR.search(text) or CLASSES.fullmatch(text):
        return False
    return bool(PROSE.search(text) or BESIDE.search(text))


def _is_shown(each: Literal, call: str, name: str) -> bool:
    if call == "setAttribute":
        return each.place == 1 and each.first in HEARD
    return name in SHOWN or call in SHOWS or (call in MAKES and each.place == 2)
