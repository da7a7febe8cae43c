"""Renders texts in a process of its own: what goes wrong there is found out and told."""

import json
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass

from tests.databases import ROOT

SECONDS = 10
MEGABYTES = 200


@dataclass(frozen=True)
class Rendered:
    """What became of a text: HTML, or the words of a refusal, or neither where it was empty."""

    html: str
    refusal: str
    points: int


class Renderer:
    """A process that renders one text after another; it is started again when it has died."""

    def __init__(self) -> None:
        self.process = self._start()

    def render(self, source: str) -> Rendered:
        """Render a text and find its points.

        Raises AssertionError for what no text may do: raise anything but a refusal, take 10
        seconds of the processor, or more than 200 MB of memory.
        """
        try:
            self.process.stdin.write(json.dumps(source) + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            code = self.close()
            self.process = self._start()
            killed = signal.Signals(-code).name if code < 0 else code
            raise AssertionError(f"The renderer died of {killed} on {source[:2000]!r}.")
        told = json.loads(answer)
        if "error" in told:
            raise AssertionError(f"{told['error']} on {source[:2000]!r}")
        if told.pop("megabytes") > MEGABYTES:
            self.close()
            self.process = self._start()
            raise AssertionError(f"More than {MEGABYTES} MB for {source[:2000]!r}.")
        return Rendered(**told)

    def close(self) -> int:
        """End the process and return how it ended."""
        with suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait()

    def _start(self) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.renderer"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )


def serve() -> None:
    """Answer every line on standard input, a text as JSON, with a line of JSON."""
    import django
    from django.core.exceptions import ValidationError

    from forum.lettered import find_points
    from forum.text import render

    # A refusal is said in somebody's language.
    django.setup()
    render("A *text*.\n\n```python\nx\n```", "reply-1")
    before = _megabytes()
    for line in sys.stdin:
        source, told = json.loads(line), {"html": "", "refusal": ""}
        _allow(SECONDS)
        try:
            told["points"] = len(find_points(source))
            told["html"] = render(source, "reply-1")
        except ValidationError as refusal:
            told["refusal"] = refusal.messages[0]
            assert refusal.code in ("limit", "character"), refusal.code
        except Exception as error:
            told["error"] = repr(error)
        told["megabytes"] = _megabytes() - before
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def _allow(seconds: int) -> None:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    used = int(spent.ru_utime + spent.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds + 1, resource.RLIM_INFINITY))


def _megabytes() -> float:
    """The most memory the process has had; the system counts kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    serve()
