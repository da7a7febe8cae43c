"""A site in a folder of its own, started with the commands that its documents give."""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.databases import PATIENCE, ROOT
from tests.servers import MailServer
from tests.smoke.browser import Browser, Door

# What a checkout does not have: this one's own data, and what tools leave.
NOT_TAKEN = ".git .venv .env db.sqlite3* staticfiles tests .*_cache .hypothesis".split()
# What no request may bring about; the server of `make run` says more than complaints.
COMPLAINT = re.compile(r'" 5\d\d |Internal Server Error|Warning:|^Exception ')


@dataclass
class Site:
    """A site that serves, and what became of it: mails, and what it complains of."""

    door: Door
    database_url: str
    _mails: Callable[[], Sequence[EmailMessage]]
    complaints: Callable[[], str]
    _taken: int = 0
    _visitors: int = 0

    def browser(self) -> Browser:
        """Return the browser of somebody at an address of their own."""
        self._visitors += 1
        return Browser(self.door, f"198.51.100.{self._visitors}")

    def mail(self, to: str, subject: str) -> str:
        """Return the text of the next mail to somebody; raises AssertionError where none comes."""
        until = time.monotonic() + PATIENCE
        while True:
            for number, each in enumerate(self._mails()[self._taken :], self._taken + 1):
                if each["to"] == to and each["subject"] == f"[Rejoinder] {subject}":
                    self._taken = number
                    return str(each.get_content())
            came = [(each["to"], each["subject"]) for each in self._mails()]
            assert time.monotonic() < until, f"no “{subject}” came to {to}; these came: {came}"
            time.sleep(0.02)

    def link(self, to: str, subject: str) -> str:
        """Return the address that the next mail to somebody leads to."""
        text = self.mail(to, subject)
        found = re.findall(rf"{re.escape(self.door.origin)}/account/\S+", text)
        assert len(found) == 1, text
        return found[0]


def checkout(folder: Path) -> Path:
    """Copy what a checkout has into `folder`, with the packages of this one."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_TAKEN))
    (folder / ".venv" / "installed").mkdir(parents=True)
    for each in Path(sys.prefix).iterdir():
        if each.name != "installed":
            (folder / ".venv" / each.name).symlink_to(each)
    shutil.copy(folder / "requirements.txt", folder / ".venv" / "installed")
    return folder


@contextmanager
def server(folder: Path, database_url: str, cache_url: str, mail: MailServer) -> Iterator[Site]:
    """Yield the site as docs/deployment.md sets it up on a server, behind a proxy."""
    checkout(folder)
    settings = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "forum.example.org",
        "DATABASE_URL": database_url,
        "CACHE_URL": cache_url,
        "EMAIL_URL": mail.url,
        "DEFAULT_FROM_EMAIL": "Rejoinder <forum@example.org>",
        "TRUSTED_PROXY_COUNT": "1",
    }
    (folder / ".env").write_text("".join(f"{name}={of}\n" for name, of in settings.items()))
    document = (folder / "docs" / "deployment.md").read_text()
    blocks = re.findall(r"^```sh\n(\S+ manage\.py migrate\n.*?)^```", document, re.M | re.S)
    [every_update] = [block for block in blocks if "collectstatic" in block]
    environment = _environment(folder)
    told = ["/bin/sh", "-euc", every_update]
    done = subprocess.run(
        told, cwd=folder, env=environment, capture_output=True, text=True, timeout=PATIENCE
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    # Bound here too, so that the system gives the port to nobody else before the server is there.
    with socket.socket() as kept:
        kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        kept.bind(("127.0.0.1", 0))
        port = kept.getsockname()[1]
        serve = re.findall(r"^\.venv/bin/gunicorn .+$", document, re.M)[0]
        assert "127.0.0.1:8000" in serve
        serve = serve.replace("127.0.0.1:8000", f"127.0.0.1:{port}")
        command = f"exec {serve} --reuse-port --log-level warning"
        with _running(command, folder, environment) as (_, complaints):
            _wait_for(port, complaints)
            door = Door(port, "forum.example.org", https=True)
            yield Site(door, database_url, lambda: mail.mails, complaints.read_text)
    assert complaints.read_text() == "", "it stops without a word"


def _wait_for(port: int, complaints: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            assert time.monotonic() < until, complaints.read_text()
            time.sleep(0.02)


@contextmanager
def at_home(folder: Path) -> Iterator[Site]:
    """Yield the site as `make run` sets it up and serves it."""
    checkout(folder)
    with _running("exec make run PORT=0", folder, _environment(folder)) as (output, errors):

        def said() -> str:
            return output.read_text()

        until = time.monotonic() + PATIENCE
        while not (at := re.search(r"server at http://127\.0\.0\.1:(\d+)/", said())):
            assert time.monotonic() < until, said() + errors.read_text()
            time.sleep(0.02)
        port = int(at[1])
        yield Site(
            Door(port, f"127.0.0.1:{port}", https=False),
            f"sqlite:///{folder / 'db.sqlite3'}",
            lambda: _printed_mails(said()),
            lambda: "\n".join(
                line for line in errors.read_text().splitlines() if COMPLAINT.search(line)
            ),
        )


def _environment(folder: Path) -> dict[str, str]:
    """What an operator's shell has; the site's settings are in its `.env`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    # Whoever stops gunicorn takes its threads' connections along without closing them.
    warnings = "error,ignore:<psycopg.Connection:ResourceWarning"
    return kept | {"PYTHONWARNINGS": warnings, "PYTHONUNBUFFERED": "1"}


@contextmanager
def _running(
    command: str, folder: Path, environment: dict[str, str]
) -> Iterator[tuple[Path, Path]]:
    """Yield the files of what a command prints and complains of, while it runs."""
    output, errors = folder / "printed", folder / "complained"
    with output.open("w") as out, errors.open("w") as error:
        process = subprocess.Popen(
            ["/bin/sh", "-c", command],
            cwd=folder,
            env=environment,
            stdout=out,
            stderr=error,
            start_new_session=True,
        )
    try:
        yield output, errors
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        finally:
            # What it started, where it left something.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _printed_mails(said: str) -> list[EmailMessage]:
    """Return the mails that were printed, as Django prints them."""
    found = re.findall(r"^(Content-Type: .*?)^-{79}$", said, re.M | re.S)
    return [message_from_bytes(each.encode(), policy=policy.default) for each in found]
