"""What in a template, or in a module, readers may see and nobody marked for translation.

Both look at the source alone, and rather find too much: what is no text of the site's is named by
whoever asks.
"""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.template.base import Lexer, Token, TokenType

# What is said to who cannot see, or by pointing.
HEARD = ("alt", "aria-label", "aria-description", "label", "placeholder", "title")
# A word; single letters are the names of points.
WORD = re.compile(r"[^\W\d_]{2}")
# A word, or what each language puts around words in its own way.
SAID = re.compile(r"[^\W\d_]{2}|[“”„‘‚«»]")
LITERAL = re.compile(r"""_\((?:"[^"]*"|'[^']*')\)|"([^"]*)"|'([^']*)'""")
# Filters whose literals are printed, and the tags that print or hand on what they are given.
PRINTED = re.compile(r"""\|(?:pluralize|yesno|default|default_if_none|add|join):("[^"]*")""")
SILENT = {"script", "style", "code"}
# Between these tags what stands is marked, or is nothing.
LEFT_OUT = ("blocktranslate", "comment")
CLASSES = re.compile(r"block \w+_class")
# What stands for whatever is put in.
HERE = "\N{BULLET}"


def unmarked_in_template(source: str) -> list[str]:
    """Return the words that a template prints as they stand in it."""
    found: list[str] = []
    page: list[str] = []
    left_out = False
    for token in Lexer(source).tokenize():
        tag = ""
        if token.token_type is TokenType.BLOCK:
            tag = token.split_contents()[0]
            if CLASSES.fullmatch(token.contents) or tag in LEFT_OUT:
                left_out = True
            elif tag.startswith("end"):
                left_out = False
        if token.token_type is TokenType.TEXT:
            page.append("" if left_out else token.contents)
        elif token.token_type is not TokenType.COMMENT:
            page.append(HERE)
            found += _literals(token, tag)
    reader = _Page()
    reader.feed(re.sub(f"{HERE}+", HERE, "".join(page)))
    reader.close()
    return [*found, *reader.found]


def _literals(token: Token, tag: str) -> Iterator[str]:
    if token.token_type is TokenType.VAR:
        said = PRINTED.findall(token.contents)
    elif tag in ("include", "with", "firstof", "cycle"):
        # The first is the name of a template.
        given = token.contents.partition(" with ")[2] if tag == "include" else token.contents
        said = [a or b for a, b in LITERAL.findall(given)]
    else:
        said = PRINTED.findall(token.contents)
    yield from (each.strip('"') for each in said if _is_prose(each.strip('"')))


def _is_prose(text: str) -> bool:
    """Whether it is a word or more, and no address, class or key."""
    return bool(WORD.search(text)) and not re.fullmatch(r"[a-z][\w./:#-]*|[/:#_-][\w./:#-]*", text)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        said = dict(attrs)
        heard = [*HEARD, *(["value"] if tag == "button" or said.get("type") == "submit" else [])]
        if tag == "meta" and said.get("name") == "description":
            heard.append("content")
        for name in heard:
            self._say(said.get(name) or "")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._say(data)

    def _say(self, text: str) -> None:
        if SAID.search(text):
            self.found.append(" ".join(text.split()))


MARKS = {
    *("gettext", "ngettext", "pgettext", "npgettext"),
    *("gettext_lazy", "ngettext_lazy", "pgettext_lazy", "npgettext_lazy", "gettext_noop"),
}
# What is told to programmers and operators, or is read and not told.
NOT_TOLD = {
    *("compile", "search", "match", "fullmatch", "sub", "findall", "finditer", "split", "count"),
    *("startswith", "endswith", "removeprefix", "removesuffix", "replace", "partition", "strip"),
    *("debug", "info", "warning", "error", "exception", "critical"),
    *(
        "Http404",
        "TransactionManagementError",
        "RuntimeError",
        "LookupError",
        "ValueError",
        "TypeError",
        "KeyError",
        "AssertionError",
    ),
    *("ImproperlyConfigured", "CommandError", "import_module", "RegexValidator", "RunSQL"),
    *("TypeVar", "NewType", "Literal", "ForeignKey", "get_model"),
}
# Two words in a row, or one that begins as a sentence or a label does.
PROSE = re.compile(r"[^\W\d_]{2,}[,;:]? +[^\W\d_“]|^[^\w<]*[A-Z][a-z’]+[.:…?!]?[^\w>]*$")
# What databases are told, and are asked.
SQL = re.compile(
    r"\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH RECURSIVE|CREATE|ALTER|DROP|BEGIN|REINDEX)\b"
)
# Tags and attributes, whole or begun, but for the words that an attribute says.
SPOKEN = re.compile(rf"""\b(?:{"|".join(HEARD)})=["']([^"']*)""")
TAG = re.compile(r"""<[^<>]*>|<[^<>]*$|^[^<>]*["'/\w]>|\b[\w-]+=["'][^"'<>]*["']?""")


def unmarked_in_module(source: str) -> list[str]:
    """Return the texts of a module that look like words for readers and are given to no mark.

    A single word in small letters is not found here: a page has to tell.
    """
    return list(_unmarked(ast.parse(source)))


def _unmarked(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.JoinedStr):
        text = "".join(str(each.value) if _is_text(each) else HERE for each in node.values)
        if _is_told(text):
            yield text
        # What is computed within may say something, too.
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from _unmarked(part.value)
    elif isinstance(node, ast.Constant):
        if _is_text(node) and _is_told(node.value):
            yield node.value
    elif isinstance(node, ast.Call) and _name(node.func) in MARKS:
        # Gathered is what stands there whole, by itself: of two texts to choose from, neither is.
        wholly = [each for each in node.args if not isinstance(each, ast.Constant)]
        for part in [*wholly, *(each.value for each in node.keywords)]:
            yield from _unmarked(part)
    elif isinstance(node, ast.BinOp) and isinstance(node.right, ast.Dict):
        # The names of the places in a text are no text.
        for each in (node.left, *node.right.values):
            yield from _unmarked(each)
    elif not _is_for_programs(node):
        for name, value in ast.iter_fields(node):
            # Types may be written as texts.
            if name not in ("annotation", "returns"):
                for each in value if isinstance(value, list) else [value]:
                    yield from _unmarked(each) if isinstance(each, ast.AST) else ()


def _is_for_programs(node: ast.AST) -> bool:
    """Whether it is documentation, or a type, or told to nobody who reads pages."""
    if isinstance(node, ast.Call):
        # Of `"…".split()` neither the text nor what it is split by.
        return _name(node.func) in NOT_TOLD
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Subscript):
        return isinstance(node.slice, ast.Constant)
    if isinstance(node, ast.Assign):
        return [_name(each) for each in node.targets] == ["__all__"]
    return False


def _name(node: ast.AST) -> str:
    return str(getattr(node, "attr", getattr(node, "id", "")))


def _is_text(node: Any) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_told(text: str) -> bool:
    if SQL.match(text):
        return False
    spoken = SPOKEN.findall(text)
    return any(PROSE.search(each) for each in [*spoken, TAG.sub(HERE, text)])
