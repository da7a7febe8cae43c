"""A mailbox that speaks IMAP on loopback, with a certificate of its own."""

import re
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PASSWORD = 'a "quoted" pass\\word'


@dataclass
class ImapServer:
    """Keeps `mails` by number; `seen` are those that were dealt with."""

    certificate: Path
    port: int = 0
    mails: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    # It breaks off at the first command of this name.
    breaks_at: str = ""
    # What was said before anything was encrypted.
    in_clear: list[str] = field(default_factory=list)


class _Talk(socketserver.StreamRequestHandler):
    """One connection."""

    server: "_Server"

    def handle(self) -> None:
        kept = self.server.kept
        self.encrypted = not self.server.starttls
        if self.encrypted and not self._encrypt():
            return
        self._say("* OK ready")
        while line := self.rfile.readline().decode().rstrip("\r\n"):
            if not self.encrypted:
                kept.in_clear.append(line)
            tag, _, said = line.partition(" ")
            if kept.breaks_at and kept.breaks_at in said:
                kept.breaks_at = ""
                return
            if not self._answer(tag, said):
                return

    def finish(self) -> None:
        super().finish()
        # Not the one that the server knows, since it is encrypted.
        self.connection.close()

    def _answer(self, tag: str, said: str) -> bool:
        kept, ends = self.server.kept, "OK done"
        if said == "CAPABILITY":
            self._say("* CAPABILITY IMAP4rev1" + " STARTTLS" * self.server.starttls)
        elif said == "STARTTLS":
            self._say(f"{tag} OK now")
            self.encrypted = True
            return self._encrypt()
        elif said.startswith("LOGIN"):
            quoted = PASSWORD.replace("\\", "\\\\").replace('"', '\\"')
            ends = ends if said.endswith(f' "{quoted}"') else "NO who are you"
        elif said.startswith("SELECT"):
            self._say(f"* {len(kept.mails)} EXISTS")
            ends = ends if said.endswith('"INBOX"') else "NO such folder"
        elif said == "UID SEARCH UNSEEN":
            self._say(" ".join(["* SEARCH", *(str(n) for n in kept.mails if n not in kept.seen)]))
        elif found := re.fullmatch(r"UID FETCH (\d+) \(RFC822.SIZE\)", said):
            size = len(kept.mails[int(found[1])])
            self._say(f"* 1 FETCH (UID {found[1]} RFC822.SIZE {size})")
        elif found := re.fullmatch(r"UID FETCH (\d+) \(BODY.PEEK\[\](?:<0\.(\d+)>)?\)", said):
            raw = kept.mails[int(found[1])][: int(found[2]) if found[2] else None]
            self._say(f"* 1 FETCH (UID {found[1]} BODY[] {{{len(raw)}}}")
            self.wfile.write(raw + b")\r\n")
        elif found := re.fullmatch(r"UID STORE (\d+) \+FLAGS.SILENT \(\\Seen\)", said):
            kept.seen.add(int(found[1]))
        elif said == "LOGOUT":
            self._say("* BYE")
        else:
            ends = "BAD what"
        self._say(f"{tag} {ends}")
        return said != "LOGOUT"

    def _encrypt(self) -> bool:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.server.kept.certificate)
        try:
            self.connection = context.wrap_socket(self.connection, server_side=True)
        except OSError:
            return False
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", buffering=0)
        return True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    kept: ImapServer
    starttls: bool


@contextmanager
def imap_server(folder: Path, *, starttls: bool = False) -> Iterator[ImapServer]:
    """Yield a mailbox that is there; it is closed at the end."""
    kept = ImapServer(_certificate(folder / "imap.pem"))
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.kept, server.starttls = kept, starttls
        kept.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield kept
        finally:
            server.shutdown()
            thread.join()


def _certificate(file: Path) -> Path:
    """Write a key and a certificate for “localhost” into `file`, and return it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file
