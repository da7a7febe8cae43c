"""Argdown's own parser, in a Node of its own; see tests/node/LICENCES.txt."""

from contextlib import AbstractContextManager
from pathlib import Path

from tests.node.script import Script, running

BUNDLE = Path(__file__).parent / "argdown.js"


def argdown_parser() -> AbstractContextManager[Script]:
    """Start the parser, to be called with a text.

    It returns what that means: errors, frontMatter, statements, arguments, relations.
    """
    return running(BUNDLE)
