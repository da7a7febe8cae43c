"""Runs programs at the same time, as crowds.py asks: by a line of JSON, answered by another.

What a program imports is imported once; then each runs in a process of its own, which shares
nothing with the others and has a database connection of its own.
"""

import json
import os
import runpy
import signal
import sys
import traceback
from contextlib import ExitStack
from functools import cache
from tempfile import TemporaryFile
from typing import IO, Any, NoReturn

import django
from django.conf import settings
from django.db import connections
from django.urls import get_resolver

from config.databases import database
from tests.databases import PATIENCE

django.setup()
# The views, too, which each program would import at its first request, or to check the site.
assert get_resolver().url_patterns


@cache
def import_once(file: str) -> None:
    """Import what the program imports."""
    runpy.run_path(file, run_name="imported")
    connections.close_all()


def use(url: str) -> None:
    """Let this process work on the database at `url`."""
    os.environ["DATABASE_URL"] = url
    settings.DATABASES["default"] = database(url)
    connections.settings = connections.configure_settings(settings.DATABASES)
    for connection in connections.all(initialized_only=True):
        del connections[connection.alias]


def run(program: list[str], url: str, files: list[IO[bytes]]) -> NoReturn:
    """Be the program, as if it had been started."""
    signal.alarm(PATIENCE)
    for number, each in enumerate(files):
        os.dup2(each.fileno(), number)
    sys.argv = program
    code = 0
    try:
        use(url)
        runpy.run_path(program[0], run_name="__main__")
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    except BaseException:
        traceback.print_exc()
        code = 1
    connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def ended(pid: int, files: list[IO[bytes]]) -> list[int | str]:
    """Wait for a process; return its exit code and what it printed and complained of."""
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    outputs = files[1:]
    for each in outputs:
        each.seek(0)
    return [code, *(each.read().decode() for each in outputs)]


def run_all(url: str, programs: list[list[str]], stdin: str) -> list[list[int | str]]:
    """Run the programs at the same time; return how they ended, in this order."""
    for file, *_ in programs:
        import_once(file)
    with ExitStack() as stack:
        started: list[tuple[int, Any]] = []
        for program in programs:
            files = [stack.enter_context(TemporaryFile()) for _ in range(3)]
            files[0].write(stdin.encode())
            files[0].seek(0)
            pid = os.fork()
            if pid == 0:
                run(program, url, files)
            started.append((pid, files))
        return [ended(*each) for each in started]


if __name__ == "__main__":
    # What a program prints by itself is no answer.
    with os.fdopen(os.dup(0)) as asked, os.fdopen(os.dup(1), "w") as answers:
        os.dup2(2, 1)
        for line in asked:
            print(json.dumps(run_all(*json.loads(line))), file=answers, flush=True)
