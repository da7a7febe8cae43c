"""What the documents tell people to type is there to be typed."""

import re

import pytest
from django.core.management import get_commands

from tests.databases import ROOT

DOCUMENTS = [
    str(file.relative_to(ROOT)) for folder in (ROOT, ROOT / "docs") for file in folder.glob("*.md")
]
# Code as Markdown writes it: fenced blocks, or a span within a line.
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.DOTALL | re.MULTILINE)


def code_of(document: str) -> str:
    return "\n".join(CODE.findall((ROOT / document).read_text()))


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


def test_make_help_lists_every_target(targets):
    described = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(described) == targets
