"""Runs one program several times at once: `crowd.py FILE`, each one's arguments as JSON on stdin.

What the program imports is imported once; then each runs in a process of its own, which shares
nothing with the others and has a database connection of its own. Prints how they ended, as JSON.
"""

import json
import os
import runpy
import signal
import sys
import traceback
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, NoReturn

import django
from django.db import connections

from tests.databases import PATIENCE

django.setup()


def run(file: str, arguments: list[str], out: IO[bytes], error: IO[bytes]) -> NoReturn:
    """Be the program, as if it had been started with these arguments."""
    signal.alarm(PATIENCE)
    os.dup2(out.fileno(), 1)
    os.dup2(error.fileno(), 2)
    sys.argv = [file, *arguments]
    code = 0
    try:
        runpy.run_path(file, run_name="__main__")
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    except BaseException:
        traceback.print_exc()
        code = 1
    connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def ended(pid: int, outputs: list[IO[bytes]]) -> list[int | str]:
    """Wait for a process; return its exit code and what it printed and complained of."""
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    for each in outputs:
        each.seek(0)
    return [code, *(each.read().decode() for each in outputs)]


if __name__ == "__main__":
    file = sys.argv[1]
    runpy.run_path(file, run_name="imported")
    connections.close_all()
    with ExitStack() as stack:
        started = []
        for arguments in json.load(sys.stdin):
            outputs = [stack.enter_context(TemporaryFile()) for _ in "12"]
            pid = os.fork()
            if pid == 0:
                run(file, arguments, *outputs)
            started.append((pid, outputs))
        json.dump([ended(*each) for each in started], sys.stdout)
