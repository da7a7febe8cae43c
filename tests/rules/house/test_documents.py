"""What the documents tell people to type, and to open, is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.databases import ROOT
from tests.house import APPS

DOCUMENTS = [
    str(file.relative_to(ROOT)) for folder in (ROOT, ROOT / "docs") for file in folder.glob("*.md")
]
# Code as Markdown writes it: fenced blocks, or a span within a line.
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.DOTALL | re.MULTILINE)
# A file or folder of ours, as documents and docstrings name it: by its path, or by its name alone.
NAMED = re.compile(r"`((?:[\w.*-]+/)+[\w.*-]*|[\w-]+\.(?:py|js|css|html|md))`")
SOURCES = (*APPS, "tests", "tools", "templates", "static")


def code_of(document: str) -> str:
    return "\n".join(CODE.findall((ROOT / document).read_text()))


def sources() -> Iterator[Path]:
    """Yield what we write and machines read."""
    for top in SOURCES:
        for ending in ("py", "js", "css", "html"):
            yield from (ROOT / top).rglob(f"*.{ending}")


@pytest.fixture(scope="module")
def files() -> set[str]:
    return {file.name for file in (*sources(), *ROOT.iterdir(), *(ROOT / "docs").iterdir())}


@pytest.fixture(scope="module")
def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_exists(document, targets):
    assert set(re.findall(r"\bmake ([a-z-]+)", code_of(document))) <= targets


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_management_command_exists(document):
    named = set(re.findall(r"manage\.py ([a-z_]+)", code_of(document)))
    assert named <= set(get_commands())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_linked_file_exists(document):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / document).read_text())
    folder = (ROOT / document).parent
    assert [link for link in links if not (folder / link).exists()] == []


def missing(text: str, files: set[str]) -> list[str]:
    """Return what of ours a text names that is not there; what begins elsewhere is not ours."""
    named = [each for each in NAMED.findall(text) if (ROOT / each.partition("/")[0]).exists()]
    alone = [each for each in NAMED.findall(text) if "/" not in each and each not in files]
    return [each for each in named if not any(ROOT.glob(each.rstrip("/")))] + alone


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_it_names_exists(document, files):
    assert missing((ROOT / document).read_text(), files) == []


def test_every_file_that_a_source_names_exists(files):
    gone = {str(file): missing(file.read_text(), files) for file in sources()}
    assert {file: names for file, names in gone.items() if names} == {}


def test_make_help_lists_every_target(targets):
    described = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(described) == targets
