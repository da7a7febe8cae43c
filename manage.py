#!/usr/bin/env python
"""Django's command line, for this site's settings."""

import os
import select
import signal
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def end_if_nobody_reads() -> None:
    """End quietly, as other tools do, if nobody reads any more what a command prints.

    To be called on a BrokenPipeError, which may be of something else, such as a mail server.
    """
    for stream in (sys.stdout, sys.stderr):
        asked = select.poll()
        asked.register(stream.fileno(), select.POLLOUT)
        if any(event & (select.POLLERR | select.POLLHUP) for _, event in asked.poll(0)):
            # Nor is what is left in it written as Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            sys.exit(128 + signal.SIGPIPE)  # what a shell says of who was ended by it


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        try:
            execute_from_command_line(sys.argv)
        finally:
            sys.stdout.flush()
    except ImproperlyConfigured as error:
        sys.exit(f"manage.py: {error}")
    except BrokenPipeError:
        end_if_nobody_reads()
        raise
