"""Readers meet one word for one thing, and none of those that only code has."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import ROOT

APPS = "accounts critiques forum moderation notifications staff threads transfer web".split()
# What code and files call: agree, won’t pursue, share, still disputed; and what a reply does.
OURS = re.compile(
    r"\b(conced\w*|declin\w*|contested|holders?|who holds|held by|hold(s|ing)? (it|this|an?|them)"
    r"|(re|un)?tagg?(s|ed|ing)?)\b",
    re.IGNORECASE,
)
# Not for readers: columns, keys and selectors; what importers are told of files’ own keys.
NO_PROSE = {
    # What people write, and by which it is known.
    ("critiques/prose/speaking.py", "conced"),
    ("forum/sources.py", "holds a NUL character"),
    ("transfer/documents/spreadsheet.py", "holder_count"),
    ("transfer/parse/replies.py", "the same tag is given twice."),
}
WORDS = re.compile(r"[a-z’] +[a-z“]", re.IGNORECASE)


def said_in(module: Path) -> Iterator[str]:
    """Yield the texts of a module that have words in a row; its own documentation is none."""
    tree = ast.parse(module.read_text())
    documented = ast.Module | ast.FunctionDef | ast.ClassDef
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docs and WORDS.search(f"x{node.value}x"):
            yield node.value


def shown_by(template: Path) -> str:
    """Return the words of a template, with those that are said for who cannot see them."""
    source = re.sub(
        r"\{#.*?#\}|<svg.*?</svg>|<symbol.*?</symbol>", "", template.read_text(), flags=re.S
    )
    source = re.sub(r"""\{% translate (?:"([^"]*)"|'([^']*)').*?%\}""", r"\1\2", source)
    source = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", source, flags=re.S)
    heard = re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', source)
    return " ".join([re.sub(r"<[^>]*>", " ", source), *heard])


@pytest.mark.parametrize("app", APPS)
def test_no_page_nor_message_has_the_words_of_the_code(app: str) -> None:
    modules = [each for each in (ROOT / app).rglob("*.py") if "migrations" not in each.parts]
    found = {
        (str(each.relative_to(ROOT)), text)
        for each in modules
        for text in said_in(each)
        if OURS.search(text)
    }
    wrong = {
        (place, text)
        for place, text in found
        if not any(place == where and words in text for where, words in NO_PROSE)
    }
    assert wrong == set()


def test_no_template_has_the_words_of_the_code() -> None:
    templates = [each for each in (ROOT / "templates").rglob("*") if each.is_file()]
    assert len(templates) > 100
    wrong = {
        str(each.relative_to(ROOT)): match[0]
        for each in templates
        if (match := OURS.search(shown_by(each)))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "is_ours"),
    [
        ("Held by Bob", True),
        ("The author conceded it", True),
        ("Tag your reply", True),
        ("three holders", True),
        ("It was held back", False),
        ("Topics: stage, heritage", False),
        ("Alice agrees in part; Bob shares it", False),
    ],
)
def test_the_sweep_knows_them(text: str, is_ours: bool) -> None:
    assert bool(OURS.search(text)) == is_ours
