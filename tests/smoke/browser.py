"""A browser without script: keeps cookies, follows links and redirects, sends forms as they are."""

import html
import http.client
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.databases import PATIENCE
from tests.forms import Button, Form, forms_of, links_of

REDIRECTS = (301, 302)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
SESSION = re.compile(r"(?:__Host-session|sessionid)$")


@dataclass(frozen=True)
class Door:
    """How visitors reach a site: the port, the host's name, and whether a proxy speaks https."""

    port: int
    host: str
    https: bool

    @property
    def origin(self) -> str:
        return f"{'https' if self.https else 'http'}://{self.host}"


@dataclass
class Browser:
    """What somebody at an internet address sees of a site, page by page."""

    door: Door
    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    url: str = ""  # of the page that is open, without the host
    status: int = 0
    source: str = ""
    token: str = ""  # what proves that a form came from the site, of the last page with one

    @property
    def text(self) -> str:
        """The words of the page."""
        main = self.source[self.source.find("<main") :] or self.source
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())

    @property
    def is_signed_in(self) -> bool:
        """Whether it holds a session."""
        return any(SESSION.match(name) for name in self.cookies)

    def open(self, url: str, *, status: int = 200) -> None:
        """Open a page; raises AssertionError where it answers with another status."""
        self._go("GET", url, status=status)

    def follow(self, words: str) -> None:
        """Follow the first link whose words begin so."""
        found = [to for said, to in links_of(self.source) if said.startswith(words)]
        assert found, f"{self.url} has no link “{words}”: {self.text}"
        self._go("GET", found[0])

    def press(
        self,
        label: str,
        *,
        of: dict[str, str] | None = None,
        status: int = 200,
        picture: bytes = b"",
        **typed: str,
    ) -> None:
        """Fill in the first form with this button, whose fields hold `of`, and send it.

        A `picture` goes along, where there is one.

        Raises AssertionError where there is none, where it has no such field, or where the answer
        has another status.
        """
        form, button = self._button(label, of or {})
        sent = form.filled_in(**typed) | ({button.name: button.value} if button.name else {})
        to = button.action or form.action or self.url
        if form.method == "post":
            self._go("POST", to, sent, picture, status=status)
        else:
            self._go("GET", f"{to.partition('?')[0]}?{urlencode(sent)}", status=status)

    def _button(self, label: str, of: dict[str, str]) -> tuple[Form, Button]:
        for form in forms_of(self.source):
            for each in form.buttons:
                if each.label.startswith(label) and of.items() <= form.fields.items():
                    return form, each
        raise AssertionError(f"{self.url} has no button “{label}” {of}: {self.text}")

    def _go(
        self,
        method: str,
        url: str,
        sent: dict[str, str] | None = None,
        picture: bytes = b"",
        status: int = 200,
    ) -> None:
        answer = self.ask(method, url, sent, picture)
        while answer in REDIRECTS:
            answer = self.ask("GET", self.url)
        assert answer == status, f"{self.url} answers {answer}: {self.text}"

    def ask(
        self, method: str, url: str, sent: dict[str, str] | None = None, picture: bytes = b""
    ) -> int:
        """Send one request, with a picture if there is one; return the status of the answer.

        A redirect leaves what it leads to in `url`, and the page that was open stays.
        """
        before = urljoin(self.door.origin, self.url)
        to = urljoin(before, url)
        path = urlsplit(to)._replace(scheme="", netloc="", fragment="").geturl()
        assert to.startswith(self.door.origin + "/"), f"{to} leads away from the site"
        headers = {
            "Host": self.door.host,
            "Referer": before,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if self.door.https:
            headers |= {"X-Forwarded-For": self.address, "X-Forwarded-Proto": "https"}
        if method == "POST":
            headers |= {
                "Origin": self.door.origin,
                "Content-Type": "application/x-www-form-urlencoded",
            }
        # Where lines end, browsers send both characters.
        fields = {name: value.replace("\n", "\r\n") for name, value in (sent or {}).items()}
        body: str | bytes = urlencode(fields)
        if picture:
            file = SimpleUploadedFile("a.png", picture, "image/png")
            body = encode_multipart(BOUNDARY, fields | {"image": file})
            headers["Content-Type"] = MULTIPART_CONTENT
        connection = http.client.HTTPConnection("127.0.0.1", self.door.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            content = response.read().decode(errors="replace")
        finally:
            connection.close()
        self._keep(response.headers.get_all("Set-Cookie") or [])
        self.url = path
        if response.status in REDIRECTS:
            self.url = response.headers["Location"]
        else:
            self.source = content
            if found := TOKEN.search(content):
                self.token = found[1]
        self.status = response.status
        return response.status

    def _keep(self, cookies: list[str]) -> None:
        for line in cookies:
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    assert bool(morsel["secure"]) == self.door.https, line
                    self.cookies[name] = morsel.value
