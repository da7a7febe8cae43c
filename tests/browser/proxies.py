"""A small proxy between a browser and the site, which cuts, delays or refuses as it is told."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

# What a proxy keeps for itself.
HOP = {"connection", "transfer-encoding", "keep-alive", "content-length", "host"}


class Proxy(ThreadingHTTPServer):
    """Passes everything on, but for what `fault` says of the addresses that begin with `at`.

    Its words: `cut` before it arrives, `lose` the answer, `502`, or `hold` until `go_on`.
    """

    daemon_threads = True

    def __init__(self, site: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site, self.fault, self.at = urlsplit(site).netloc, "", ""
        self.asked: list[tuple[str, str]] = []
        self.held, self.waits = threading.Event(), threading.Event()

    @property
    def url(self) -> str:
        """Where a browser finds the site."""
        return f"http://localhost:{self.server_address[1]}"

    def break_at(self, fault: str, at: str = "/") -> None:
        """Let this happen to what is posted there from now on; "" lets everything through."""
        self.fault, self.at = fault, at
        self.held.clear()
        self.waits.clear()

    def go_on(self) -> None:
        """Let through what is held."""
        self.fault = ""
        self.held.set()

    def handle_error(self, *_: object) -> None:
        """A browser that leaves is no fault of ours."""


class _Handler(BaseHTTPRequestHandler):
    server: Proxy

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _pass(self) -> None:
        proxy, length = self.server, int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        proxy.asked.append((self.command, self.path))
        is_broken = self.command == "POST" and self.path.startswith(proxy.at)
        fault = proxy.fault if is_broken else ""
        if fault == "cut":
            self.close_connection = True
            return
        if fault == "502":
            self._answer(502, [("Content-Type", "text/html")], b"<h1>Bad gateway</h1>")
            return
        if fault == "hold":
            proxy.waits.set()
            proxy.held.wait()
        site = http.client.HTTPConnection(proxy.site)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        # The site sees its own address, as behind a proxy that says so.
        headers |= {"Host": proxy.site}
        for name in ("Origin", "Referer"):
            if name in headers:
                headers[name] = headers[name].replace(proxy.url, f"http://{proxy.site}")
        site.request(self.command, self.path, body, headers)
        answer = site.getresponse()
        told = answer.read()
        site.close()
        if fault == "lose":
            self.close_connection = True
            return
        kept = [(k, v) for k, v in answer.getheaders() if k.lower() not in HOP]
        self._answer(answer.status, kept, told)

    do_GET = do_POST = do_HEAD = _pass  # noqa: N815 (http.server names them)

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextmanager
def proxy_of(site: str) -> Iterator[Proxy]:
    """Yield a proxy that runs; it is stopped at the end, also when a test failed."""
    proxy = Proxy(site)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    try:
        yield proxy
    finally:
        proxy.go_on()
        proxy.shutdown()
        proxy.server_close()
