"""Starts crowd.py once for each environment, and asks it to run programs."""

import atexit
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

CROWD = Path(__file__).parent / "crowd.py"
# That of the tests, and that of a test which changes it.
AT_MOST = 2


class Crowd:
    """A process that has imported the site, from which others are forked."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, CROWD],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(
        self, url: str, programs: Sequence[Sequence[str]], stdin: str
    ) -> list[subprocess.CompletedProcess[str]]:
        """Run the programs (file, then arguments) at the same time; return how they ended."""
        assert self._process.stdin and self._process.stdout
        with suppress(BrokenPipeError):
            print(json.dumps([url, programs, stdin]), file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        if not answer:
            raise AssertionError(self._process.communicate()[1])
        return [
            subprocess.CompletedProcess(program, *ended)
            for program, ended in zip(programs, json.loads(answer), strict=True)
        ]

    def close(self) -> None:
        """Let it end."""
        self._process.communicate()


_crowds: dict[frozenset[tuple[str, str]], Crowd] = {}


def crowd_of(folder: Path, environment: Mapping[str, str]) -> Crowd:
    """Return the crowd of that environment; those asked last are kept."""
    key = frozenset(environment.items())
    crowd = _crowds.pop(key, None) or Crowd(folder, environment)
    _crowds[key] = crowd
    if len(_crowds) > AT_MOST:
        _crowds.pop(next(iter(_crowds))).close()
    return crowd


@atexit.register
def _close_all() -> None:
    for crowd in _crowds.values():
        crowd.close()
