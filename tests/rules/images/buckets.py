"""A store that speaks as much S3 as pictures need, on this machine, in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

BUCKET = "/pictures/"


class Bucket(ThreadingHTTPServer):
    """Its objects by their keys; while it `refuses`, no key is good."""

    daemon_threads = True
    refuses = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Store)
        self.objects: dict[str, bytes] = {}

    @property
    def url(self) -> str:
        """What a site takes as its STORAGE_URL."""
        return f"s3+http://me:a/secret+@127.0.0.1:{self.server_port}{BUCKET}?region=here"


class Store(BaseHTTPRequestHandler):
    """Answers for a bucket, to who signed what they ask."""

    protocol_version = "HTTP/1.1"
    server: Bucket

    def do_PUT(self) -> None:
        self.server.objects[self.key] = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(200)

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        if not self.key:
            self.answer(200, self.listed(asked["prefix"][0]).encode())
        else:
            self.found()

    def do_HEAD(self) -> None:
        self.found()

    def do_DELETE(self) -> None:
        self.server.objects.pop(self.key, None)
        self.answer(204)

    @property
    def key(self) -> str:
        path = unquote(urlsplit(self.path).path)
        return path.removeprefix(BUCKET) if path.startswith(BUCKET) else ""

    def found(self) -> None:
        content = self.server.objects.get(self.key)
        self.answer(404 if content is None else 200, content or b"")

    def listed(self, prefix: str) -> str:
        under = [key[len(prefix) :] for key in self.server.objects if key.startswith(prefix)]
        folders = {f"{rest.split('/')[0]}/" for rest in under if "/" in rest}
        files = [rest for rest in under if "/" not in rest]
        said = [
            f"<CommonPrefixes><Prefix>{prefix}{each}</Prefix></CommonPrefixes>" for each in folders
        ]
        said += [f"<Contents><Key>{escape(prefix + each)}</Key></Contents>" for each in files]
        return f"<ListBucketResult>{''.join(said)}</ListBucketResult>"

    def answer(self, status: int, content: bytes = b"") -> None:
        if self.server.refuses or "Credential=me/" not in self.headers.get("Authorization", ""):
            status, content = 403, b""
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", '"tag"')
        self.send_header("Last-Modified", formatdate(usegmt=True))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def bucket() -> Iterator[Bucket]:
    """Serve an empty one."""
    with Bucket() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
